// Wants and blocks between a receiver and a peer that may be hostile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, hashOf, toHex } from '../../../src/blob/hash.ts';
import { readHeader } from '../../../src/blob/header.ts';
import { Outgoing } from '../../../src/blob/outgoing.ts';
import { BlobError, BlobStore, maxStoreBytes } from '../../../src/blob/store.ts';
import { type BlobPeer, type BlobState, Transfers } from '../../../src/blob/transfer.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import type { Message, Want } from '../../../src/wire/schema.gen.ts';

function png(width: number, height: number, bytes = 24): Uint8Array<ArrayBuffer> {
  const b = new Uint8Array(bytes);
  b.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(b.buffer).setUint32(16, width);
  new DataView(b.buffer).setUint32(20, height);
  return b;
}

function receiver() {
  const states = new Map<string, BlobState>();
  const clock = { ms: 0, alive: true };
  const store = new BlobStore();
  const transfers = new Transfers(store, { state: (h, s) => states.set(h, s) }, () => clock.ms);
  const peer = (site: string) => {
    const sent: Message[] = [];
    const p: BlobPeer = { site, send: (m) => sent.push(m), busy: () => {}, alive: () => clock.alive };
    transfers.joined(p);
    return { p, wants: () => sent.filter((m): m is Want => m.type === 'want' && m.ranges.length > 0), sent };
  };
  return { states, clock, store, transfers, peer };
}

async function needed(bytes: Uint8Array<ArrayBuffer>) {
  const r = receiver();
  const hash = await hashOf(bytes);
  const one = r.peer('site00000001');
  r.transfers.need(hash, bytes.length);
  r.transfers.have(one.p, [fromHex(hash)]);
  return { ...r, hash, one };
}

test('only what was asked for is taken, from whom it was asked', async () => {
  const bytes = png(4, 4, 1_000);
  const { transfers, one, peer } = await needed(bytes);
  const [want] = one.wants();
  assert.deepEqual(want?.ranges, [0, 1_000]);
  const number = want?.want ?? 0;
  const other = peer('site00000002');
  assert.equal(transfers.block(other.p, number, 0, bytes), 'over');
  assert.equal(transfers.block(one.p, number + 1, 0, bytes), 'never-asked');
  assert.equal(transfers.block(one.p, number, 500, bytes), 'never-asked');
  assert.equal(transfers.block(one.p, number, 0, bytes.subarray(0, 500)), 'taken');
});

test('when one leaves, the rest is asked of another', async () => {
  const bytes = png(4, 4, 1_000);
  const { transfers, one, peer, hash } = await needed(bytes);
  const other = peer('site00000002');
  transfers.have(other.p, [fromHex(hash)]);
  transfers.block(one.p, one.wants()[0]?.want ?? 0, 0, bytes.subarray(0, 600));
  transfers.left(one.p);
  assert.deepEqual(other.wants()[0]?.ranges, [600, 400]);
});

test('a want that stalls is asked again, and given up in the end; retry begins anew', async () => {
  const { transfers, one, clock, states, hash } = await needed(png(4, 4, 100));
  for (let i = 0; i < 2 * limits.maxStalls; i++) {
    clock.ms += limits.stallMs;
    transfers.tick();
  }
  assert.equal(states.get(hash)?.reason, 'stalled');
  assert.equal(one.wants().length, limits.maxStalls + 1);
  transfers.retry(hash);
  assert.equal(one.wants().length, limits.maxStalls + 2);
});

test('while the connection is being mended nothing is late; afterwards the rest is asked for again', async () => {
  const { transfers, one, clock, states, hash } = await needed(png(4, 4, 1_000));
  transfers.block(one.p, one.wants()[0]?.want ?? 0, 0, png(4, 4, 300));
  clock.alive = false;
  for (let i = 0; i < 2 * limits.maxStalls; i++) {
    clock.ms += limits.stallMs;
    transfers.tick();
  }
  assert.equal(states.get(hash)?.phase, 'receiving');
  assert.equal(one.wants().length, 1);
  clock.alive = true;
  clock.ms += limits.stallMs;
  transfers.tick();
  assert.deepEqual(one.wants()[1]?.ranges, [300, 700]);
});

test('blobs behind the first are not late while the first one still comes, however slowly', async () => {
  const { transfers, peer, clock } = receiver();
  const { p, wants } = peer('site00000001');
  const [first, second] = [png(4, 4, 1_000), png(5, 4, 1_000)];
  for (const bytes of [first, second]) {
    const hash = await hashOf(bytes);
    transfers.need(hash, bytes.length);
    transfers.have(p, [fromHex(hash)]);
  }
  for (let offset = 0; offset < 900; offset += 10) {
    clock.ms += limits.stallMs - 1;
    transfers.block(p, 1, offset, first.subarray(offset, offset + 10));
    transfers.tick();
  }
  assert.equal(wants().length, 2);
});

test('a peer that begins many blobs and finishes none cannot fill the memory', async () => {
  const { transfers, peer, states } = receiver();
  const { p, wants } = peer('site00000001');
  const count = 40;
  for (let i = 0; i < count; i++) {
    const hash = await hashOf(png(i + 1, 1));
    transfers.need(hash, limits.maxBlobBytes);
    transfers.have(p, [fromHex(hash)]);
    const want = wants().at(-1)?.want ?? 0;
    transfers.block(p, want, 0, png(i + 1, 1));
    transfers.refuse(p, want);
  }
  const reasons = [...states.values()].map((s) => s.reason);
  assert.equal(wants().length, maxStoreBytes / limits.maxBlobBytes);
  assert.equal(reasons.filter((r) => r === 'too-many').length, count - wants().length);
});

