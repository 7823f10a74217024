// The large preview of a frame: after the pointer has rested on it, or by the space bar. It stays while the pointer is
// on the frame or on the preview itself, and goes by Escape (WCAG 1.4.13).
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PictureView } from '../state/pictures.ts';
import { keepBeside } from './filmstrip-beside.ts';
import { PictureCard } from './filmstrip-card.tsx';

/** A pointer on its way elsewhere opens nothing. */
const restMs = 400;
/** From one frame to the next while a preview is open. */
const nextMs = 120;
/** Long enough to get from the frame to the preview. */
const leaveMs = 250;

export const previewId = 'picture-preview';

type After = (ms: number, action: () => void) => () => void;

/** Which picture is previewed, by where the pointer and the focus are. */
export function usePreview(after: After) {
  const [id, setId] = useState<string | null>(null);
  const cancel = useRef<() => void>(() => {});
  const become = (ms: number, next: string | null) => {
    cancel.current();
    cancel.current = after(ms, () => setId(next));
  };
  const set = (next: string | null) => {
    cancel.current();
    setId(next);
  };
  useEffect(() => () => cancel.current(), []);
  useEffect(() => {
    if (id === null) return;
    const ending = new AbortController();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && set(null);
    addEventListener('keydown', onKey, { signal: ending.signal });
    return () => ending.abort();
  }, [id]);
  return {
    id,
    rest: (next: string) => become(id === null ? restMs : nextMs, next),
    leave: () => become(leaveMs, null),
    stay: () => cancel.current(),
    hide: () => set(null),
    toggle: (next: string) => set(id === next ? null : next),
  };
}

export interface PicturePreviewProps {
  readonly picture: PictureView;
  readonly anchor: () => Element | null;
  readonly upright: boolean;
  onEnter(): void;
  onLeave(): void;
}

export function PicturePreview({ picture, anchor, upright, onEnter, onLeave }: PicturePreviewProps) {
  const popover = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => popover.current?.showPopover(), []);
  useLayoutEffect(() => {
    const at = anchor();
    return popover.current && at ? keepBeside(popover.current, at, upright) : undefined;
  });
  return (
    <div
      ref={popover}
      id={previewId}
      class="film-popover preview"
      popover="manual"
      role="tooltip"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      <PictureCard picture={picture} />
    </div>
  );
}
