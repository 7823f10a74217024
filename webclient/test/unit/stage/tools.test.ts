import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pins } from '../../../src/panel/pins.ts';
import type { Mark } from '../../../src/panel/query.ts';
import { markBounds } from '../../../src/stage/bounds.ts';
import { faces } from '../../../src/stage/tools/faces.gen.ts';
import { makers } from '../../../src/stage/tools/makers.gen.ts';
import { own, pictureId, Table } from './table.ts';

const corners = { x1: 100, y1: 100, x2: 400, y2: 300 };
const ellipse = { kind: 'ellipse', x1: 1000, y1: 1000, x2: 2000, y2: 2000 };

test('every tool that is shown can be made, and no key chooses two', () => {
  assert.deepEqual(faces.map(({ id }) => id).sort(), Object.keys(makers).sort());
  const keys = faces.flatMap((face): readonly string[] => face.keys);
  assert.equal(new Set(keys).size, keys.length);
});

for (const id of ['arrow', 'ellipse', 'rectangle'] as const) {
  test(`${id}: a drag makes one mark`, () => {
    const table = new Table();
    table.drag(id, [100, 100], [300, 200], [400, 300]);
    const [mark] = table.marks();
    assert.deepEqual(mark, { id: mark?.id, kind: id, by: own, picture: pictureId, color: 2, width: 80, ...corners });
    assert.equal(mark?.kind, id);
    assert.deepEqual(table.made, [mark?.id]);
  });
}

const tapped = {
  arrow: { x1: 5543, y1: 4543, x2: 5000, y2: 4000 },
  ellipse: { x1: 4616, y1: 3616, x2: 5384, y2: 4384 },
  rectangle: { x1: 4616, y1: 3616, x2: 5384, y2: 4384 },
};

for (const id of ['arrow', 'ellipse', 'rectangle'] as const) {
  test(`${id}: a tap makes one of a sensible size, as one step of undo`, () => {
    const table = new Table();
    table.drag(id, [5000, 4000], [5005, 4003]);
    const [mark] = table.marks();
    assert.deepEqual(mark, { id: mark?.id, kind: id, by: own, picture: pictureId, color: 2, width: 80, ...tapped[id] });
    assert.deepEqual(table.made, [mark?.id]);
    assert.equal(table.drafts.size, 0);
    table.panel.undo();
    assert.deepEqual(table.marks(), []);
  });

  test(`${id}: where a tap has made one, the next makes none, unless that one is gone or elsewhere`, () => {
    const table = new Table();
    table.drag(id, [5000, 4000]);
    table.drag(id, [5100, 4100]);
    assert.equal(table.marks().length, 1);
    table.drag(id, [5300, 4100]);
    assert.equal(table.marks().length, 2);
    table.panel.undo();
    table.drag(id, [5300, 4100]);
    assert.equal(table.marks().length, 2);
  });
}

test('a drag that goes back to where it began makes nothing, and a tap beside the picture neither', () => {
  const table = new Table();
  table.drag('ellipse', [5000, 4000], [5500, 4500], [5002, 4001]);
  table.drag('ellipse', [-400, 4000]);
  assert.deepEqual([table.marks().length, table.drafts.size], [0, 0]);
  assert.deepEqual(table.said, []);
});

test('by keyboard two equal points are a tap; beside the picture one is told that nothing came of it', () => {
  const table = new Table();
  const enterTwice = (x: number, y: number) => {
    const point = table.point(x, y, { kind: 'keyboard' });
    table.tools.rectangle.begin(point);
    table.tools.rectangle.end(point);
  };
  enterTwice(5000, 4000);
  assert.equal(table.marks().length, 1);
  enterTwice(-4000, 4000);
  assert.equal(table.marks().length, 1);
  assert.deepEqual(table.said, ['stage.canceled']);
});

test('a mark is one step of undo', () => {
  const table = new Table();
  table.drag('ellipse', [100, 100], [400, 300]);
  table.panel.undo();
  assert.deepEqual(table.marks(), []);
});

test('canceling takes the mark in progress away', () => {
  const table = new Table();
  table.tools.rectangle.begin(table.point(0, 0));
  table.tools.rectangle.move([table.point(100, 100)], []);
  assert.equal(table.drafts.size, 1);
  table.tools.rectangle.cancel();
  assert.deepEqual([table.drafts.size, table.marks().length], [0, 0]);
});

