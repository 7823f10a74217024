// How a mark is told and which of the three widths it has.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Mark } from '../../../src/panel/query.ts';
import { textSizeFor, widthFor } from '../../../src/stage/geometry.ts';
import { labelOf } from '../../../src/stage/label.ts';
import { levelOf } from '../../../src/state/marks.ts';

const picture = { width: 1600, height: 1200 };
const base = { id: 'markmarkmark', by: 'giuliagiulia', picture: 'picturepictu', color: 0 };
const arrow = (width: number): Mark => ({ ...base, kind: 'arrow', width, x1: 0, y1: 0, x2: 800, y2: 800 });

test('each width is found again, and one in between is the nearest', () => {
  for (const level of [0, 1, 2] as const) {
    assert.equal(levelOf(arrow(widthFor(picture, level)), picture), level);
    const text: Mark = { ...base, kind: 'text', x1: 0, y1: 0, text: 'a', fontSize: textSizeFor(picture, level) };
    assert.equal(levelOf(text, picture), level);
  }
  assert.equal(levelOf(arrow(widthFor(picture, 1) + 3), picture), 1);
  assert.equal(levelOf({ ...base, kind: 'pin', x1: 0, y1: 0, number: 1 }, picture), 1);
});

test('a label says what it is, whose, where, and what is written', () => {
  const size = { width: 12_800, height: 9600 };
  const t = (key: string, params?: Readonly<Record<string, string | number>>) =>
    `${key} ${JSON.stringify(params ?? {})}`;
  assert.match(labelOf(arrow(80), 0, 'Giulia', size, t), /^mark\.arrow .*"name":"Giulia".*place\.upperLeft/);
  const pin: Mark = { ...base, kind: 'pin', x1: 12_000, y1: 9000, number: 1 };
  assert.match(labelOf(pin, 3, 'Giulia', size, t), /^mark\.pin .*"number":3.*place\.lowerRight/);
  assert.match(labelOf({ ...pin, text: 'Scratch' }, 3, 'Giulia', size, t), /^mark\.pinWithNote .*"text":"Scratch"/);
});
