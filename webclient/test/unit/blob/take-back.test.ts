// Blobs whose pictures are taken back: forgotten, not sent, not asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '../../../src/blob/hash.ts';
import { BlobStore } from '../../../src/blob/store.ts';
import { type BlobPeer, type BlobState, Transfers } from '../../../src/blob/transfer.ts';
import type { Message } from '../../../src/wire/schema.gen.ts';
import { settle } from '../peer/clock.ts';
import { png } from '../peer/page.ts';

const bytes = png(1_000);

function page() {
  const dropped: string[] = [];
  const store = new BlobStore((hash) => dropped.push(hash));
  const states: [string, BlobState][] = [];
  const transfers = new Transfers(store, { state: (h, s) => states.push([h, s]) }, () => 0);
  const sent: Message[] = [];
  const peer: BlobPeer = { site: 'site00000001', send: (m) => sent.push(m), busy: () => {}, alive: () => true };
  transfers.joined(peer);
  return { store, transfers, peer, sent, dropped, states };
}

async function sending() {
  const p = page();
  const hash = await p.store.add(bytes);
  p.transfers.added(hash);
  p.transfers.want(p.peer, 1, fromHex(hash), [0, 1_000]);
  p.transfers.next(p.peer, 100);
  return { ...p, hash };
}

async function receiving() {
  const p = page();
  const hash = await new BlobStore().add(bytes);
  p.transfers.need(hash, bytes.length);
  p.transfers.have(p.peer, [fromHex(hash)]);
  return { ...p, hash };
}

test('it goes from memory, and whoever keeps it elsewhere is told, also when it is not here', async () => {
  const { store, transfers, hash, dropped } = await sending();
  transfers.takeBack(hash);
  assert.equal(store.get(hash), undefined);
  assert.ok(store.hasRoomFor(1_000));
  transfers.takeBack('00'.repeat(32));
  assert.deepEqual(dropped, [hash, '00'.repeat(32)]);
});

test('what was being sent of it ends, and a want is refused as taken back', async () => {
  const { transfers, peer, hash, sent } = await sending();
  transfers.takeBack(hash);
  assert.equal(transfers.next(peer, 100), null);
  assert.equal(transfers.hasMore(peer), false);
  transfers.want(peer, 2, fromHex(hash), [0, 1_000]);
  assert.deepEqual(sent.at(-1), { type: 'refuse', want: 2, reason: 'taken-back' });
  const before = sent.length;
  transfers.want(peer, 3, fromHex(hash), []);
  assert.equal(sent.length, before, 'to stop is no want');
});

test('it is offered to nobody who comes later', async () => {
  const { transfers, hash, sent } = await sending();
  transfers.takeBack(hash);
  const before = sent.length;
  transfers.joined({ site: 'site00000002', send: (m) => sent.push(m), busy: () => {}, alive: () => true });
  assert.equal(sent.length, before);
});

test('what was being received of it is forgotten, blocks on their way are nobodys, and it is not asked for', async () => {
  const { transfers, store, peer, hash, sent } = await receiving();
  transfers.block(peer, 1, 0, bytes.subarray(0, 500));
  transfers.takeBack(hash);
  assert.equal(transfers.block(peer, 1, 500, bytes.subarray(500)), 'over');
  assert.equal(transfers.state(hash), null);
  transfers.have(peer, [fromHex(hash)]);
  transfers.retry(hash);
  transfers.tick();
  assert.equal(sent.filter((m) => m.type === 'want').length, 1);
  assert.equal(store.has(hash), false);
});

test('taken back while it is verified: it does not stay', async () => {
  const { transfers, store, peer, hash, sent, states } = await receiving();
  transfers.block(peer, 1, 0, bytes);
  transfers.takeBack(hash);
  await settle();
  assert.equal(store.has(hash), false);
  assert.ok(!sent.some((m) => m.type === 'have'));
  assert.ok(!states.some(([, s]) => s.phase === 'here'));
});

test('the same photo put there anew is one like any other', async () => {
  const { transfers, store, peer, hash, sent } = await sending();
  transfers.takeBack(hash);
  transfers.added(await store.add(bytes));
  transfers.want(peer, 2, fromHex(hash), [0, 1_000]);
  assert.equal(transfers.next(peer, 100)?.want, 2);
  const other = await receiving();
  other.transfers.takeBack(hash);
  other.transfers.need(hash, bytes.length);
  other.transfers.have(other.peer, [fromHex(hash)]);
  assert.equal(other.sent.filter((m) => m.type === 'want').length, 2);
  assert.equal(sent.at(-1)?.type, 'have');
});
