import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../../src/panel/query.ts';
import { markBounds, pointsOf } from '../../../src/stage/bounds.ts';
import { handleAt, handlesOf, moved, resized } from '../../../src/stage/handles.ts';
import { packPoints } from '../../../src/wire/points.ts';

const base = { id: 'markmarkmark', by: 'giuliagiulia', picture: 'picturepictu', color: 0, width: 20 };
const ellipse: Mark = { kind: 'ellipse', ...base, x1: 100, y1: 100, x2: 500, y2: 300 };
const arrow: Mark = { ...ellipse, kind: 'arrow' };
const pressed = [
  { x: 100, y: 100, pressure: 10 },
  { x: 200, y: 300, pressure: 200 },
];
const ink: Mark = { kind: 'ink', ...base, pressure: true, points: packPoints(pressed, true) };
const text: Mark = {
  kind: 'text',
  id: 't',
  by: 'g',
  picture: 'p',
  color: 0,
  fontSize: 100,
  x1: 0,
  y1: 0,
  text: 'abcd',
};

test('an arrow has its ends as handles, a text one corner, others four', () => {
  const count = (mark: Mark) =>
    handlesOf(mark, markBounds(mark))
      .map((handle) => handle.id)
      .join(' ');
  assert.equal(count(arrow), 'tail head');
  assert.equal(count(text), 'se');
  assert.equal(count(ellipse), 'nw ne se sw');
});

test('the nearest handle within reach is taken', () => {
  const handles = handlesOf(ellipse, markBounds(ellipse));
  assert.equal(handleAt(handles, { x: 110, y: 95 }, 22), 'nw');
  assert.equal(handleAt(handles, { x: 140, y: 95 }, 22), null);
});

test('moving writes the places only', () => {
  assert.deepEqual(moved(ellipse, 5, -5), { x1: 105, y1: 95, x2: 505, y2: 295 });
  assert.deepEqual(moved(text, 5, -5), { x1: 5, y1: -5 });
});

test('moved ink keeps its pressure', () => {
  const points = moved(ink, 10, 20)['points'] as Uint8Array;
  assert.deepEqual(
    pointsOf({ points, pressure: true }),
    pressed.map((p) => ({ ...p, x: p.x + 10, y: p.y + 20 })),
  );
});

test('a corner resizes against the opposite one, through it too', () => {
  const box = markBounds(ellipse);
  assert.deepEqual(resized(ellipse, box, 'se', { x: 300, y: 200 }, false), { x1: 100, y1: 100, x2: 300, y2: 200 });
  assert.deepEqual(resized(ellipse, box, 'nw', { x: 600, y: 0 }, false), { x1: 600, y1: 0, x2: 500, y2: 300 });
  assert.deepEqual(resized(ellipse, box, 'se', { x: 900, y: 200 }, true), { x1: 100, y1: 100, x2: 900, y2: 500 });
});

test('ink scales as a whole', () => {
  const points = resized(ink, markBounds(ink), 'se', { x: 300, y: 500 }, false)['points'] as Uint8Array;
  const places = pointsOf({ points, pressure: true }).map(({ x, y }) => [x, y]);
  assert.deepEqual(places, [
    [100, 100],
    [300, 500],
  ]);
});

test('a text never becomes smaller or larger than the wire allows', () => {
  const box = markBounds(text);
  assert.deepEqual(resized(text, box, 'se', { x: -900, y: -900 }, false), { fontSize: 8 });
  assert.deepEqual(resized(text, box, 'se', { x: 1e6, y: 1e6 }, false), { fontSize: 16384 });
});

test('a mark of no height can be resized', () => {
  const flat: Mark = { ...ellipse, y2: 100 };
  assert.deepEqual(resized(flat, markBounds(flat), 'se', { x: 900, y: 400 }, false), {
    x1: 100,
    y1: 100,
    x2: 900,
    y2: 100,
  });
});
