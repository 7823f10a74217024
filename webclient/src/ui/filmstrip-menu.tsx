// What can be done with a picture: a menu over its frame, on a phone a sheet with the picture itself at its head.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Key } from '../i18n.ts';
import type { PictureView } from '../state/pictures.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { keepBeside } from './filmstrip-beside.ts';
import { PictureCard } from './filmstrip-card.tsx';
import { Drawn } from './icon.tsx';
import { roveTo } from './roving.ts';

const icons = {
  rename:
    'M21.17 6.81a1 1 0 0 0-3.98-3.99L3.84 16.17a2 2 0 0 0-.5.83l-1.32 4.35a.5.5 0 0 0 .62.62l4.35-1.32a2 2 0 0 0 .83-.5zM15 5l4 4',
  caption: 'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM7 15h4M15 15h2M7 11h2M13 11h4',
  left: 'm12 19-7-7 7-7M19 12H5',
  right: 'M5 12h14m-7-7 7 7-7 7',
  up: 'm5 12 7-7 7 7M12 19V5',
  down: 'M12 5v14m7-7-7 7-7-7',
  compare: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM12 3v18',
  save: 'M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4m4-5 5 5 5-5',
  retry: 'M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5',
  delete: 'M3 6h18M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2',
  takeBack:
    'M2 2l20 20M10.41 10.41a2 2 0 1 1-2.83-2.83M13.5 13.5 6 21M18 12l3 3M3.59 3.59A2 2 0 0 0 3 5v14a2 2 0 0 0 2 2h14a2 2 0 0 0 1.41-.59M21 15V5a2 2 0 0 0-2-2H9',
} as const;

interface Item {
  readonly icon: keyof typeof icons;
  readonly label: Key;
  readonly shortcut?: string;
  /** At an end of the strip there is nowhere to go: the item stays where one's hand knows it. */
  readonly disabled?: boolean;
  readonly danger?: boolean;
  run(): void;
}

export interface PictureMenuProps {
  readonly picture: PictureView;
  readonly anchor: Element;
  readonly upright: boolean;
  close(): void;
}

export function PictureMenu({ picture, anchor, upright, close }: PictureMenuProps) {
  const { t } = useApp();
  const { people } = useSession();
  const popover = useRef<HTMLDivElement>(null);
  const items = useItems(picture, upright);
  useLayoutEffect(() => {
    popover.current?.showPopover();
    const stop = popover.current ? keepBeside(popover.current, anchor, upright) : undefined;
    popover.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return stop;
  }, [anchor, upright]);
  const run = (item: Item) => {
    if (item.disabled) return;
    popover.current?.hidePopover(); // first, because it gives the focus back to where the menu came from
    item.run();
  };
  const label = t('film.actions', { name: picture.name });
  return (
    <div
      ref={popover}
      class="film-popover menu"
      popover="auto"
      onToggle={(event) => event.newState === 'closed' && close()}
    >
      <PictureCard picture={picture} />
      <div role="menu" aria-label={label} aria-describedby={picture.mine ? undefined : 'theirs'} onKeyDown={onMenuKey}>
        {items.map((item) => (
          <button
            key={item.icon}
            type="button"
            role="menuitem"
            class={item.danger ? 'menu-item danger' : 'menu-item'}
            tabIndex={-1}
            aria-disabled={item.disabled}
            aria-keyshortcuts={item.shortcut}
            onClick={() => run(item)}
          >
            <Drawn icon={icons[item.icon]} />
            {t(item.label)}
          </button>
        ))}
      </div>
      {!picture.mine && (
        <p id="theirs" class="hint">
          {t('film.theirs', { person: people.look(picture.by).name })}
        </p>
      )}
    </div>
  );
}

function useItems(picture: PictureView, upright: boolean): readonly Item[] {
  const session = useSession();
  const { dialogs, filmstrip } = useLoadedFeatures();
  const { id } = picture;
  const list = session.pictures.list.value;
  const at = list.findIndex((other) => other.id === id);
  const [back, on] = directions(upright);
  const words = (field: 'name' | 'caption') => dialogs.open('picture-words', { picture: id, field });
  const alone = list.length < 2;
  const moves: readonly Item[] = [
    { ...back, disabled: at === 0, run: () => filmstrip.move(id, at - 1) },
    { ...on, disabled: at === list.length - 1, run: () => filmstrip.move(id, at + 1) },
  ];
  return [
    { icon: 'rename', label: 'film.rename', shortcut: 'F2', run: () => words('name') },
    { icon: 'caption', label: 'film.caption', run: () => words('caption') },
    ...(alone ? [] : moves),
    ...(alone ? [] : [item('compare', 'film.compare', () => dialogs.open('compare', { with: id }))]),
    item('save', 'film.save', () => dialogs.open('save', { picture: id })),
    ...(picture.delivery.state === 'failed'
      ? [item('retry', 'pictures.retry', () => session.retry(picture.blob))]
      : []),
    { ...item('delete', 'film.delete', () => session.deletePicture(id)), shortcut: 'Delete', danger: true },
    ...(picture.mine
      ? [{ ...item('takeBack', 'film.takeBack', () => dialogs.open('take-back', { picture: id })), danger: true }]
      : []),
  ];
}

function item(icon: Item['icon'], label: Key, run: () => void): Item {
  return { icon, label, run };
}

/** Where the places before and after a frame are on the screen; the keys go with the order, as everywhere in a strip. */
function directions(upright: boolean): readonly [Omit<Item, 'run'>, Omit<Item, 'run'>] {
  const rightToLeft = getComputedStyle(document.documentElement).direction === 'rtl';
  const [back, on] = upright
    ? (['up', 'down'] as const)
    : rightToLeft
      ? (['right', 'left'] as const)
      : (['left', 'right'] as const);
  return [
    { icon: back, label: `film.${back}`, shortcut: 'Alt+ArrowLeft' },
    { icon: on, label: `film.${on}`, shortcut: 'Alt+ArrowRight' },
  ];
}

function onMenuKey(event: KeyboardEvent): void {
  const items = Array.from((event.currentTarget as Element).querySelectorAll<HTMLElement>('[role=menuitem]'));
  const next = roveTo(event.key, items.indexOf(event.target as HTMLElement), items.length);
  if (next !== null) items[next]?.focus();
  else if (event.key === 'Tab') (event.currentTarget as Element).closest<HTMLElement>('[popover]')?.hidePopover();
  else return;
  event.preventDefault();
}
