import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Panel } from '../../../src/panel/panel.ts';
import { picture, pictures } from '../../../src/panel/query.ts';
import { takeBack } from '../../../src/panel/take-back.ts';
import { WireError } from '../../../src/wire/errors.ts';
import * as limits from '../../../src/wire/limits.gen.ts';

const site = 'aaaaaaaa';
const preview = new Uint8Array(12).fill(7);
const photo = {
  kind: 'picture',
  by: site,
  name: 'photo.jpg',
  pixelWidth: 4000,
  pixelHeight: 3000,
  preview,
  blob: new Uint8Array(32),
  size: 500_000,
  type: 'image/jpeg',
  order: 'h',
};

function newPanel(name = site): Panel {
  return new Panel({ site: name, wall: () => 1000 });
}

test('a picture that was taken back is gone for good, whatever deleted says', () => {
  const panel = newPanel();
  panel.set('picture1', photo);
  takeBack(panel, 'picture1');
  for (const deleted of [true, false, null]) {
    panel.set('picture1', { deleted, preview });
    assert.equal(picture(panel, 'picture1'), undefined);
    assert.deepEqual(pictures(panel), []);
  }
});

test('its preview is in no cell any more', () => {
  const panel = newPanel();
  panel.set('picture1', photo);
  takeBack(panel, 'picture1');
  const values = panel.snapshot().flatMap(({ set }) => Object.values(set));
  assert.ok(!values.some((v) => v instanceof Uint8Array && v.length === preview.length));
});

test('no undo and no redo brings anything of it back, in whatever order they come', () => {
  const action = fc.constantFrom('caption', 'delete', 'undo', 'redo', 'other');
  fc.assert(
    fc.property(fc.array(action), fc.array(action), (before, after) => {
      const panel = newPanel();
      const run = (what: string) => {
        if (what === 'caption') panel.set('picture1', { caption: 'mine' });
        else if (what === 'delete') panel.set('picture1', { deleted: true });
        else if (what === 'other') panel.set('mark0001', { color: 1 });
        else panel[what as 'undo' | 'redo']();
      };
      panel.set('picture1', photo);
      before.forEach(run);
      takeBack(panel, 'picture1');
      after.forEach(run);
      while (panel.undo());
      while (panel.redo());
      assert.equal(panel.get('picture1')?.takenBack, true);
      assert.equal(panel.get('picture1')?.get('preview'), undefined);
      assert.equal(picture(panel, 'picture1'), undefined);
    }),
  );
});

test('undo goes by what was taken back, to the step before', () => {
  const panel = newPanel();
  panel.set('mark0001', { color: 1 });
  panel.set('picture1', photo);
  takeBack(panel, 'picture1');
  assert.ok(panel.canUndo);
  panel.undo();
  assert.equal(panel.get('mark0001')?.deleted, true);
  assert.ok(!panel.canUndo);
});

test('what another does meanwhile does not keep it: it is true for good, in every order', () => {
  const [mine, other] = [newPanel(), newPanel('bbbbbbbb')];
  other.merge([mine.set('picture1', photo)], limits.maxSafeInteger);
  const taken = takeBack(mine, 'picture1');
  const back = other.set('picture1', { deleted: false, caption: 'keep it' });
  for (const writes of [
    [taken, back],
    [back, taken],
  ]) {
    const panel = newPanel('cccccccc');
    panel.merge([...mine.snapshot().slice(0, 1), ...writes], limits.maxSafeInteger);
    assert.equal(picture(panel, 'picture1'), undefined);
  }
});

test('nobody can write that it was not taken back', () => {
  const panel = newPanel();
  for (const value of [false, null, 1]) {
    assert.throws(() => panel.set('picture1', { takenBack: value }), new WireError('bad-value', 'property takenBack'));
  }
});
