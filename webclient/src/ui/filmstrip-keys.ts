// What a key does to the frame that has the focus.
import type { Key } from '../i18n.ts';
import { roveTo } from './roving.ts';

export type FilmCommand =
  | { readonly does: 'focus' | 'move'; readonly to: number }
  | { readonly does: 'show' | 'preview' | 'rename' | 'delete' | 'menu' };

/** For the help: what each key does while a frame has the focus. */
export const filmShortcuts: readonly { readonly name: Key; readonly keys: readonly string[] }[] = [
  { name: 'film.showAll', keys: ['Enter'] },
  { name: 'film.preview', keys: ['Space'] },
  { name: 'film.move', keys: ['Alt+← →'] },
  { name: 'film.rename', keys: ['F2'] },
  { name: 'film.delete', keys: ['Delete'] },
  { name: 'film.menu', keys: ['Shift+F10'] },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

const plain: Readonly<Record<string, FilmCommand>> = {
  Enter: { does: 'show' },
  ' ': { does: 'preview' },
  F2: { does: 'rename' },
  Delete: { does: 'delete' },
  ContextMenu: { does: 'menu' },
};

/** For the frame at `index` of `count`; null: the key is none of the strip's. */
export function filmCommand(event: Pressed, index: number, count: number): FilmCommand | null {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) return moving(event.key, index, count);
  if (event.shiftKey) return event.key === 'F10' ? { does: 'menu' } : null;
  const to = roveTo(event.key, index, count);
  return to === null ? (plain[event.key] ?? null) : { does: 'focus', to };
}

/** A picture does not go round: beyond the last place there is none. */
function moving(key: string, index: number, count: number): FilmCommand | null {
  const to = roveTo(key, index, count);
  if (to === null) return null;
  const step = key.startsWith('Arrow') && Math.abs(to - index) > 1;
  return { does: 'move', to: step ? index : to };
}
