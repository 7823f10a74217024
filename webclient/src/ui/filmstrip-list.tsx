// The list of frames: one tab stop, keys, the pointer; and one button that goes along with whatever frame is pointed at,
// because an option of a listbox may have none in it.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shift } from '../state/ordering-places.ts';
import type { PictureView } from '../state/pictures.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { PendingFrames } from './filmstrip-adding.tsx';
import { attachDragging, type Dragging } from './filmstrip-drag.ts';
import { Frame } from './filmstrip-frame.tsx';
import { frameOf, framesIn, pictureAt, placesOf } from './filmstrip-frames.ts';
import { filmCommand } from './filmstrip-keys.ts';
import { previewId, type usePreview } from './filmstrip-preview.tsx';
import { Icon } from './icon.tsx';

export interface PictureListProps {
  readonly strip: RefObject<HTMLDivElement | null>;
  readonly pictures: readonly PictureView[];
  readonly shown: string | null;
  readonly dragging: Dragging | null;
  readonly upright: boolean;
  readonly previewed: string | undefined;
  readonly inMenu: string | undefined;
  readonly preview: ReturnType<typeof usePreview>;
  onDrag(dragging: Dragging | null): void;
  openMenu(id: string): void;
}

export function PictureList(props: PictureListProps) {
  const { t } = useApp();
  const { strip, pictures, shown, dragging, upright } = props;
  const onKeyDown = useKeys(props);
  const { focused, active, handlers } = useActive(props);
  useDragging(props);
  useFocusKept(strip, pictures);
  const current = Math.max(
    0,
    pictures.findIndex((picture) => picture.id === (focused ?? shown)),
  );
  const offsets = useOffsets(strip, pictures, dragging, upright);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is done here by pointer is done by keys in the listbox
    <div
      class={dragging ? 'frames dragging' : 'frames'}
      ref={strip}
      {...handlers}
      onContextMenu={(event) => onContextMenu(event, props.openMenu)}
    >
      <div
        class="frame-list"
        role="listbox"
        aria-label={t('pictures.title')}
        aria-orientation={upright ? 'vertical' : 'horizontal'}
        onKeyDown={onKeyDown}
      >
        {pictures.map((picture, i) => (
          <Frame
            key={picture.id}
            picture={picture}
            shown={picture.id === shown}
            tabStop={i === current}
            describedBy={props.previewed === picture.id ? previewId : undefined}
            offset={offsets[i] ?? 0}
            upright={upright}
            lifted={dragging?.id === picture.id}
          />
        ))}
      </div>
      <PendingFrames />
      {!dragging && <FrameButton {...props} picture={pictures.find(({ id }) => id === active)} />}
    </div>
  );
}

/** The frame that is meant: in a menu, pointed at, or with the focus. What is pointed at for a while is previewed. */
function useActive({ strip, preview, inMenu }: PictureListProps) {
  const [pointed, setPointed] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const active = inMenu ?? pointed ?? focused;
  const handlers = {
    onPointerOver(event: PointerEvent) {
      const id = pictureAt(event.target);
      if (event.pointerType === 'touch' || event.buttons !== 0) return;
      if (id === null) return preview.stay();
      setPointed(id);
      preview.rest(id);
    },
    onPointerLeave() {
      setPointed(null);
      preview.leave();
    },
    onPointerDown: preview.hide,
    onScroll: preview.hide,
    onFocusIn: (event: FocusEvent) => setFocused((before) => pictureAt(event.target) ?? active ?? before),
    onFocusOut(event: FocusEvent) {
      if (strip.current?.contains(event.relatedTarget as Node | null)) return;
      setFocused(null);
      preview.hide();
    },
  };
  return { focused, active, handlers };
}

