// What a device keeps of a picture that is taken back: nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { Panel } from '../../../src/panel/panel.ts';
import { takeBack } from '../../../src/panel/take-back.ts';
import { type Link, newLink } from '../../../src/signaling/link.ts';
import { keepOnDevice } from '../../../src/state/keep.ts';
import type { RoomEnv } from '../../../src/state/room-env.ts';
// Here at once: a copy of it that cannot be had would be a store that keeps nothing.
import '../../../src/store/disk.ts';
import { openStore } from '../../../src/store/store.ts';
import { png } from '../peer/page.ts';

const id = 'picture00001';
const bytes = png(3_000);
const hash = 'ab'.repeat(32);
const preview = png(500);

async function device(factory: IDBFactory, link: Link) {
  // Without a mark to read it looks at once.
  const device = { localStorage: null, later: Promise.resolve() };
  const env = { ...device, indexedDB: factory, now: () => 1_000, after: () => () => {}, onHide: () => () => {} };
  const panel = new Panel({ site: 'sitea0000000', wall: () => 1_000 });
  const room = { openStore: (l: Link) => openStore(l, env) } as unknown as RoomEnv;
  const kept = await keepOnDevice(room, link, panel, () => assert.fail('storage'));
  panel.subscribe((change) => kept.keep(change));
  return { panel, kept };
}

async function sizesOnDisk(factory: IDBFactory): Promise<number[]> {
  const request = factory.open('coviewer');
  const database = await new Promise<IDBDatabase>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const all = database.transaction('rows').objectStore('rows').getAll();
  await new Promise((resolve) => {
    all.onsuccess = resolve;
  });
  return all.result.map(({ sealed }) => sealed.reduce((sum: number, s: Uint8Array) => sum + s.length, 0));
}

test('its bytes and its preview leave the disk, and do not come back by a reload', async () => {
  const factory = new IDBFactory();
  const link = await newLink('https://shop.example');
  const { panel, kept } = await device(factory, link);
  panel.set(id, { kind: 'picture', preview, name: 'photo' });
  kept.blobs.keep(hash, bytes);
  await kept.flush();
  assert.equal((await sizesOnDisk(factory)).filter((size) => size > preview.length).length, 2);

  takeBack(panel, id);
  kept.blobs.drop(hash);
  await kept.flush();
  assert.deepEqual(
    (await sizesOnDisk(factory)).filter((size) => size > preview.length),
    [],
  );
  const again = await device(factory, link);
  assert.equal(again.kept.blobs.take().size, 0);
  assert.equal(again.panel.get(id)?.takenBack, true);
  assert.equal(again.panel.get(id)?.get('preview'), undefined);
});

test('one that is being written when it is taken back does not stay', async () => {
  const factory = new IDBFactory();
  const { kept } = await device(factory, await newLink('https://shop.example'));
  kept.blobs.keep(hash, bytes);
  kept.blobs.drop(hash);
  await kept.flush();
  assert.deepEqual(await sizesOnDisk(factory), []);
});

test('one that an earlier page kept is handed over once, and goes; put there anew it is kept', async () => {
  const factory = new IDBFactory();
  const link = await newLink('https://shop.example');
  const before = await device(factory, link);
  before.kept.blobs.keep(hash, bytes);
  await before.kept.flush();
  const { kept } = await device(factory, link);
  assert.deepEqual([...kept.blobs.take().keys()], [hash]);
  assert.equal(kept.blobs.take().size, 0, 'nothing else holds its bytes');
  kept.blobs.drop(hash);
  await kept.flush();
  assert.deepEqual(await sizesOnDisk(factory), []);
  kept.blobs.keep(hash, bytes);
  await kept.flush();
  assert.equal((await sizesOnDisk(factory)).length, 1);
});
