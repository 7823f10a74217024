import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../../src/panel/query.ts';
import { InkOutlines, inkPath } from '../../../src/stage/ink.ts';
import { packPoints } from '../../../src/wire/points.ts';

type Ink = Extract<Mark, { readonly kind: 'ink' }>;
const points = Array.from({ length: 20 }, (_, i) => ({ x: i * 40, y: (i % 5) * 30, pressure: i * 12 }));
const ink = (over: Partial<Ink> = {}): Ink => ({
  ...{ kind: 'ink', id: 'inkinkinkink', by: 'giuliagiulia', picture: 'picturepictu', color: 0 },
  ...{ width: 40, points: packPoints(points, false), ...over },
});

test('an outline is one closed path of integers', () => {
  assert.match(inkPath(points, 40, false, true), /^M-?\d+ -?\d+Q[-\d ]+Z$/);
});

test('a tap with the pen is a dot, twice as thick as a line however lightly it is made; no points are nothing', () => {
  for (const pressure of [undefined, 0, 255]) {
    const dot = [{ x: 100, y: 100, ...(pressure !== undefined && { pressure }) }];
    const numbers =
      inkPath(dot, 40, pressure !== undefined, true)
        .match(/\d+/g)
        ?.map(Number) ?? [];
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    assert.ok(low >= 58 && low <= 62 && high >= 138 && high <= 142, `${low} to ${high}, pressure ${pressure}`);
  }
  assert.equal(inkPath([], 40, false, true), '');
});

test('pressure shapes the outline', () => {
  assert.notEqual(inkPath(points, 40, true, true), inkPath(points, 40, false, true));
});

test('an outline is computed once for the same stamp, and again when points or width change', () => {
  const outlines = new InkOutlines();
  const mark = ink();
  const path = outlines.of(mark);
  // Ink that claims the same bytes but a different id must not share it; the same mark with other color must.
  assert.equal(outlines.of({ ...mark, color: 3 }), path);
  assert.equal(outlines.size, 1);
  assert.notEqual(outlines.of({ ...mark, width: 80 }), path);
  assert.notEqual(outlines.of(ink({ points: packPoints(points.slice(3), false) })), path);
  assert.equal(outlines.size, 1);
});

test('the cache has a bound', () => {
  const outlines = new InkOutlines();
  const dot = packPoints([{ x: 1, y: 1 }], false);
  for (let i = 0; i < 4100; i++) outlines.of(ink({ id: `ink${i}`, points: dot }));
  assert.equal(outlines.size, 4000);
});