function useKeys({ pictures, preview, strip, openMenu }: PictureListProps) {
  const session = useSession();
  const { dialogs, filmstrip } = useLoadedFeatures();
  return (event: KeyboardEvent) => {
    const id = pictureAt(event.target);
    const index = pictures.findIndex((picture) => picture.id === id);
    const command = id === null ? null : filmCommand(event, index, pictures.length);
    if (id === null || command === null) return;
    event.preventDefault();
    switch (command.does) {
      case 'focus':
        preview.hide(); // it is of the frame that one leaves
        if (strip.current) framesIn(strip.current)[command.to]?.focus();
        break;
      case 'move':
        filmstrip.move(id, command.to);
        break;
      case 'show':
        session.view.show(id);
        break;
      case 'preview':
        preview.toggle(id);
        break;
      case 'rename':
        dialogs.open('picture-words', { picture: id, field: 'name' });
        break;
      case 'delete':
        session.deletePicture(id);
        break;
      case 'menu':
        openMenu(id);
        break;
    }
  };
}

function useDragging({ strip, onDrag, openMenu }: PictureListProps): void {
  const { core, filmstrip } = useLoadedFeatures();
  const latest = useRef({ onDrag, openMenu });
  latest.current = { onDrag, openMenu };
  useEffect(() => {
    if (!strip.current) return;
    return attachDragging({
      strip: strip.current,
      after: core.env.peer.after,
      frame: core.env.stage.raf,
      changed: (dragging) => latest.current.onDrag(dragging),
      drop: (id, to) => filmstrip.move(id, to),
      held: (id) => latest.current.openMenu(id),
    });
  }, [strip, core, filmstrip]);
}

/** How far each frame stands from its own place while one is dragged. */
function useOffsets(
  strip: RefObject<HTMLDivElement | null>,
  pictures: readonly PictureView[],
  dragging: Dragging | null,
  upright: boolean,
): readonly number[] {
  if (!dragging || !strip.current) return [];
  const places = placesOf(framesIn(strip.current), upright);
  const from = pictures.findIndex(({ id }) => id === dragging.id);
  return pictures.map((_, i) => (i === from ? dragging.offset : shift(places, from, dragging.to, i)));
}

/** A frame that moves within the list, or goes, must not take the focus with it. */
function useFocusKept(strip: RefObject<HTMLDivElement | null>, pictures: readonly PictureView[]): void {
  const had = strip.current?.contains(document.activeElement) ? pictureAt(document.activeElement) : null;
  const before = useRef(pictures);
  useLayoutEffect(() => {
    const index = before.current.findIndex(({ id }) => id === had);
    before.current = pictures;
    if (had === null || strip.current?.contains(document.activeElement)) return;
    const frames = strip.current ? framesIn(strip.current) : [];
    const again =
      frames.find((frame) => frame.dataset['picture'] === had) ?? frames[Math.min(index, frames.length - 1)];
    again?.focus();
  });
}

/** The menu's button, over the corner of a frame. */
function FrameButton({ strip, picture, inMenu, openMenu }: PictureListProps & { picture: PictureView | undefined }) {
  const { t } = useApp();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const frame = picture && strip.current && frameOf(strip.current, picture.id);
    if (!frame || !button.current) return;
    button.current.style.setProperty('--x', `${frame.offsetLeft + frame.offsetWidth}px`);
    button.current.style.setProperty('--y', `${frame.offsetTop}px`);
  });
  if (!picture) return null;
  return (
    <button
      ref={button}
      type="button"
      class="frame-button"
      aria-label={t('film.actions', { name: picture.name })}
      aria-haspopup="menu"
      aria-expanded={inMenu === picture.id}
      onClick={() => openMenu(picture.id)}
    >
      <Icon name="more" />
    </button>
  );
}

/** With a finger the long press asks for the menu when it ends; a mouse button that is still down would close it again. */
function onContextMenu(event: MouseEvent, openMenu: (id: string) => void): void {
  const id = pictureAt(event.target);
  if (id === null) return;
  event.preventDefault();
  if ((event as PointerEvent).pointerType === 'touch') return;
  if (event.buttons === 0) openMenu(id);
  else addEventListener('pointerup', () => requestAnimationFrame(() => openMenu(id)), { once: true });
}
