// A picture that is taken back goes from both sides, whenever the other one learns of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { picture } from '../../../src/panel/query.ts';
import { takeBack } from '../../../src/panel/take-back.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import { settle } from './clock.ts';
import { type Page, png, showPicture, World } from './page.ts';

const id = 'picture00001';
const bytes = png(3_000);

/** Two pages, both with the picture and its bytes, both showing it. */
async function shared(): Promise<{ world: World; a: Page; b: Page; hash: string }> {
  const world = await World.create();
  const [a, b] = await world.pair();
  const hash = await a.room.addBlob(bytes);
  showPicture(a, id, hash, bytes.length);
  await world.until(() => b.blobStates.get(hash)?.phase === 'here', 'the blob');
  a.room.blobUrl(hash);
  b.room.blobUrl(hash);
  return { world, a, b, hash };
}

function holdsPreview(page: Page): boolean {
  const values = page.panel.snapshot().flatMap(({ set }) => Object.values(set));
  return values.some((v) => v instanceof Uint8Array && v.length !== 32);
}

function assertGone(page: Page, hash: string): void {
  assert.equal(page.blobs.get(hash), undefined);
  assert.equal(picture(page.panel, id), undefined);
  assert.equal(page.room.blobUrl(hash), null);
  assert.ok(page.dropped.includes(hash), 'the disk is told');
  assert.ok(!holdsPreview(page));
}

test('both sides forget it at once: bytes, preview, and the URL under which it was shown', async () => {
  const { world, a, b, hash } = await shared();
  takeBack(a.panel, id);
  assertGone(a, hash);
  await world.until(() => b.panel.get(id)?.takenBack === true, 'the word');
  assertGone(b, hash);
  assert.deepEqual([a.revoked, b.revoked], [['blob:1'], ['blob:1']]);
});

test('a peer that was cut off meanwhile forgets it when it is back', async () => {
  const { world, a, b, hash } = await shared();
  world.network.cut = true;
  await world.until(() => a.is('reconnecting') && b.is('reconnecting'), 'the cut');
  takeBack(a.panel, id);
  assert.notEqual(b.blobs.get(hash), undefined);
  world.network.cut = false;
  await world.until(() => b.panel.get(id)?.takenBack === true, 'the word', 30_000);
  assertGone(b, hash);
});

test('a page that was closed meanwhile forgets what it had kept, and brings nothing back', async () => {
  const { world, a, b, hash } = await shared();
  const kept = b.panel.snapshot();
  b.vanish();
  takeBack(a.panel, id);
  const { session, local } = b;
  const again = world.page('siteb0000000', { session, local, stored: new Map([[hash, bytes]]) });
  again.panel.merge(kept, limits.maxSafeInteger);
  again.panel.set(id, { caption: 'changed while alone' });
  await again.joined();
  await world.connected(a, again);
  await world.until(() => again.panel.get(id)?.takenBack === true, 'the snapshot');
  assertGone(again, hash);
  await world.until(() => a.panel.get(id)?.get('caption') !== undefined, 'its own change');
  assertGone(a, hash);
});

test('whoever took it back and reloads does not ask for it', async () => {
  const { world, a, b, hash } = await shared();
  world.network.cut = true;
  takeBack(a.panel, id);
  const { session, local } = a;
  const again = world.page('sitea0000000', { session, local, stored: new Map([[hash, bytes]]) });
  again.panel.merge(a.panel.snapshot(), limits.maxSafeInteger);
  a.vanish();
  world.network.cut = false;
  await again.joined();
  await world.connected(again, b);
  await world.until(() => b.panel.get(id)?.takenBack === true, 'the word');
  assertGone(again, hash);
  assertGone(b, hash);
});

test('while it is on its way: it never arrives', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const large = png(2_000_000);
  const hash = await a.room.addBlob(large);
  showPicture(a, id, hash, large.length);
  await world.until(() => (b.blobStates.get(hash)?.received ?? 0) > 0, 'the first part');
  takeBack(a.panel, id);
  await world.until(() => b.panel.get(id)?.takenBack === true, 'the word');
  for (let i = 0; i < 100; i++) {
    world.clock.tick(20);
    await settle();
  }
  assertGone(b, hash);
  assert.deepEqual([a.troubles, b.troubles], [[], []]);
});

test('no undo of either side brings it back', async () => {
  const { world, a, b, hash } = await shared();
  b.panel.set(id, { deleted: true });
  await world.until(() => a.panel.get(id)?.deleted === true, 'the deletion');
  takeBack(a.panel, id);
  await world.until(() => b.panel.get(id)?.takenBack === true, 'the word');
  for (const page of [a, b]) {
    while (page.panel.undo());
    while (page.panel.redo());
    assertGone(page, hash);
  }
});

test('another picture of the same bytes keeps them, until it goes too', async () => {
  const { world, a, b, hash } = await shared();
  showPicture(a, 'picture00002', hash, bytes.length);
  await world.until(() => picture(b.panel, 'picture00002') !== undefined, 'the second picture');
  takeBack(a.panel, id);
  await world.until(() => b.panel.get(id)?.takenBack === true, 'the word');
  assert.deepEqual([a.blobs.has(hash), b.blobs.has(hash), a.dropped, b.dropped], [true, true, [], []]);
  b.panel.set('picture00002', { deleted: true });
  await world.until(() => !a.blobs.has(hash), 'the last one is gone');
  assert.equal(b.blobs.has(hash), false);
});
