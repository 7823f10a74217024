import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../../src/panel/ids.ts';
import { between } from '../../../src/panel/order.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { marks, person, picture, pictures, shown } from '../../../src/panel/query.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import { packPoints } from '../../../src/wire/points.ts';
import { ids } from '../../../src/wire/schema.gen.ts';
import { isId, isOrder } from '../../../src/wire/validate.ts';

const site = 'aaaaaaaa';
const photo = {
  kind: 'picture',
  by: site,
  name: 'photo.jpg',
  pixelWidth: 4000,
  pixelHeight: 3000,
  preview: new Uint8Array(12),
  blob: new Uint8Array(32),
  size: 500_000,
  type: 'image/jpeg',
};
const arrow = { kind: 'arrow', by: site, picture: 'picture1', color: 1, width: 16, x1: 0, y1: 0, x2: 80, y2: 80 };

function newPanel(): Panel {
  let ms = 1000;
  return new Panel({ site, wall: () => ms++ });
}

test('pictures come in the order of the filmstrip, complete and not deleted ones only', () => {
  const panel = newPanel();
  panel.set('picture1', { ...photo, order: 'b' });
  panel.set('picture2', { ...photo, order: 'a' });
  panel.set('picture3', { ...photo, order: 'c', deleted: true });
  panel.set('picture4', { kind: 'picture', order: '0' });
  assert.deepEqual(
    pictures(panel).map((p) => p.id),
    ['picture2', 'picture1'],
  );
  assert.equal(picture(panel, 'picture1')?.pixelWidth, 4000);
  assert.equal(picture(panel, 'picture3'), undefined);
});

test('an optional property is there only when it has a value', () => {
  const panel = newPanel();
  panel.set('picture1', { ...photo, order: 'a', caption: 'the sofa' });
  assert.equal(picture(panel, 'picture1')?.caption, 'the sofa');
  panel.set('picture1', { caption: null });
  assert.ok(!('caption' in (picture(panel, 'picture1') ?? {})));
});

test('marks come in the order in which they were made, of their picture only', () => {
  const panel = newPanel();
  panel.set('mark0002', arrow);
  panel.set('mark0001', { ...arrow, kind: 'ellipse' });
  panel.set('mark0003', { ...arrow, picture: 'picture2' });
  panel.set('mark0004', { ...arrow, kind: 'of a newer version' });
  panel.set('mark0002', { x1: 8 });
  assert.deepEqual(
    marks(panel, 'picture1').map((m) => [m.kind, m.id]),
    [
      ['arrow', 'mark0002'],
      ['ellipse', 'mark0001'],
    ],
  );
});

test('ink whose points do not unpack with its pressure is not complete', () => {
  const panel = newPanel();
  const ink = {
    kind: 'ink',
    by: site,
    picture: 'picture1',
    color: 1,
    width: 16,
    points: packPoints([{ x: 1, y: 2 }], false),
  };
  panel.set('mark0001', ink);
  assert.equal(marks(panel, 'picture1').length, 1);
  panel.set('mark0001', { pressure: true });
  assert.equal(marks(panel, 'picture1').length, 0);
});

test('a person is the element with the id of the site', () => {
  const panel = newPanel();
  panel.set(site, { kind: 'person', name: 'Lucia', color: 1 });
  assert.deepEqual(person(panel, site), { kind: 'person', id: site, name: 'Lucia', color: 1 });
  assert.equal(person(panel, 'bbbbbbbb'), undefined);
});

test('shown is the picture that everybody was asked to look at, once it is here', () => {
  const panel = newPanel();
  assert.equal(shown(panel), undefined);
  const { stamp } = panel.set(ids.stage, { kind: 'stage', by: site, picture: 'picture1', view: [0, 0, 80, 80] });
  assert.equal(shown(panel), undefined);
  panel.set('picture1', { ...photo, order: 'a' });
  assert.deepEqual(shown(panel), { picture: 'picture1', by: site, view: [0, 0, 80, 80], stamp });
});

test('a comparison is of two pictures that are here', () => {
  const panel = newPanel();
  panel.set('picture1', { ...photo, order: 'a' });
  panel.set('picture2', { ...photo, order: 'b' });
  const compared = { compare: 'picture2', mode: 'overlay', split: 250 };
  const { stamp } = panel.set(ids.stage, { kind: 'stage', by: site, picture: 'picture1', ...compared });
  assert.deepEqual(shown(panel), { picture: 'picture1', by: site, stamp, ...compared });
  panel.set('picture2', { deleted: true });
  assert.equal(shown(panel)?.compare, undefined);
});

test('a key between two lies strictly between them, however often', () => {
  const steps = fc.array(fc.tuple(fc.nat(), fc.constantFrom('aaaaaaaa', 'bbbbbbbb')), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, (all) => {
      const keys: string[] = [];
      for (const [place, by] of all) {
        const at = place % (keys.length + 1);
        const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
        const key = between(before, after, by);
        assert.ok(isOrder(key));
        assert.ok(
          (before === null || before < key) && (after === null || key < after),
          `${before} < ${key} < ${after}`,
        );
        keys.splice(at, 0, key);
      }
    }),
  );
});

test('appending picture after picture keeps the keys short', () => {
  let key = between(null, null, site);
  for (let i = 0; i < 200; i++) key = between(key, null, site);
  assert.ok(key.length < limits.maxOrderChars / 4, key);
});

test('an id takes five bits of each of twelve random bytes', () => {
  assert.equal(
    newId((n) => Uint8Array.from({ length: n }, (_, i) => i + 0xe0)),
    'abcdefghijkl',
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => assert.ok(isId(newId(() => bytes)))),
  );
});
