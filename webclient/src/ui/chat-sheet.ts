// On a phone the chat is a sheet over the lower part: it goes by a drag on its handle, and by a tap on the picture that
// means nothing else.
import { useEffect, useRef } from 'preact/hooks';
import { useSession } from './context.ts';

/** As in chat.css. */
const sheet = '(max-width: 860px) and (orientation: portrait), (max-width: 640px)';
/** Dragged down so far, or so fast, it goes. */
const closePx = 72;
const closePxPerMs = 0.5;
const tapPx = 10;
/** A second tap within this time means zoom. */
const secondTapMs = 300;

/** For an element inside of the sheet. */
export function useSheetGestures(close: () => void) {
  const inside = useRef<HTMLDivElement>(null);
  const { view } = useSession();
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const column = inside.current?.closest<HTMLElement>('.column');
    const head = column?.querySelector<HTMLElement>('.sheet-head');
    const stage = document.querySelector<HTMLElement>('.stage-root');
    if (!column || !head || !stage) return;
    const ending = new AbortController();
    const done = () => latest.current();
    dragDown(column, head, done, ending.signal);
    tapAway(stage, () => ['hand', 'select'].includes(view.tool.peek()), done, ending.signal);
    return () => ending.abort();
  }, [view]);
  return inside;
}

function dragDown(column: HTMLElement, head: HTMLElement, close: () => void, signal: AbortSignal): void {
  let from: PointerEvent | null = null;
  const down = (event: PointerEvent) => Math.max(0, event.clientY - (from?.clientY ?? 0));
  const end = (event: PointerEvent) => {
    if (from?.pointerId !== event.pointerId) return;
    const way = down(event);
    const speed = way / Math.max(1, event.timeStamp - from.timeStamp);
    from = null;
    column.classList.remove('dragged');
    column.style.translate = '';
    if (event.type === 'pointerup' && (way > closePx || (way > tapPx && speed > closePxPerMs))) close();
  };
  head.addEventListener(
    'pointerdown',
    (event) => {
      if (!matchMedia(sheet).matches || (event.target as Element).closest('button') || from) return;
      from = event;
      head.setPointerCapture(event.pointerId);
      column.classList.add('dragged');
    },
    { signal },
  );
  head.addEventListener(
    'pointermove',
    (event) => {
      if (from?.pointerId === event.pointerId) column.style.translate = `0 ${down(event)}px`;
    },
    { signal },
  );
  head.addEventListener('pointerup', end, { signal });
  head.addEventListener('pointercancel', end, { signal });
}

/** Panning, drawing and choosing a mark go on under the open sheet; only a tap beside all marks closes it. */
function tapAway(stage: HTMLElement, isIdle: () => boolean, close: () => void, signal: AbortSignal): void {
  let start: PointerEvent | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const forget = () => {
    clearTimeout(waiting);
    start = null;
  };
  stage.addEventListener(
    'pointerdown',
    (event) => {
      const isSecond = start !== null || waiting !== undefined;
      forget();
      waiting = undefined;
      const target = event.target as Element;
      if (isSecond || !matchMedia(sheet).matches || !isIdle() || target.closest('[data-id], button')) return;
      start = event;
    },
    { signal, capture: true },
  );
  stage.addEventListener(
    'pointerup',
    (event) => {
      const from = start;
      forget();
      if (!from || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > tapPx) return;
      waiting = setTimeout(close, secondTapMs);
    },
    { signal, capture: true },
  );
  signal.addEventListener('abort', forget);
}
