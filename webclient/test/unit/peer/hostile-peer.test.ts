// Somebody with the link whose page does what it likes: each limit of SECURITY.md that src/peer keeps, and what is
// beyond it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from '../../../src/peer/connection.ts';
import { Lanes } from '../../../src/peer/lanes.ts';
import { Negotiation } from '../../../src/peer/negotiation.ts';
import { PresenceBacklog, PresenceFilter } from '../../../src/peer/presence.ts';
import type { PeerEnv, PresenceMessage } from '../../../src/peer/types.ts';
import { WireError } from '../../../src/wire/errors.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import type { Lane as LaneMessage } from '../../../src/wire/schema.gen.ts';
import { Clock, seeded } from './clock.ts';
import { FakeConnection, FakeNetwork } from './fake-rtc.ts';
import { World } from './page.ts';

const person = { kind: 'person', name: 'Ann', color: 0 };

/** What a hostile peer writes, which needs no connection of its own. */
async function offer(network: FakeNetwork): Promise<string> {
  return (await new FakeConnection(network).createOffer()).sdp ?? '';
}

function surroundings() {
  const clock = new Clock();
  const network = new FakeNetwork(clock);
  const { RTCPeerConnection } = network;
  const env = { RTCPeerConnection, monotonic: () => clock.nowMs, random: seeded(1), after: clock.after };
  return { clock, network, env: env as unknown as PeerEnv };
}

test('lanes: a burst of new ones, then one a second, and each replaces the one before', async () => {
  const { clock, network, env } = surroundings();
  const text = await offer(network);
  const before = network.connections.size;
  const lanes = new Lanes({
    ...{ env, isOfferer: () => false, configuration: () => ({}), send() {}, sendAck() {}, next: () => null },
    ...{ hasMore: () => false, block() {}, badFrame() {}, replaced() {} },
  });
  let generation = 0;
  let refused = 0;
  const flood = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const m: LaneMessage = { type: 'lane', lane: 0, generation: generation++, kind: 'offer', text, mid: '', line: 0 };
      await lanes.signal(m).catch((e) => {
        assert.ok(e instanceof WireError && e.reason === 'too-many');
        refused++;
      });
    }
    return network.connections.size - before;
  };
  assert.equal(await flood(limits.maxLaneBurst + 10), limits.maxLaneBurst);
  assert.equal(refused, 10);
  clock.tick(1_000);
  assert.equal(await flood(10), limits.maxLaneBurst + 1);
  const standing = [...network.connections.values()].slice(before).filter((c) => c.connectionState !== 'closed');
  assert.equal(standing.length, 1);
  lanes.close();
});

test('lanes: nobody has this side open more than there may be', () => {
  const { network, env } = surroundings();
  const lanes = new Lanes({
    ...{ env, isOfferer: () => true, configuration: () => ({}), send() {}, sendAck() {}, next: () => null },
    ...{ hasMore: () => false, block() {}, badFrame() {}, replaced() {} },
  });
  lanes.asked(255);
  assert.equal(network.connections.size, limits.maxLanes);
  lanes.close();
});

test('candidates: so many are kept for a description, so many more are taken after it', async () => {
  const { network } = surroundings();
  const pc = new FakeConnection(network);
  const negotiation = new Negotiation(pc as unknown as RTCPeerConnection, false);
  const flood = async (name: string) => {
    for (let i = 0; i < 2 * limits.maxCandidates; i++) {
      await negotiation.add({ candidate: `${name} ${i}`, mid: '0', line: 0 });
    }
    return pc.candidates.length;
  };
  assert.equal(await flood('early'), 0);
  await negotiation.answer(await offer(network));
  assert.equal(pc.candidates.length, limits.maxCandidates);
  assert.equal(await flood('late'), 2 * limits.maxCandidates);
  await negotiation.answer(await offer(network));
  assert.equal(await flood('later'), 3 * limits.maxCandidates, 'another description may have as many');
});

const maxElements = 128;

function live(n: number, seq: number): PresenceMessage {
  return { type: 'live', element: `element${n}`, seq } as unknown as PresenceMessage;
}

