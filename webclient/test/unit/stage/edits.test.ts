// What is done to marks that are there: each is one step, and a copy is one's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '../../../src/panel/query.ts';
import { Edits } from '../../../src/stage/edits.ts';
import { Table } from './table.ts';

const ellipse = { kind: 'ellipse', x1: 1000, y1: 1000, x2: 2000, y2: 2000 };

function ready(): { readonly table: Table; readonly edits: Edits } {
  const table = new Table();
  table.drag('rectangle', [100, 100], [400, 300]);
  table.drag('pin', [3000, 3000]);
  table.fromOther('lucialuciamm', ellipse);
  table.selected = table.marks().map(({ id }) => id);
  return { table, edits: new Edits(table.host) };
}

const looks = (table: Table) => table.marks().map((mark) => [mark.kind, mark.color, 'width' in mark && mark.width]);

test('restyling changes what is named of all that is selected, as one step', () => {
  const { table, edits } = ready();
  const before = looks(table);
  edits.act({ name: 'restyle', style: { color: 4 } });
  assert.deepEqual(
    looks(table).map(([, color]) => color),
    [4, 4, 4],
  );
  edits.act({ name: 'restyle', style: { width: 2 } });
  assert.deepEqual(
    looks(table).map(([, , width]) => width),
    [160, 160, 160],
  );
  table.panel.undo();
  table.panel.undo();
  assert.deepEqual(looks(table), before);
});

test('the width of a text is its size', () => {
  const { table, edits } = ready();
  const text = { kind: 'text', by: table.panel.site, picture: table.host.picture.id, color: 0, fontSize: 100 };
  table.panel.set('texttexttext', { ...text, x1: 0, y1: 0, text: 'ab' });
  table.selected = ['texttexttext'];
  edits.act({ name: 'restyle', style: { width: 2 } });
  const mark = table.marks().find(({ id }) => id === 'texttexttext');
  assert.equal(mark?.kind === 'text' && mark.fontSize, 800);
});

test('copies are one step, beside the marks, selected, and one’s own; a number goes on counting', () => {
  const { table, edits } = ready();
  const originals = table.marks();
  edits.act({ name: 'duplicate' });
  const copies = table.marks().filter(({ id }) => originals.every((mark) => mark.id !== id));
  assert.deepEqual(copies.map(({ kind }) => kind).sort(), ['ellipse', 'pin', 'rectangle']);
  assert.deepEqual([...table.selected].sort(), copies.map(({ id }) => id).sort());
  for (const copy of copies) assert.equal(copy.by, table.panel.site);
  const pin = copies.find((mark): mark is Extract<Mark, { kind: 'pin' }> => mark.kind === 'pin');
  assert.deepEqual([pin?.number, pin?.x1], [2, 3000 + 18 * 8]);
  table.panel.undo();
  assert.equal(table.marks().length, originals.length);
});

test('with nothing selected there is nothing to copy, and no picture is asked for', () => {
  const { table } = ready();
  table.selected = [];
  const host = new Proxy(table.host, {
    get(of, name) {
      if (name === 'picture') throw new Error('a tool was used without a picture');
      return Reflect.get(of, name);
    },
  });
  assert.equal(new Edits(host).duplicate(), false);
});

test('clearing one’s own leaves the others’; clearing all leaves nothing; undo brings it back', () => {
  const { table, edits } = ready();
  edits.act({ name: 'clearMine' });
  assert.deepEqual(
    table.marks().map(({ id }) => id),
    ['lucialuciamm'],
  );
  table.panel.undo();
  assert.equal(table.marks().length, 3);
  edits.act({ name: 'clearAll' });
  assert.equal(table.marks().length, 0);
  table.panel.undo();
  assert.equal(table.marks().length, 3);
});

test('words are written in a text or a pin that is selected alone', () => {
  const { table, edits } = ready();
  assert.equal(edits.write(), false);
  table.selected = ['lucialuciamm'];
  assert.equal(edits.write(), false);
  table.selected = table.marks().flatMap(({ kind, id }) => (kind === 'pin' ? [id] : []));
  assert.equal(edits.write(), true);
  assert.equal(table.edited, table.selected[0]);
});
