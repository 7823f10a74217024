import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FilmCommand, filmCommand } from '../../../src/ui/filmstrip-keys.ts';

const none = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };

const rows: readonly (readonly [keys: string, index: number, want: FilmCommand | null])[] = [
  ['ArrowRight', 0, { does: 'focus', to: 1 }],
  ['ArrowRight', 4, { does: 'focus', to: 0 }],
  ['Home', 3, { does: 'focus', to: 0 }],
  ['Enter', 2, { does: 'show' }],
  [' ', 2, { does: 'preview' }],
  ['F2', 2, { does: 'rename' }],
  ['Delete', 2, { does: 'delete' }],
  ['ContextMenu', 2, { does: 'menu' }],
  ['shift F10', 2, { does: 'menu' }],
  ['F10', 2, null],
  ['alt ArrowRight', 1, { does: 'move', to: 2 }],
  ['alt ArrowLeft', 1, { does: 'move', to: 0 }],
  ['alt ArrowUp', 1, { does: 'move', to: 0 }],
  ['alt End', 1, { does: 'move', to: 4 }],
  // A picture does not go round, though the focus does.
  ['alt ArrowRight', 4, { does: 'move', to: 4 }],
  ['alt ArrowLeft', 0, { does: 'move', to: 0 }],
  ['ctrl ArrowRight', 1, null],
  ['meta Delete', 1, null],
  ['a', 1, null],
];

for (const [keys, index, want] of rows) {
  test(`${keys} on frame ${index} of 5`, () => {
    const parts = keys === ' ' ? [' '] : keys.split(' ');
    const held = Object.fromEntries(parts.slice(0, -1).map((name) => [`${name}Key`, true]));
    assert.deepEqual(filmCommand({ ...none, ...held, key: parts.at(-1) ?? '' }, index, 5), want);
  });
}