/** A hash that nothing has. */
function nobodys(n: number): Uint8Array<ArrayBuffer> {
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, n);
  return hash;
}

test('names of blobs without end: so many of what a peer has are believed, the others never asked for', () => {
  const { transfers, peer } = receiver();
  const { p, wants } = peer('site00000001');
  for (let n = 0; n <= limits.maxElements; n++) transfers.have(p, [nobodys(n)]);
  transfers.need(toHex(nobodys(limits.maxElements)), 100);
  assert.equal(wants().length, 0);
  transfers.need(toHex(nobodys(limits.maxElements - 1)), 100);
  assert.equal(wants().length, 1);
});

test('names of blobs without end: so many that are missing are remembered, the oldest is forgotten', () => {
  const { transfers } = receiver();
  for (let n = 0; n < limits.maxElements; n++) transfers.need(toHex(nobodys(n)), 100);
  assert.equal(transfers.state(toHex(nobodys(0)))?.phase, 'waiting');
  transfers.need(toHex(nobodys(limits.maxElements)), 100);
  assert.equal(transfers.state(toHex(nobodys(0))), null);
  assert.equal(transfers.state(toHex(nobodys(1)))?.phase, 'waiting');
});

test('blobs that come at once are few; the others are asked for when one is whole', () => {
  const { transfers, peer } = receiver();
  const { p, wants } = peer('site00000001');
  for (let n = 0; n < 10; n++) transfers.need(toHex(nobodys(n)), 100);
  transfers.have(
    p,
    Array.from({ length: 10 }, (_, n) => nobodys(n)),
  );
  assert.equal(wants().length, limits.maxReceiving);
});

test('wants without end: so many wait, each further one is refused and kept nowhere', async () => {
  const { transfers, store, peer } = receiver();
  const { p, sent } = peer('site00000001');
  for (let n = 0; n < limits.maxWanted + 5; n++) {
    const hash = await store.add(png(n + 1, 1));
    transfers.want(p, n + 1, fromHex(hash), [0, 24]);
  }
  const refused = sent.filter((m) => m.type === 'refuse').map((m) => m.reason);
  assert.deepEqual(refused, Array(5).fill('busy'));
  let served = 0;
  while (transfers.next(p, 24)) served++;
  assert.equal(served, limits.maxWanted);
});

test('a refusal by the only one who has it fails; when it has it again it is asked', async () => {
  const { transfers, one, states, hash } = await needed(png(4, 4, 100));
  transfers.refuse(one.p, one.wants()[0]?.want ?? 0);
  assert.equal(states.get(hash)?.reason, 'refused');
  transfers.have(one.p, [fromHex(hash)]);
  assert.equal(one.wants().length, 2);
});

for (const { name, bytes } of [
  { name: 'more pixels than may be decoded', bytes: png(10_000, 10_000) },
  { name: 'no picture', bytes: new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>') },
]) {
  test(`${name}: refused by its header though the hash is right`, async () => {
    const store = new BlobStore();
    const hash = await hashOf(bytes);
    await assert.rejects(store.addVerified(hash, bytes), (e) => e instanceof BlobError && e.reason === 'bad-picture');
    assert.equal(store.has(hash), false);
  });
}

const wants: readonly { readonly name: string; readonly ranges: readonly number[]; readonly refused: string | null }[] =
  [
    { name: 'all of it', ranges: [0, 100], refused: null },
    { name: 'beyond its end', ranges: [50, 51], refused: 'bad-range' },
    { name: 'half a pair', ranges: [50], refused: 'bad-range' },
    { name: 'an empty range', ranges: [50, 0], refused: 'bad-range' },
    { name: 'overlapping', ranges: [0, 60, 50, 10], refused: 'bad-range' },
  ];
for (const { name, ranges, refused } of wants) {
  test(`a want for ${name}: ${refused ?? 'served'}`, async () => {
    const store = new BlobStore();
    const hash = await store.add(png(4, 4, 100));
    assert.equal(new Outgoing(store).want(1, hash, ranges), refused);
  });
}

test('blocks go out lowest offset first, each once, and a new want replaces the one before', async () => {
  const store = new BlobStore();
  const hash = await store.add(png(4, 4, 100));
  const out = new Outgoing(store);
  out.want(1, hash, [0, 30, 60, 10]);
  const blocks = Array.from({ length: 5 }, () => out.next(20));
  const seen = blocks.map((b) => b && [b.want, b.offset, b.payload.length]);
  assert.deepEqual(seen, [[1, 0, 20], [1, 20, 10], [1, 60, 10], null, null]);
  out.want(2, hash, [0, 100]);
  out.want(3, hash, [90, 10]);
  assert.deepEqual(out.next(20)?.want, 3);
  assert.equal(out.next(20), null);
});

test('headers: sizes of the three types', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 5, 0, 7, 1, 0, 0, 0]);
  const webp = new Uint8Array(30);
  webp.set(new TextEncoder().encode('RIFF....WEBPVP8X'));
  webp.set([8, 0, 0, 9, 0, 0], 24);
  assert.deepEqual(readHeader(jpeg), { type: 'image/jpeg', width: 7, height: 5 });
  assert.deepEqual(readHeader(png(3, 4)), { type: 'image/png', width: 3, height: 4 });
  assert.deepEqual(readHeader(webp), { type: 'image/webp', width: 9, height: 10 });
});
