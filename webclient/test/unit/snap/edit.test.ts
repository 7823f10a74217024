// What may become of a still: never outside of it, never too small to be taken hold of again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pulled } from '../../../src/snap/drag.ts';
import {
  drawn,
  type Edit,
  fitted,
  inMiddle,
  maxBoxes,
  minSide,
  moved,
  resized,
  typed,
  untouched,
  withBox,
  withoutBox,
} from '../../../src/snap/edit.ts';
import { History, maxSteps } from '../../../src/snap/history.ts';

const size = { width: 1000, height: 600 };
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

test('an untouched still is kept whole', () => {
  assert.deepEqual(untouched(size), { crop: box(0, 0, 1000, 600), boxes: [] });
});

for (const [what, given, wanted] of [
  ['parts of pixels are rounded', box(10.4, 20.6, 99.5, 50.2), box(10, 21, 100, 50)],
  ['what reaches over the edge is moved in', box(950, 590, 100, 100), box(900, 500, 100, 100)],
  ['what is too large is as large as the still', box(-5, -5, 5000, 5000), box(0, 0, 1000, 600)],
  ['what is too small can still be taken hold of', box(10, 10, 1, 0), box(10, 10, minSide, minSide)],
  ['what is no number is the least', box(Number.NaN, 0, Number.NaN, 50), box(0, 0, minSide, 50)],
] as const) {
  test(`a typed box: ${what}`, () => assert.deepEqual(fitted(given, size), wanted));
}

test('a still smaller than the smallest box is one box', () => {
  assert.deepEqual(fitted(box(3, 3, 4, 4), { width: 8, height: 5 }), box(0, 0, 8, 5));
});

for (const [name, value, wanted] of [
  ['x', 300, box(300, 100, 700, 400)],
  ['x', 5000, box(1000 - minSide, 100, minSide, 400)],
  ['y', -20, box(0, 0, 1000, 400)],
  ['width', 5000, box(0, 100, 1000, 400)],
  ['height', 600, box(0, 100, 1000, 500)],
  ['height', 0, box(0, 100, 1000, minSide)],
] as const) {
  test(`${name} is typed: ${value}`, () => assert.deepEqual(typed(box(0, 100, 1000, 400), name, value, size), wanted));
}

test('a box that is moved keeps its size and stays inside', () => {
  assert.deepEqual(moved(box(900, 10, 50, 50), { x: 500, y: -500 }, size), box(950, 0, 50, 50));
});

for (const [what, sides, by, wanted] of [
  ['the right side', { x: 1, y: 0 }, { x: 50, y: 99 }, box(100, 100, 250, 100)],
  ['the upper left corner', { x: -1, y: -1 }, { x: -20, y: 30 }, box(80, 130, 220, 70)],
  ['not beyond the still', { x: 1, y: 1 }, { x: 5000, y: 5000 }, box(100, 100, 900, 500)],
  ['not over the opposite side', { x: -1, y: 0 }, { x: 5000, y: 0 }, box(300 - minSide, 100, minSide, 100)],
] as const) {
  test(`a side is pulled: ${what}`, () => {
    assert.deepEqual(resized(box(100, 100, 200, 100), sides, by, size), wanted);
  });
}

test('a black box is drawn from any corner; a mere press draws none', () => {
  assert.deepEqual(drawn({ x: 300, y: 200 }, { x: 100, y: 150 }, size), box(100, 150, 200, 50));
  assert.deepEqual(drawn({ x: 900, y: 500 }, { x: 2000, y: 2000 }, size), box(900, 500, 100, 100));
  assert.equal(drawn({ x: 300, y: 200 }, { x: 302, y: 260 }, size), null);
});

test('a box without a pointer begins in the middle of what is kept', () => {
  assert.deepEqual(inMiddle(box(200, 100, 400, 400), size), box(350, 275, 100, 50));
});

test('there are no more boxes than allowed', () => {
  let edit: Edit = untouched(size);
  for (let i = 0; i <= maxBoxes; i++) edit = withBox(edit, box(i, i, 20, 20));
  assert.equal(edit.boxes.length, maxBoxes);
  assert.deepEqual(withoutBox(edit, 0).boxes[0], box(1, 1, 20, 20));
});

test('a drag does what its grip says', () => {
  const start = withBox(untouched(size), box(10, 10, 50, 50));
  const from = { x: 20, y: 20 };
  const to = { x: 60, y: 40 };
  assert.deepEqual(pulled(start, { part: 0, sides: null }, from, to, size)?.boxes, [box(50, 30, 50, 50)]);
  assert.deepEqual(pulled(start, { part: 0, sides: { x: 1, y: 1 } }, from, to, size)?.boxes, [box(10, 10, 90, 70)]);
  assert.deepEqual(pulled(start, { part: null, sides: null }, from, to, size)?.boxes[1], box(20, 20, 40, 20));
  assert.equal(pulled(start, { part: 'crop', sides: null }, from, from, size), null);
  assert.equal(pulled(start, { part: 7, sides: null }, from, to, size), null);
});

test('the way back is bounded', () => {
  const history = new History(0);
  for (let i = 1; i <= maxSteps + 5; i++) history.push(i);
  for (let i = 0; i < maxSteps; i++) history.undo();
  assert.equal(history.now, 5);
  assert.equal(history.canUndo, false);
  history.undo();
  assert.equal(history.now, 5);
});