test('presence that comes: the newest of so many elements is remembered, those before are forgotten', () => {
  const filter = new PresenceFilter();
  const isNew = (n: number) => filter.isNew(live(n, 1));
  for (let n = 0; n < maxElements; n++) assert.ok(isNew(n));
  assert.equal(isNew(0), false);
  assert.ok(isNew(maxElements));
  assert.equal(isNew(1), false, 'the second is the oldest, and still remembered');
  assert.ok(isNew(0), 'the first was forgotten');
});

test('presence that waits: the newest of each sort, and no more than so many', () => {
  const backlog = new PresenceBacklog();
  for (let n = 0; n < 1_000; n++) backlog.add(live(n, 1));
  backlog.add(live(999, 2));
  const waiting = backlog.take();
  assert.equal(waiting.length, maxElements);
  assert.equal(waiting.at(-1)?.seq, 2);
  assert.ok(backlog.empty);
});

test('one that does not read: what waits for it is bounded, and told when it is more', () => {
  const { env } = surroundings();
  const connection = new Connection(env, 'conn00000001', {});
  let overflows = 0;
  connection.bind({ opened() {}, frame() {}, changed() {}, overflowed: () => overflows++ });
  const mib = new Uint8Array(1024 * 1024);
  for (let i = 0; i < 128; i++) connection.sendPanel(mib);
  assert.equal(overflows, 0);
  connection.sendPanel(Uint8Array.of(0));
  assert.equal(overflows, 1);
});

const queueBytes = 128 * 1024 * 1024;
const preview = new Uint8Array(12_288);

for (const who of ['offers', 'answers'] as const) {
  test(`the one that ${who} begins anew with one that does not read, at once each time`, async () => {
    const world = await World.create();
    const [a, b] = await world.pair();
    const [writer, reader] = who === 'offers' ? [a, b] : [b, a];
    for (const round of [1, 2]) {
      const connection = writer.connections.findLast((c) => c.connectionState === 'connected');
      const panel = connection?.channels.get(0);
      assert.ok(connection && panel);
      panel.bufferedAmount = Number.MAX_SAFE_INTEGER;
      for (let i = 0; i <= queueBytes / preview.length; i++) writer.panel.set('picture00001', { preview });
      assert.equal(connection.connectionState, 'closed', `round ${round}`);
      writer.panel.set(writer.options.site, { ...person, name: `Ann ${round}` });
      const told = () => reader.panel.get(writer.options.site)?.get('name') === `Ann ${round}`;
      await world.until(() => told() && a.is('connected') && b.is('connected'), 'connected anew');
    }
    assert.deepEqual([a.troubles, b.troubles], [[], []]);
  });
}

test('hello comes first: what is said before it is not taken, and twenty times is enough', async () => {
  const world = await World.create();
  const a = await world.page('sitea0000000').joined();
  await world.until(() => a.connections.length > 0, 'the waiting offer');
  // Their hello is left out; all that follows it comes.
  let frames = 0;
  for (const c of a.connections) {
    const panel = c.channels.get(0);
    if (panel) panel.tap = (data) => (frames++ === 0 ? null : data);
  }
  const b = await world.page('siteb0000000').joined();
  await world.until(() => b.remote?.site != null, 'their hello');
  await world.until(() => frames >= 2, 'the reveal');
  b.room.present({ type: 'pointer', seq: 1, picture: null, x: 8, y: 8, light: false });
  for (let i = 0; i < limits.maxBadFrames; i++) {
    assert.deepEqual(a.troubles, []);
    b.panel.set('siteb0000000', { ...person, name: `Bob ${i}` });
  }
  await world.until(() => a.troubles.length > 0 && b.troubles.length > 0, 'both are told');
  assert.deepEqual([a.troubles[0]?.reason, b.troubles[0]?.reason], ['protocol-error', 'protocol-error']);
  assert.equal(a.panel.get('siteb0000000'), undefined);
  assert.deepEqual(a.presence, []);
});
