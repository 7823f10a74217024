// Marks by the name of a place: put, and moved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../../src/panel/query.ts';
import { markBounds, pointsOf } from '../../../src/stage/bounds.ts';
import { byArea } from '../../../src/stage/by-area.ts';
import { middleOf, placeOf } from '../../../src/stage/places.ts';
import { packPoints } from '../../../src/wire/points.ts';
import { own, pictureId, Table } from './table.ts';

const size = { width: 12_800, height: 9600 };
const lowerRight = { x: 2 / 3, y: 2 / 3, width: 1 / 3, height: 1 / 3 };
const ellipse = { kind: 'ellipse', x1: 1000, y1: 1000, x2: 2000, y2: 2000 };

for (const kind of ['ellipse', 'rectangle', 'arrow', 'pin'] as const) {
  test(`${kind}: put as one step, in one's own color and width, where its label will say`, () => {
    const table = new Table();
    const id = byArea(table.host, { name: 'put', kind, area: lowerRight });
    const [mark] = table.marks();
    assert.ok(mark && 'width' in mark);
    assert.deepEqual([mark.id, mark.kind, mark.by, mark.picture], [id, kind, own, pictureId]);
    assert.deepEqual([mark.color, mark.width], [2, 80]);
    assert.equal(placeOf(markBounds(mark), size), 'place.lowerRight');
    assert.deepEqual(table.made, [id]);
    table.panel.undo();
    assert.deepEqual(table.marks(), []);
  });
}

test('a number that is put counts on', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', { kind: 'pin', x1: 5000, y1: 5000, number: 4 });
  byArea(table.host, { name: 'put', kind: 'pin', area: lowerRight });
  const own = table.marks().find(({ id }) => id !== 'lucialuciamm');
  assert.deepEqual(own?.kind === 'pin' && [own.number, own.x1, own.y1], [5, 10_667, 8000]);
});

test('moving brings the middle to the middle of the area, keeps the size, and is one step', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  byArea(table.host, { name: 'moveTo', mark: 'lucialuciamm', area: lowerRight });
  const box = markBounds(table.marks()[0] as Mark);
  assert.deepEqual(box, { x: 10_167, y: 7500, width: 1000, height: 1000 });
  assert.deepEqual(table.said, ['stage.moved']);
  table.panel.undo();
  assert.deepEqual(markBounds(table.marks()[0] as Mark), { x: 1000, y: 1000, width: 1000, height: 1000 });
});

test('ink moves as a whole, a number by its point', () => {
  const table = new Table();
  const points = packPoints(
    [
      { x: 0, y: 0 },
      { x: 200, y: 100 },
    ],
    false,
  );
  table.fromOther('inkinkinkink', { kind: 'ink', points });
  table.fromOther('pinpinpinpin', { kind: 'pin', x1: 0, y1: 0, number: 1 });
  for (const mark of ['inkinkinkink', 'pinpinpinpin']) byArea(table.host, { name: 'moveTo', mark, area: lowerRight });
  const [ink, pin] = ['ink', 'pin'].map((kind) => table.marks().find((mark) => mark.kind === kind));
  assert.deepEqual(ink?.kind === 'ink' && middleOf(markBounds(ink)), { x: 10_667, y: 8000 });
  assert.equal(ink?.kind === 'ink' && pointsOf(ink).length, 2);
  assert.deepEqual(pin?.kind === 'pin' && [pin.x1, pin.y1], [10_667, 8000]);
});

test('what somebody has deleted meanwhile is not moved', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.fromOther('lucialuciamm', { deleted: true });
  assert.equal(byArea(table.host, { name: 'moveTo', mark: 'lucialuciamm', area: lowerRight }), null);
  assert.deepEqual(table.said, []);
});
