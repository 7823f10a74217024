// A part of a picture by name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from '../../../src/stage/places.ts';
import * as area from '../../../src/state/area.ts';

const whole = { width: 1, height: 1 };
const round = (box: object) => Object.values(box).map((n: number) => Math.round(n * 81) / 81);

test('each ninth, and each of its nine parts, lies where its name says', () => {
  for (const [cell, place] of area.placeKeys.entries()) {
    const ninth = area.areaOfPlace(place);
    assert.equal(area.chosenCell(ninth), cell);
    assert.equal(placeOf(area.boxOfArea(ninth), whole), place);
    const near = area.goNear(ninth);
    assert.deepEqual(
      round(area.boxOfArea(near)),
      round(area.boxOfArea(ninth)),
      'closer, and nothing chosen yet: all of it',
    );
    for (const [part, inner] of area.placeKeys.entries()) {
      const box = area.boxOfArea(area.choose(near, part));
      assert.equal(placeOf(box, whole), place);
      const seen = area.seenBox(near);
      const within = {
        ...box,
        x: (box.x - seen.x) * 3,
        y: (box.y - seen.y) * 3,
        width: box.width * 3,
        height: box.height * 3,
      };
      assert.equal(placeOf(within, whole), inner);
    }
  }
});

test('one begins in the middle; closer nothing is chosen and the focus is in the middle', () => {
  const middle = area.areaOfPlace();
  assert.deepEqual(round(area.boxOfArea(middle)), round({ x: 1 / 3, y: 1 / 3, width: 1 / 3, height: 1 / 3 }));
  const near = area.goNear(area.choose(middle, 8));
  assert.deepEqual([area.chosenCell(near), area.firstCell(near)], [null, 4]);
  assert.deepEqual([area.chosenCell(area.choose(near, 2)), area.firstCell(area.choose(near, 2))], [2, 2]);
});

test('arrow keys go in both directions and stop at the edges', () => {
  const rows: readonly [key: string, from: number, to: number | null][] = [
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 2],
    ['ArrowLeft', 3, 3],
    ['ArrowLeft', 5, 4],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 7, 7],
    ['ArrowUp', 1, 1],
    ['ArrowUp', 8, 5],
    ['Home', 5, 0],
    ['End', 5, 8],
    ['Enter', 5, null],
  ];
  for (const [key, from, to] of rows) assert.equal(area.cellTo(key, from), to, `${key} from ${from}`);
});
