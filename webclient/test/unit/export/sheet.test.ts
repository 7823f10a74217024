// What a sheet tells, from a panel.
import assert from 'node:assert/strict';
import test from 'node:test';
import { maxSheetPictures, sheetOf } from '../../../src/export/sheet.ts';
import { Panel } from '../../../src/panel/panel.ts';

const me = 'site000000000001';
const name = (site: string) => (site === me ? 'Giulia' : 'Lucia');

function panelWith(pictureCount: number): Panel {
  let ms = 1_000;
  const panel = new Panel({ site: me, wall: () => ms++ });
  panel.announce(me, { kind: 'person', name: 'Giulia', color: 0 });
  for (let i = 0; i < pictureCount; i++) {
    panel.set(`picture${String(i).padStart(4, '0')}`, {
      kind: 'picture',
      by: me,
      name: `photo ${i}.jpg`,
      pixelWidth: 100,
      pixelHeight: 100,
      preview: new Uint8Array(12),
      blob: new Uint8Array(32),
      size: 10,
      type: 'image/jpeg',
      stripped: true,
      order: `a${String(i).padStart(4, '0')}z`,
    });
  }
  return panel;
}

const pin = (picture: string, number: number, text?: string) => ({
  ...{ kind: 'pin', by: me, picture, color: 0, x1: 8, y1: 8, number },
  ...(text !== undefined && { text }),
});

test('pictures come in the order of the filmstrip, with their numbers and who added them', () => {
  const sheet = sheetOf(panelWith(2), name);
  assert.deepEqual(
    sheet.pictures.map(({ number, picture, by }) => [number, picture.name, by]),
    [
      [1, 'photo 0.jpg', 'Giulia'],
      [2, 'photo 1.jpg', 'Giulia'],
    ],
  );
  assert.deepEqual(sheet.people, ['Giulia']);
});

test('notes have the numbers that the pins show; pins without a note are only on the picture', () => {
  const panel = panelWith(1);
  panel.set('pin00000000000001', pin('picture0000', 1, 'scratched'));
  panel.set('pin00000000000002', pin('picture0000', 1, ' '));
  panel.set('pin00000000000003', pin('picture0000', 1, 'a dent'));
  assert.deepEqual(sheetOf(panel, name).pictures[0]?.notes, [
    { number: 1, text: 'scratched', by: 'Giulia' },
    { number: 3, text: 'a dent', by: 'Giulia' },
  ]);
});

test('messages come as they were said, with the number of the picture that they are about', () => {
  const panel = panelWith(2);
  panel.set('message000000001', { kind: 'message', by: me, text: '<b>hello</b>', picture: 'picture0001' });
  panel.set('message000000002', { kind: 'message', by: me, text: 'gone', picture: 'picturegone1' });
  assert.deepEqual(
    sheetOf(panel, name).messages.map(({ text, about }) => [text, about]),
    [
      ['<b>hello</b>', 2],
      ['gone', null],
    ],
  );
});

test('a deleted picture is not in it', () => {
  const panel = panelWith(2);
  panel.set('picture0000', { deleted: true });
  assert.deepEqual(
    sheetOf(panel, name).pictures.map(({ number, picture }) => [number, picture.id]),
    [[1, 'picture0001']],
  );
});

test('a sheet holds so many pictures and tells how many it does not', () => {
  const sheet = sheetOf(panelWith(maxSheetPictures + 3), name);
  assert.equal(sheet.pictures.length, maxSheetPictures);
  assert.equal(sheet.left, 3);
});
