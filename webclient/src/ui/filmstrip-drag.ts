// Dragging a frame of the filmstrip to another place: at once with mouse and pen; with a finger after a long press, so
// that the strip can still be scrolled. A long press without a drag asks for the picture's menu. Without a framework,
// because it lives from the event to the frame.
import { edgeScroll, nearestPlace } from '../state/ordering-places.ts';
import { axisOf, framesIn, pictureAt, placesOf } from './filmstrip-frames.ts';

export interface Dragging {
  readonly id: string;
  /** Where it would go if it were let go now. */
  readonly to: number;
  /** Along the strip, in pixels from its own place. */
  readonly offset: number;
}

export interface DragOptions {
  /** What scrolls; its frames carry `data-picture`. */
  readonly strip: HTMLElement;
  after(ms: number, action: () => void): () => void;
  frame(action: () => void): void;
  changed(dragging: Dragging | null): void;
  drop(id: string, to: number): void;
  /** A long press that ended where it began. */
  held(id: string): void;
}

export const longPressMs = 350;
/** Less is a press that trembled. */
const slopPixels = 6;

interface Press {
  readonly id: string;
  readonly pointer: number;
  readonly touch: boolean;
  readonly start: number;
  readonly cross: number;
  readonly scroll: number;
  at: number;
  lifted: boolean;
  moved: boolean;
  cancelTimer(): void;
}

/** Watches a strip; the returned function ends it. */
export function attachDragging(options: DragOptions): () => void {
  const { strip } = options;
  const drag = createDrag(options);
  const ending = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void) =>
    strip.addEventListener(type, listener, { signal: ending.signal, passive: false });
  const first = { signal: ending.signal, capture: true };
  /** The click that follows a drag shows no picture. */
  let swallow = false;

  on('pointerdown', (event) => {
    swallow = false;
    const id = pictureAt(event.target);
    if (id !== null && event.button === 0 && event.isPrimary) drag.press(id, event);
  });
  on('pointermove', drag.move);
  on('pointerup', (event) => {
    const ended = drag.letGo(event);
    if (!ended) return;
    const { id, to, moved } = ended;
    swallow = true;
    if (moved) options.drop(id, to);
    // Not within this event, which closes every popover that it did not begin in.
    else options.frame(() => options.held(id));
  });
  on('pointercancel', drag.end);
  // The strip must not scroll under a frame that is held, and the browser's own menu has no business there.
  on('touchmove', (event) => drag.isLifted() && event.preventDefault());
  on('dragstart', (event) => event.preventDefault());
  const onClick = (event: Event) => {
    if (swallow) event.stopPropagation();
    swallow = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag.isLifted()) return;
    event.preventDefault();
    event.stopPropagation();
    swallow = true;
    drag.end();
  };
  strip.addEventListener('click', onClick, first);
  addEventListener('keydown', onKeyDown, first);
  return () => {
    ending.abort();
    drag.end();
  };
}

/** One frame at a time, from the press to letting go. */
function createDrag({ strip, after, frame, changed }: DragOptions) {
  let press: Press | null = null;

  const end = () => {
    press?.cancelTimer();
    if (press?.lifted) changed(null);
    press = null;
  };
  const tell = () => {
    if (!press?.lifted) return;
    const now = placeOf(press, strip);
    if (now) changed(now);
    else end();
  };
  const lift = () => {
    if (!press) return;
    press.lifted = true;
    tell();
  };
  const scrollAtEdges = () => {
    if (!press?.moved) return;
    const { edges, scrollBy } = axisOf(strip);
    const { start, end: last } = edges();
    const by = edgeScroll(press.at, start, last);
    if (by !== 0) {
      scrollBy(by);
      tell();
    }
    frame(scrollAtEdges);
  };
  return {
    end,
    isLifted: () => press?.lifted ?? false,
    press(id: string, event: PointerEvent) {
      end();
      const touch = event.pointerType === 'touch';
      const { along, across, scroll } = axisOf(strip);
      press = {
        ...{ id, touch, pointer: event.pointerId, start: along(event), at: along(event), cross: across(event) },
        ...{ scroll: scroll(), lifted: false, moved: false },
        cancelTimer: touch ? after(longPressMs, lift) : () => {},
      };
    },
    move(event: PointerEvent) {
      if (!press || event.pointerId !== press.pointer) return;
      const { along, across } = axisOf(strip);
      press.at = along(event);
      const far = Math.hypot(press.at - press.start, across(event) - press.cross) > slopPixels;
      if (!press.moved && far) {
        if (press.touch && !press.lifted) return end(); // this finger scrolls
        press.moved = true;
        press.lifted = true;
        strip.setPointerCapture(event.pointerId);
        frame(scrollAtEdges);
      }
      tell();
    },
    /** Where it goes, and whether it has moved at all; null: it was no drag. */
    letGo(event: PointerEvent) {
      if (!press || event.pointerId !== press.pointer) return null;
      const now = press.lifted ? placeOf(press, strip) : null;
      const { moved } = press;
      end();
      return now && { ...now, moved };
    },
  };
}

/** Null: somebody deleted it meanwhile. */
function placeOf({ id, moved, at, start, scroll }: Press, strip: HTMLElement): Dragging | null {
  const axis = axisOf(strip);
  const frames = framesIn(strip);
  const places = placesOf(frames, axis.upright);
  const own = places[frames.findIndex(({ dataset }) => dataset['picture'] === id)];
  if (own === undefined) return null;
  const wished = own + (moved ? at - start + axis.scroll() - scroll : 0);
  // Not beyond the first and the last: the strip would grow by it, and scroll on and on.
  const place = Math.min(Math.max(...places), Math.max(Math.min(...places), wished));
  return { id, to: nearestPlace(places, place), offset: place - own };
}
