// Dragging a frame of the filmstrip to another place: at once with mouse and pen; with a finger after a long press, so
// that the strip can still be scrolled. A long press without a drag asks for the picture's menu. Without a framework,
// because it lives from the event to the frame.
import { edgeScroll, nearestPlace } from '../state/ordering-places.ts';

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
  const { strip, changed } = options;
  const ending = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void) =>
    strip.addEventListener(type, listener, { signal: ending.signal, passive: false });
  let press: Press | null = null;
  /** The click that follows a drag shows no picture. */
  let swallow = false;

  const axis = () => axisOf(strip);
  const where = (now: Press): Dragging | null => {
    const { places, ids } = frames(strip, axis());
    const from = ids.indexOf(now.id);
    const own = places[from];
    if (own === undefined) return null; // somebody deleted it meanwhile
    const wished = now.moved ? now.at - now.start + axis().scroll() - now.scroll : 0;
    // Not beyond the first and the last: the strip would grow by it, and scroll on and on.
    const at = Math.min(Math.max(...places), Math.max(Math.min(...places), own + wished));
    return { id: now.id, to: nearestPlace(places, at), offset: at - own };
  };
  const end = () => {
    press?.cancelTimer();
    if (press?.lifted) changed(null);
    press = null;
  };
  const tell = () => {
    if (!press?.lifted) return;
    const now = where(press);
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
    const { start, end: last } = axis().edges();
    const by = edgeScroll(press.at, start, last);
    if (by !== 0) {
      axis().scrollBy(by);
      tell();
    }
    options.frame(scrollAtEdges);
  };

  on('pointerdown', (event) => {
    swallow = false;
    const id =
      event.target instanceof Element ? event.target.closest('[data-picture]')?.getAttribute('data-picture') : null;
    if (!id || event.button !== 0 || !event.isPrimary) return;
    end();
    const touch = event.pointerType === 'touch';
    const { along, across, scroll } = axis();
    press = {
      ...{ id, touch, pointer: event.pointerId, start: along(event), at: along(event), cross: across(event) },
      ...{ scroll: scroll(), lifted: false, moved: false },
      cancelTimer: touch ? options.after(longPressMs, lift) : () => {},
    };
  });
  on('pointermove', (event) => {
    if (!press || event.pointerId !== press.pointer) return;
    const { along, across } = axis();
    press.at = along(event);
    const far = Math.hypot(press.at - press.start, across(event) - press.cross) > slopPixels;
    if (!press.moved && far) {
      if (press.touch && !press.lifted) return end(); // this finger scrolls
      press.moved = true;
      press.lifted = true;
      strip.setPointerCapture(event.pointerId);
      options.frame(scrollAtEdges);
    }
    tell();
  });
  on('pointerup', (event) => {
    if (!press || event.pointerId !== press.pointer) return;
    const now = press.lifted ? where(press) : null;
    const { moved, id } = press;
    end();
    if (!now) return;
    swallow = true;
    if (moved) options.drop(id, now.to);
    // Not within this event, which closes every popover that it did not begin in.
    else options.frame(() => options.held(id));
  });
  on('pointercancel', end);
  // The strip must not scroll under a frame that is held, and the browser's own menu has no business there.
  on('touchmove', (event) => press?.lifted && event.preventDefault());
  on('dragstart', (event) => event.preventDefault());
  strip.addEventListener(
    'click',
    (event) => {
      if (swallow) event.stopPropagation();
      swallow = false;
    },
    { signal: ending.signal, capture: true },
  );
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !press?.lifted) return;
      event.preventDefault();
      event.stopPropagation();
      swallow = true;
      end();
    },
    { signal: ending.signal, capture: true },
  );
  return () => {
    ending.abort();
    end();
  };
}

/** Which way the strip runs: a phone on its side has it upright. */
export function isUpright(strip: Element): boolean {
  return getComputedStyle(strip).flexDirection.startsWith('column');
}

function axisOf(strip: HTMLElement) {
  const upright = isUpright(strip);
  return {
    upright,
    along: (event: PointerEvent) => (upright ? event.clientY : event.clientX),
    across: (event: PointerEvent) => (upright ? event.clientX : event.clientY),
    scroll: () => (upright ? strip.scrollTop : strip.scrollLeft),
    scrollBy: (pixels: number) => strip.scrollBy(upright ? { top: pixels } : { left: pixels }),
    edges() {
      const box = strip.getBoundingClientRect();
      return upright ? { start: box.top, end: box.bottom } : { start: box.left, end: box.right };
    },
  };
}

/** The frames' own places: a transform does not move them. */
function frames(strip: HTMLElement, { upright }: ReturnType<typeof axisOf>) {
  const all = Array.from(strip.querySelectorAll<HTMLElement>('[data-picture]'));
  return { ids: all.map((frame) => frame.dataset['picture'] ?? ''), places: placesOf(all, upright) };
}

export function placesOf(frames: readonly HTMLElement[], upright: boolean): number[] {
  return frames.map((frame) =>
    upright ? frame.offsetTop + frame.offsetHeight / 2 : frame.offsetLeft + frame.offsetWidth / 2,
  );
}
