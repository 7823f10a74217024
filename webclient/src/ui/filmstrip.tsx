// The pictures of the panel: previews in an order that everybody may change, which one is shown, and a menu of each.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useFeatures, useLoadedFeatures, useSession } from './context.ts';
import { AddingLine } from './filmstrip-adding.tsx';
import type { Dragging } from './filmstrip-drag.ts';
import { ShownPicture } from './filmstrip-foot.tsx';
import { frameOf, isUpright } from './filmstrip-frames.ts';
import { PictureList } from './filmstrip-list.tsx';
import { PictureMenu } from './filmstrip-menu.tsx';
import { PicturePreview, usePreview } from './filmstrip-preview.tsx';

export function Filmstrip() {
  const session = useSession();
  const features = useFeatures();
  const empty = session.pictures.list.value.length + session.adding.pending.value.length === 0;
  return empty || !features ? null : <Strip />;
}

interface OpenMenu {
  readonly id: string;
  readonly anchor: Element;
}

function Strip() {
  const session = useSession();
  const { core } = useLoadedFeatures();
  const strip = useRef<HTMLDivElement>(null);
  useFocusHandedOn();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const preview = usePreview(core.env.peer.after);
  const pictures = session.pictures.list.value;
  const shown = session.view.picture.value;
  const find = (id: string | undefined) => pictures.find((picture) => picture.id === id);
  const frame = (id: string) => strip.current && frameOf(strip.current, id);
  const upright = strip.current !== null && isUpright(strip.current);
  const openMenu = (id: string, anchor: Element | null = frame(id)) => {
    preview.hide();
    if (anchor) setMenu({ id, anchor });
  };
  const drag = (now: Dragging | null) => {
    if (now) preview.hide();
    setDragging(now);
  };
  const inMenu = find(menu?.id);
  const previewed = menu || dragging ? undefined : find(preview.id ?? undefined);
  return (
    <footer class="filmstrip">
      <PictureList
        strip={strip}
        pictures={pictures}
        shown={shown}
        dragging={dragging}
        upright={upright}
        previewed={previewed?.id}
        inMenu={inMenu?.id}
        preview={preview}
        onDrag={drag}
        openMenu={openMenu}
      />
      <AddingLine />
      <ShownPicture picture={find(shown ?? undefined)} openMenu={openMenu} />
      {inMenu && menu && (
        <PictureMenu
          key={menu.id}
          picture={inMenu}
          anchor={menu.anchor}
          upright={upright}
          close={() => setMenu(null)}
        />
      )}
      {previewed && (
        <PicturePreview
          picture={previewed}
          anchor={() => frame(previewed.id)}
          upright={upright}
          onEnter={preview.stay}
          onLeave={preview.leave}
        />
      )}
    </footer>
  );
}

/** With its last picture the strip goes, and with it the focus, if it was there: one goes on at the stage. */
function useFocusHandedOn(): void {
  useEffect(
    () => () => {
      const { activeElement } = document;
      const lost = activeElement === null || activeElement === document.body || activeElement.closest('.filmstrip');
      if (lost) document.querySelector<HTMLElement>('.stage-root')?.focus();
    },
    [],
  );
}
