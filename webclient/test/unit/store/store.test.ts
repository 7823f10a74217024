// The panel on the device, on an IndexedDB in memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type Link, newLink } from '../../../src/signaling/link.ts';
// Here at once: a copy of it that cannot be had would be a store that keeps nothing.
import '../../../src/store/disk.ts';
import { openStore, type PanelStore, type StoreEnv } from '../../../src/store/store.ts';
import type { Write } from '../../../src/wire/schema.gen.ts';
import { settle } from '../peer/clock.ts';

const day = 24 * 60 * 60 * 1000;

function open(link: Link, factory: IDBFactory | null, nowMs = 1_000, env: Partial<StoreEnv> = {}): Promise<PanelStore> {
  return openStore(link, {
    ...{ indexedDB: factory, now: () => nowMs, after: () => () => {}, onHide: () => () => {} },
    // Without a mark to read it looks at once.
    ...{ localStorage: null, later: Promise.resolve() },
    ...env,
  });
}

function write(ms: number, set: Write['set']): Write {
  return { stamp: { ms, n: 0, site: 'site00000001' }, id: 'person000001', set };
}

async function rawBytes(factory: IDBFactory): Promise<string> {
  const request = factory.open('coviewer');
  const database = await new Promise<IDBDatabase>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const all = database.transaction('rows').objectStore('rows').getAll();
  await new Promise((resolve) => {
    all.onsuccess = resolve;
  });
  return JSON.stringify(all.result, (_, v) => (v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v));
}

test('what was kept is there after a reload', async () => {
  const factory = new IDBFactory();
  const link = await newLink('https://shop.example');
  const before = await open(link, factory);
  before.keep([write(5, { kind: 'person', name: 'Ann', color: 0 })]);
  before.keep([write(6, { name: 'Anna' })]);
  before.keepBlob('ab'.repeat(32), Uint8Array.of(1, 2, 3));
  await before.flush();
  const { writes, blobs } = await (await open(link, factory)).load();
  assert.deepEqual(
    writes.map((w) => ({ ...w, set: { ...w.set } })).sort((a, b) => a.stamp.ms - b.stamp.ms),
    [write(5, { kind: 'person', color: 0 }), write(6, { name: 'Anna' })],
  );
  assert.deepEqual([...blobs], [['ab'.repeat(32), Uint8Array.of(1, 2, 3)]]);
});

/** Keys are derived and pages opened beside the event loop, on a busy machine for a while. */
const patienceMs = 10_000;
/** In these much would have been written, were it to be written at once. */
const manyTurns = 200;

async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (await holds()) return;
    await settle();
  }
  throw new Error(`never: ${what}`);
}

test('the first write is kept at once, those behind it together, and all when the page goes', async () => {
  const factory = new IDBFactory();
  const link = await newLink('https://shop.example');
  const timers: (() => void)[] = [];
  const hides: (() => void)[] = [];
  const after = (_: number, action: () => void) => {
    timers.push(action);
    return () => timers.splice(timers.indexOf(action), 1);
  };
  const onHide = (listener: () => void) => {
    hides.push(listener);
    return () => {};
  };
  const store = await open(link, factory, 1_000, { after, onHide });
  const reader = await open(link, factory);
  const names = async () => (await reader.load()).writes.map((w) => w.set['name']);
  const isKept = (name: string) => eventually(name, async () => (await names()).includes(name));
  store.keep([write(5, { kind: 'person', name: 'Ann', color: 0 })]);
  await isKept('Ann');
  store.keep([write(6, { name: 'Anna' })]);
  for (let turn = 0; turn < manyTurns; turn++) await settle();
  assert.ok(!(await names()).includes('Anna'), 'each write for itself');
  for (const due of timers.splice(0)) due();
  await isKept('Anna');
  store.keep([write(7, { name: 'Annabel' })]);
  for (const hide of hides) hide();
  await isKept('Annabel');
});

test('the disk shows nothing of it', async () => {
  const factory = new IDBFactory();
  const store = await open(await newLink('https://shop.example'), factory);
  store.keep([write(5, { kind: 'person', name: 'canary-name', color: 0 })]);
  await store.flush();
  const raw = await rawBytes(factory);
  assert.ok(raw.length > 100);
  for (const secret of ['canary', 'person000001', 'site00000001']) assert.ok(!raw.includes(secret), secret);
});

test('another link of the same room id cannot read it', async () => {
  const factory = new IDBFactory();
  const link = await newLink('https://shop.example');
  const store = await open(link, factory);
  store.keep([write(5, { kind: 'person', name: 'Ann', color: 0 })]);
  await store.flush();
  const other = { ...(await newLink('https://shop.example')), room: link.room };
  assert.deepEqual(await (await open(other, factory)).load(), { writes: [], blobs: new Map() });
});

test('leaving wipes the room and no other', async () => {
  const factory = new IDBFactory();
  const [one, two] = [await newLink('https://shop.example'), await newLink('https://shop.example')];
  for (const link of [one, two]) {
    const store = await open(link, factory);
    store.keep([write(5, { kind: 'person', name: 'Ann', color: 0 })]);
    await store.flush();
  }
  await (await open(one, factory)).wipe();
  assert.equal((await (await open(one, factory)).load()).writes.length, 0);
  assert.equal((await (await open(two, factory)).load()).writes.length, 1);
});

test('after 24 hours it is gone', async () => {
  const factory = new IDBFactory();
  const link = await newLink('https://shop.example');
  const store = await open(link, factory, 1_000);
  store.keep([write(5, { kind: 'person', name: 'Ann', color: 0 })]);
  await store.flush();
  assert.equal((await (await open(link, factory, 999 + day)).load()).writes.length, 1);
  assert.equal((await (await open(link, factory, 1_000 + day)).load()).writes.length, 0);
});

test('blocked storage keeps nothing and says nothing', async () => {
  const link = await newLink('https://shop.example');
  const blocked = {
    open: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  } as unknown as IDBFactory;
  for (const factory of [null, blocked]) {
    const store = await open(link, factory);
    store.keep([write(5, { name: 'Ann' })]);
    await store.flush();
    assert.equal((await store.load()).writes.length, 0);
    await store.wipe();
  }
});
