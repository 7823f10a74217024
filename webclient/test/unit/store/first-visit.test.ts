// On a first visit to a room nothing waits for the disk: what is to be kept waits for it, and is kept all the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type Link, newLink } from '../../../src/signaling/link.ts';
// Here at once: a copy of it that cannot be had would be a store that keeps nothing.
import '../../../src/store/disk.ts';
import { marksKey } from '../../../src/store/marks.ts';
import { openStore, type PanelStore, type StoreEnv } from '../../../src/store/store.ts';
import type { Write } from '../../../src/wire/schema.gen.ts';
import { MemoryStorage, settle } from '../peer/clock.ts';

const day = 24 * 60 * 60 * 1000;
const hash = 'ab'.repeat(32);

/** A browser: its disk, its marks, and how often its disk was opened. */
class Device {
  readonly factory = new IDBFactory();
  readonly localStorage = new MemoryStorage();
  nowMs = 1_000;
  opened = 0;

  /** A page of it; `come` is the moment when the later code is there. */
  page(link: Link): { store: Promise<PanelStore>; come: () => void } {
    let come = () => {};
    const later = new Promise<void>((resolve) => {
      come = resolve;
    });
    const indexedDB = {
      open: (...values: Parameters<IDBFactory['open']>) => {
        this.opened++;
        return this.factory.open(...values);
      },
    } as IDBFactory;
    const env: StoreEnv = {
      ...{ indexedDB, localStorage: this.localStorage, later },
      ...{ now: () => this.nowMs, after: () => () => {}, onHide: () => () => {} },
    };
    return { store: openStore(link, env), come };
  }

  get marks(): string | null {
    return this.localStorage.getItem(marksKey);
  }
}

function name(ms: number, text: string): Write {
  return { stamp: { ms, n: 0, site: 'site00000001' }, id: 'person000001', set: { kind: 'person', name: text } };
}

async function names(store: PanelStore): Promise<unknown[]> {
  return (await store.load()).writes.map(({ set }) => set['name']);
}

/** Keys are derived and pages opened beside the event loop, on a busy machine for a while. */
const patienceMs = 10_000;

async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (await holds()) return;
    await settle();
  }
  throw new Error(`never: ${what}`);
}

test('on a first visit the disk is not touched before the later code is there', async () => {
  const device = new Device();
  const { store, come } = device.page(await newLink('https://shop.example'));
  (await store).keep([name(1, 'Ann')]);
  assert.deepEqual(await names(await store), []);
  await settle();
  assert.deepEqual([device.opened, device.marks], [0, null]);
  come();
  await eventually('it is opened', async () => device.opened === 1);
});

test('what was done meanwhile is there after a reload that comes right after', async () => {
  const device = new Device();
  const link = await newLink('https://shop.example');
  const { store, come } = device.page(link);
  const first = await store;
  first.keep([name(1, 'Ann')]);
  first.keepBlob(hash, Uint8Array.of(1, 2, 3));
  first.keep([name(2, 'Anna')]);
  come();
  await eventually('the mark', async () => device.marks === link.room);
  // Nobody flushes: the page is simply gone.
  await eventually('all of it', async () => {
    const { writes, blobs } = await (await device.page(link).store).load();
    return writes.at(-1)?.set['name'] === 'Anna' && blobs.has(hash);
  });
});

test('to flush does not wait for the later code: it fetches the disk', async () => {
  const device = new Device();
  const link = await newLink('https://shop.example');
  const { store } = device.page(link);
  (await store).keep([name(1, 'Ann')]);
  await (await store).flush();
  assert.deepEqual(await names(await device.page(link).store), ['Ann']);
});

test('more than may wait opens the disk at once, and nothing is lost', async () => {
  const device = new Device();
  const link = await newLink('https://shop.example');
  const store = await device.page(link).store;
  for (let ms = 1; ms <= 1_500; ms++) store.keep([name(ms, `Ann ${ms}`)]);
  await eventually('it is opened', async () => device.opened === 1);
  await store.flush();
  assert.deepEqual(await names(await device.page(link).store), ['Ann 1500']);
});

test('a blob that is taken back before the disk is there does not reach it', async () => {
  const device = new Device();
  const link = await newLink('https://shop.example');
  const store = await device.page(link).store;
  store.keepBlob(hash, Uint8Array.of(1, 2, 3));
  store.dropBlob(hash);
  await store.flush();
  assert.equal((await (await device.page(link).store).load()).blobs.size, 0);
});

test('leaving before the disk is there leaves nothing, also when its code comes later', async () => {
  const device = new Device();
  const { store, come } = device.page(await newLink('https://shop.example'));
  (await store).keep([name(1, 'Ann')]);
  await (await store).wipe();
  come();
  for (let turn = 0; turn < 20; turn++) await settle();
  assert.deepEqual([device.opened, device.marks], [0, null]);
});

test('leaving removes the mark of the room and of no other', async () => {
  const device = new Device();
  const [one, two] = [await newLink('https://shop.example'), await newLink('https://shop.example')];
  for (const link of [one, two]) {
    const store = await device.page(link).store;
    store.keep([name(1, 'Ann')]);
    await store.flush();
  }
  assert.equal(device.marks, `${one.room} ${two.room}`);
  await (await device.page(one).store).wipe();
  assert.equal(device.marks, two.room);
  await (await device.page(two).store).wipe();
  assert.equal(device.marks, null);
});

test('what is older than a day loses its mark with its rows, whichever room is opened next', async () => {
  const device = new Device();
  const store = await device.page(await newLink('https://shop.example')).store;
  store.keep([name(1, 'Ann')]);
  await store.flush();
  device.nowMs += day;
  await (await device.page(await newLink('https://shop.example')).store).flush();
  assert.equal(device.marks, null);
});

test('rows without a mark are found later: a blob of them that is taken back goes', async () => {
  const device = new Device();
  const link = await newLink('https://shop.example');
  const before = await device.page(link).store;
  before.keepBlob(hash, Uint8Array.of(1, 2, 3));
  await before.flush();
  device.localStorage.removeItem(marksKey);
  const store = await device.page(link).store;
  store.dropBlob(hash);
  await store.flush();
  assert.equal((await (await device.page(link).store).load()).blobs.size, 0);
});

test('where there is no place for marks the disk is looked at, as on every visit', async () => {
  const device = new Device();
  const link = await newLink('https://shop.example');
  const blocked = new Proxy(device.localStorage, {
    get: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  const env = { now: () => 1, after: () => () => {}, onHide: () => () => {}, later: Promise.resolve() };
  const open = (localStorage: StoreEnv['localStorage']) =>
    openStore(link, { ...env, indexedDB: device.factory, localStorage });
  const store = await open(blocked);
  store.keep([name(1, 'Ann')]);
  await store.flush();
  assert.deepEqual(await names(await open(null)), ['Ann']);
});
