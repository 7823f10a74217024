// The bar of the selected marks is beside them, never over them, and never out of the stage.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Box } from '../../../src/state/view.ts';
import { placeBar, placeBarCompact } from '../../../src/ui/selection-place.ts';

const bar = { width: 300, height: 54 };
const stage = { width: 1000, height: 700 };

function covers(at: { readonly x: number; readonly y: number }, box: Box): boolean {
  const across = at.x < box.x + box.width && box.x < at.x + bar.width;
  return across && at.y < box.y + box.height && box.y < at.y + bar.height;
}

const rows: readonly (readonly [what: string, box: Box, where: 'below' | 'above' | 'right' | 'left'])[] = [
  ['in the middle', { x: 400, y: 300, width: 100, height: 100 }, 'below'],
  ['at the left edge', { x: -20, y: 300, width: 60, height: 60 }, 'below'],
  ['at the right edge', { x: 950, y: 300, width: 60, height: 60 }, 'below'],
  ['at the lower edge', { x: 400, y: 640, width: 100, height: 100 }, 'above'],
  ['as high as the stage', { x: 100, y: 10, width: 100, height: 690 }, 'right'],
  ['as high as the stage, at the right', { x: 800, y: 10, width: 150, height: 690 }, 'left'],
];

for (const [what, box, where] of rows) {
  test(`a selection ${what}: the bar is ${where}`, () => {
    const at = placeBar(box, bar, stage);
    assert.equal(covers(at, box), false);
    assert.ok(at.x >= 0 && at.x + bar.width <= stage.width && at.y >= 0 && at.y + bar.height <= stage.height);
    const side = at.y >= box.y + box.height ? 'below' : at.y < box.y - bar.height ? 'above' : null;
    assert.equal(side ?? (at.x >= box.x + box.width ? 'right' : 'left'), where);
  });
}

test('a selection that leaves no room: the bar is still in the stage', () => {
  const at = placeBar({ x: -100, y: -100, width: 1400, height: 1000 }, bar, stage);
  assert.ok(at.y >= 0 && at.y + bar.height <= stage.height);
});

test('on a phone it is over the tools, and at the upper edge when the selection is there', () => {
  const phone = { width: 360, height: 500 };
  const low = placeBarCompact({ x: 100, y: 100, width: 50, height: 50 }, bar, phone);
  assert.deepEqual(low, { x: 30, y: 500 - 54 - 8 });
  assert.equal(placeBarCompact({ x: 100, y: 430, width: 50, height: 50 }, bar, phone).y, 8);
});
