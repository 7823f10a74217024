import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbor, readingOrder } from '../../../src/stage/outline.ts';
import { placeOf } from '../../../src/stage/places.ts';

const size = { width: 900, height: 900 };
const at = (x: number, y: number) => ({ x: x - 10, y: y - 10, width: 20, height: 20 });

test('a place is one of nine, by the middle of the mark', () => {
  const rows: readonly [number, number, string][] = [
    [100, 100, 'place.upperLeft'],
    [450, 100, 'place.upper'],
    [800, 100, 'place.upperRight'],
    [100, 450, 'place.left'],
    [450, 450, 'place.center'],
    [800, 450, 'place.right'],
    [100, 800, 'place.lowerLeft'],
    [450, 800, 'place.lower'],
    [800, 800, 'place.lowerRight'],
    [5000, -5000, 'place.upperRight'],
  ];
  for (const [x, y, place] of rows) assert.equal(placeOf(at(x, y), size), place);
});

test('marks are read row by row, each from the left, whatever their age', () => {
  const marks = [
    { id: 'd', box: at(100, 700) },
    { id: 'b', box: at(500, 110) },
    { id: 'a', box: at(100, 140) },
    { id: 'c', box: at(50, 400) },
  ];
  assert.deepEqual(
    readingOrder(marks, size).map((mark) => mark.id),
    ['a', 'b', 'c', 'd'],
  );
});

test('marks at one place keep a stable order', () => {
  const marks = [
    { id: 'b', box: at(1, 1) },
    { id: 'a', box: at(1, 1) },
  ];
  assert.deepEqual(
    readingOrder(marks, size).map((mark) => mark.id),
    ['a', 'b'],
  );
});

test('Tab goes through all marks and then leaves', () => {
  const ids = ['a', 'b'];
  assert.equal(neighbor(ids, null, false), 'a');
  assert.equal(neighbor(ids, 'a', false), 'b');
  assert.equal(neighbor(ids, 'b', false), null);
  assert.equal(neighbor(ids, 'a', true), null);
  assert.equal(neighbor(ids, null, true), null);
  assert.equal(neighbor([], null, false), null);
  assert.equal(neighbor(ids, 'gone', false), null);
});
