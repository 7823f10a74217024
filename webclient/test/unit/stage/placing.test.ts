// Where a mark goes that is put by a tap, or into an area.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf } from '../../../src/stage/bounds.ts';
import { placeOf } from '../../../src/stage/places.ts';
import { atTap, type Corners, inArea, type TwoPointKind } from '../../../src/stage/placing.ts';
import type { Box, Vec } from '../../../src/stage/types.ts';

const picture = { width: 12_800, height: 9_600 };
const whole: Box = { x: 0, y: 0, ...picture };
const boxed = (c: Corners | null): Box | null => c && boxOf({ x: c.x1, y: c.y1 }, { x: c.x2, y: c.y2 });
const tap = (kind: TwoPointKind, at: Vec, over: Partial<Parameters<typeof atTap>[1]> = {}): Corners | null =>
  atTap(kind, { at, unit: 10, width: 80, picture, inView: whole, ...over });

for (const kind of ['ellipse', 'rectangle'] as const) {
  test(`${kind}: 96 screen pixels around the tap at any zoom, within the picture`, () => {
    const at = { x: 6000, y: 5000 };
    assert.deepEqual(boxed(tap(kind, at)), { x: 5520, y: 4520, width: 960, height: 960 });
    assert.deepEqual(boxed(tap(kind, at, { unit: 5 })), { x: 5760, y: 4760, width: 480, height: 480 });
    assert.deepEqual(boxed(tap(kind, { x: 30, y: 9590 })), { x: 0, y: 8640, width: 960, height: 960 });
  });

  test(`${kind}: from very near it is larger than its line, on a picture far away it fits in`, () => {
    assert.equal(boxed(tap(kind, { x: 6000, y: 5000 }, { unit: 1 }))?.width, 320);
    const small = { width: 800, height: 500 };
    const all = { x: 150, y: 0, width: 500, height: 500 };
    assert.deepEqual(boxed(tap(kind, { x: 400, y: 100 }, { picture: small, inView: { x: 0, y: 0, ...small } })), all);
  });
}

test('beside the picture a tap counts as long as what it makes would reach into it', () => {
  for (const kind of ['arrow', 'ellipse', 'rectangle'] as const) {
    assert.notEqual(tap(kind, { x: -480, y: 5000 }), null);
    assert.equal(tap(kind, { x: -481, y: 5000 }), null);
    assert.equal(tap(kind, { x: 6000, y: picture.height + 481 }), null);
  }
});

test('an arrow has its head at the tap and comes from where there is room in view', () => {
  const side = (at: Vec, over = {}) => {
    const c = tap('arrow', at, over);
    assert.ok(c);
    assert.deepEqual([c.x2, c.y2], [at.x, at.y]);
    assert.equal(Math.round(Math.hypot(c.x2 - c.x1, c.y2 - c.y1)), 960);
    return `${c.x1 > c.x2 ? 'right' : 'left'} ${c.y1 > c.y2 ? 'below' : 'above'}`;
  };
  assert.equal(side({ x: 100, y: 100 }), 'right below');
  assert.equal(side({ x: 12_700, y: 100 }), 'left below');
  assert.equal(side({ x: 12_700, y: 9500 }), 'left above');
  const nearCorner = { x: 0, y: 0, width: 3000, height: 3000 };
  assert.equal(side({ x: 2900, y: 2900 }, { inView: nearCorner }), 'left above');
});

test('an arrow stays within a picture that is smaller than it', () => {
  const small = { width: 300, height: 200 };
  const c = tap('arrow', { x: 10, y: 10 }, { picture: small, inView: { x: 0, y: 0, ...small } });
  assert.deepEqual(c, { x1: 300, y1: 200, x2: 10, y2: 10 });
});

test('what is put into an area lies within it, and is said to be there', () => {
  for (const kind of ['arrow', 'ellipse', 'rectangle'] as const) {
    for (let i = 0; i < 81; i++) {
      const [x, y] = [i % 9, Math.floor(i / 9)];
      const [width, height] = [picture.width / 9, picture.height / 9];
      const area = { x: x * width, y: y * height, width, height };
      const box = boxed(inArea(kind, area, 80, picture));
      assert.ok(box);
      assert.equal(placeOf(box, picture), placeOf(area, picture), `${kind} in ${x}, ${y}`);
      if (kind === 'arrow') continue;
      assert.ok(box.x >= area.x && box.y >= area.y, `${kind} in ${x}, ${y}`);
      assert.ok(box.x + box.width <= area.x + area.width && box.y + box.height <= area.y + area.height);
    }
  }
});

test('the arrow to an area points to its middle', () => {
  const area = { x: 0, y: 0, width: 3000, height: 3000 };
  assert.deepEqual(inArea('arrow', area, 80, picture), { x1: 3900, y1: 3900, x2: 1500, y2: 1500 });
});