test('the pen keeps pressure, and leaves predicted points out of what it writes', () => {
  const table = new Table();
  const pen = (x: number, pressure: number) => table.point(x, 10, { pressure, kind: 'pen' });
  table.tools.pen.begin(pen(0, 10));
  table.tools.pen.move([pen(50, 100)], [pen(9999, 0)]);
  table.tools.pen.end(pen(90, 255));
  const [mark] = table.marks();
  assert.ok(mark?.kind === 'ink' && mark.pressure === true);
  assert.deepEqual(markBounds(mark), { x: 0, y: 10, width: 90, height: 0 });
});

test('a stroke longer than a mark may be goes on in a second one', () => {
  const table = new Table();
  table.drag('pen', ...Array.from({ length: 4200 }, (_, i) => [i * 2, i % 2] as const));
  assert.deepEqual(
    table.marks().map((mark) => mark.kind),
    ['ink', 'ink'],
  );
});

test('the eraser takes own marks of one drag as one step', () => {
  const table = new Table();
  table.drag('rectangle', [100, 100], [200, 200]);
  table.drag('rectangle', [300, 100], [400, 200]);
  table.drag('eraser', [0, 100], [150, 100], [350, 100]);
  assert.equal(table.marks().length, 0);
  table.panel.undo();
  assert.equal(table.marks().length, 2);
});

test('the eraser takes another’s mark with the second tap only, and forgets the first when one taps elsewhere', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  const tap = (x: number, y: number) => table.drag('eraser', [x, y]);
  tap(1000, 1500);
  assert.equal(table.marks().length, 1);
  tap(5000, 5000);
  tap(1000, 1500);
  assert.equal(table.marks().length, 1);
  tap(1000, 1500);
  assert.equal(table.marks().length, 0);
});

test('rubbing over another’s mark does nothing', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.drag('eraser', [0, 1500], [1000, 1500], [3000, 1500]);
  assert.equal(table.marks().length, 1);
});

test('select moves what it is put on, anybody’s, as one own step', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.drag('select', [1000, 1500], [1100, 1600]);
  assert.deepEqual(markBounds(table.marks()[0] as Mark), { x: 1100, y: 1100, width: 1000, height: 1000 });
  table.panel.undo();
  assert.deepEqual(markBounds(table.marks()[0] as Mark), { x: 1000, y: 1000, width: 1000, height: 1000 });
});

test('a tap selects without moving, and a tap beside it deselects', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.drag('select', [1000, 1500], [1001, 1501]);
  assert.deepEqual(table.selected, ['lucialuciamm']);
  assert.equal((table.marks()[0] as Extract<Mark, { kind: 'ellipse' }>).x1, 1000);
  table.drag('select', [9000, 9000]);
  assert.deepEqual(table.selected, []);
});

test('a handle of the selected mark resizes it', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.selected = ['lucialuciamm'];
  table.drag('select', [2005, 2005], [3000, 2500]);
  assert.deepEqual(markBounds(table.marks()[0] as Mark), { x: 1000, y: 1000, width: 2000, height: 1500 });
});

test('a frame drawn around marks selects those that are wholly inside', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.drag('select', [900, 900], [1500, 1500]);
  assert.deepEqual(table.selected, []);
  table.drag('select', [900, 900], [2100, 2100]);
  assert.deepEqual(table.selected, ['lucialuciamm']);
});

test('a mark that somebody deletes while it is moved is not written again', () => {
  const table = new Table();
  table.fromOther('lucialuciamm', ellipse);
  table.tools.select.begin(table.point(1000, 1500));
  table.tools.select.move([table.point(1200, 1500)], []);
  table.fromOther('lucialuciamm', { deleted: true });
  table.tools.select.end(table.point(1200, 1500));
  assert.equal(table.panel.get('lucialuciamm')?.get('x1'), 1000);
});

test('text opens where one taps; on a text it opens that one', () => {
  const table = new Table();
  table.drag('text', [100, 100]);
  assert.equal(table.edited, null);
  table.panel.set('texttexttext', {
    ...{ kind: 'text', by: own, picture: pictureId },
    color: 0,
    fontSize: 100,
    x1: 0,
    y1: 0,
    text: 'ab',
  });
  table.drag('text', [50, 50]);
  assert.equal(table.edited, 'texttexttext');
});

test('pins count on, whoever puts them; a tap on one opens its note', () => {
  const table = new Table();
  const numbers = () => pins(table.panel, pictureId).map((pin) => pin.number);
  table.drag('pin', [100, 100]);
  assert.deepEqual(numbers(), [1]);
  table.fromOther('lucialuciamm', { kind: 'pin', x1: 5000, y1: 5000, number: 2 });
  table.drag('pin', [900, 900]);
  assert.deepEqual(numbers(), [1, 2, 3]);
  table.drag('pin', [5000, 5000]);
  assert.deepEqual(numbers(), [1, 2, 3]);
  assert.equal(table.edited, 'lucialuciamm');
});
