import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../../src/panel/query.ts';
import { markBounds, pointsOf } from '../../../src/stage/bounds.ts';
import * as geometry from '../../../src/stage/geometry.ts';
import { packPoints } from '../../../src/wire/points.ts';

const base = { id: 'markmarkmark', by: 'giuliagiulia', picture: 'picturepictu', color: 0 };
const corners = { x1: 100, y1: 100, x2: 500, y2: 300 };
const line = { ...base, ...corners, width: 20 };

test('widths are a part of the long side, on small and on large pictures', () => {
  assert.deepEqual(
    [0, 1, 2].map((level) => geometry.widthFor({ width: 640, height: 480 }, level as 0 | 1 | 2)),
    [16, 32, 64],
  );
  assert.equal(geometry.widthFor({ width: 3456, height: 4608 }, 2), 461);
  assert.equal(geometry.widthFor({ width: 1, height: 1 }, 0), 1);
  assert.equal(geometry.widthFor({ width: 65535, height: 1 }, 2), 4096);
});

test('text looks alike on the screen it is typed on, within what the picture bears', () => {
  const picture = { width: 1600, height: 1200 };
  assert.equal(geometry.fontSizeFor(picture, 0.3), Math.round((20 / 0.3) * 8));
  assert.equal(geometry.fontSizeFor(picture, 100), Math.round(12800 / 34));
  assert.equal(geometry.fontSizeFor(picture, 0.001), 640);
});

test('a hit is near what is drawn, not inside of it', () => {
  const marks: Readonly<Record<string, Mark>> = {
    arrow: { kind: 'arrow', ...line },
    ellipse: { kind: 'ellipse', ...line },
    rectangle: { kind: 'rectangle', ...line },
    ink: {
      kind: 'ink',
      ...base,
      width: 20,
      points: packPoints(
        [
          { x: 100, y: 100 },
          { x: 500, y: 300 },
        ],
        false,
      ),
    },
    text: { kind: 'text', ...base, fontSize: 100, x1: 100, y1: 100, text: 'abcd' },
  };
  const rows: readonly [string, number, number, boolean][] = [
    ['arrow', 300, 200, true],
    ['arrow', 300, 260, false],
    ['ellipse', 100, 200, true],
    ['ellipse', 300, 200, false],
    ['ellipse', 100, 100, false],
    ['rectangle', 100, 100, true],
    ['rectangle', 500, 220, true],
    ['rectangle', 300, 200, false],
    ['ink', 300, 200, true],
    ['ink', 300, 100, false],
    ['text', 200, 150, true],
    ['text', 200, 400, false],
  ];
  for (const [kind, x, y, hit] of rows) {
    const mark = marks[kind] as Mark;
    assert.equal(geometry.distanceToMark({ x, y }, mark) <= 5, hit, `${kind} at ${x},${y}`);
  }
});

test('a mark drawn from right to left has the same bounds', () => {
  const bounds = { x: 100, y: 100, width: 400, height: 200 };
  assert.deepEqual(markBounds({ kind: 'ellipse', ...line }), bounds);
  assert.deepEqual(markBounds({ kind: 'ellipse', ...line, x1: 500, x2: 100 }), bounds);
});

test('ink whose bytes do not unpack has no points, and unpacking is done once', () => {
  assert.deepEqual(pointsOf({ points: Uint8Array.of(0x80) }), []);
  const points = packPoints([{ x: 1, y: 2 }], false);
  assert.equal(pointsOf({ points }), pointsOf({ points }));
});

test('shift makes a circle round, a rectangle square and an arrow straight', () => {
  const from = { x: 100, y: 100 };
  assert.deepEqual(geometry.constrain(from, { x: 50, y: 300 }, true), { x: -100, y: 300 });
  assert.deepEqual(geometry.constrain(from, { x: 50, y: 300 }, false), { x: 50, y: 300 });
  assert.deepEqual(geometry.snapDirection(from, { x: 300, y: 110 }, true), { x: 300, y: 100 });
});

test('coordinates stay within what the wire allows', () => {
  assert.equal(geometry.clampCoordinate(5e6), 1048576);
  assert.equal(geometry.clampCoordinate(-5e6), -1048576);
  assert.equal(geometry.clampCoordinate(1.5), 2);
});
