// A pairing service that does what it likes, and a peer that uses it: what SECURITY.md says that it costs at most.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Panel } from '../../../src/panel/panel.ts';
import { Remote } from '../../../src/peer/remote.ts';
import type { RemoteContext } from '../../../src/peer/remote-context.ts';
import { limits } from '../../../src/signaling/limits.ts';
import type { Place } from '../../../src/signaling/messages.ts';
import type { Signal } from '../../../src/signaling/signal.ts';
import { Clock, seeded } from './clock.ts';
import { FakeConnection, FakeNetwork } from './fake-rtc.ts';
import { type Page, World } from './page.ts';

const person = { kind: 'person', name: 'Ann', color: 0 };

function invented(n: number): Place {
  const id = `invented${n}`;
  return { peer: id, instance: id, kind: 'browser', away: false, earlier: false };
}

function tell(page: Page, m: unknown): void {
  page.sockets.at(-1)?.deliver(m);
}

async function stillTalking(world: World, from: Page, to: Page): Promise<void> {
  from.panel.set(from.options.site, person);
  const came = () => to.panel.get(from.options.site)?.get('name') === 'Ann';
  await world.until(
    () => came() && from.peers.some((p) => p.status === 'connected'),
    'the real one is still connected',
  );
}

test('places that it invents are forgotten, the one that is there is not', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  let most = 0;
  for (let n = 0; n < 30; n++) {
    tell(a, { type: 'peer-joined', place: invented(n) });
    await world.until(() => a.peers.some((p) => p.peer === invented(n).peer), `place ${n}`);
    most = Math.max(most, a.peers.filter((p) => p.status !== 'gone').length);
  }
  assert.equal(most, limits.maxCapacity - 1);
  const standing = a.connections.filter((c) => c.connectionState !== 'closed');
  assert.ok(standing.length <= limits.maxCapacity, `${standing.length} connections`);
  assert.ok(a.peers.some((p) => p.status === 'connected'));
  await stillTalking(world, a, b);
});

test('places that it invents and takes back are shown as gone, a few of them', async () => {
  const world = await World.create();
  const [a] = await world.pair();
  for (let n = 0; n < 30; n++) {
    tell(a, { type: 'peer-joined', place: invented(n) });
    await world.until(() => a.peers.some((p) => p.peer === invented(n).peer), `place ${n}`);
    tell(a, { type: 'peer-left', peer: invented(n).peer, reason: 'left' });
  }
  await world.until(() => a.peers.filter((p) => p.status !== 'gone').length === 1, 'all taken back');
  assert.ok(a.peers.length <= 1 + 7, `${a.peers.length} are shown`);
});

test('of its messages so many wait; what is more is dropped and told, and the panel goes on', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  // They come within one turn, so that none is taken between.
  for (let i = 0; i < 1_500; i++) tell(a, { type: 'undeliverable', to: 'peer00000000' });
  await world.until(() => a.troubles.length > 0, 'told');
  assert.deepEqual([a.troubles.length, a.troubles[0]?.reason], [500, 'bad-message']);
  await stillTalking(world, a, b);
});

test('a message of it that is not understood is told, and after twenty it is left', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  for (let i = 0; i < 19; i++) tell(a, { type: 'box', from: 'peer00000002', box: { counter: 0, sealed: '' } });
  await world.until(() => a.troubles.length === 19, 'told');
  assert.equal(a.statuses.at(-1), 'open');
  tell(a, { type: 'weather', rain: true });
  tell(a, { type: 'pong', padding: 'x'.repeat(limits.maxServerMessageBytes) });
  await world.until(() => a.statuses.at(-1) === 'closed', 'left');
  assert.equal(a.closeName, 'bad-message');
  await stillTalking(world, a, b);
});

/** The side of a pair that the other side may tell to begin anew. */
function remote(earlier: boolean) {
  const clock = new Clock();
  const network = new FakeNetwork(clock);
  const sent: Signal[] = [];
  const { RTCPeerConnection } = network;
  const env = { RTCPeerConnection, monotonic: () => clock.nowMs, random: seeded(1), after: clock.after };
  const context = {
    ...{ env: { ...env, later: { there: new Promise(() => {}) } }, panel: {} as Panel, transfers: {} },
    ...{ post: { send: (_: unknown, __: unknown, s: Signal) => sent.push(s) }, configuration: () => ({}) },
    ...{ newConn: () => `own${network.connections.size}`, signaling: () => true, changed() {}, trouble() {} },
  };
  const place: Place = { ...invented(1), earlier };
  return { clock, network, sent, remote: new Remote(place, context as unknown as RemoteContext) };
}

test('the one that answers: a burst of new connections, then one a second, one at a time', async () => {
  const { clock, network, remote: r } = remote(true);
  const theirs = new FakeConnection(network);
  const sdp = (await theirs.createOffer()).sdp ?? '';
  let conn = 0;
  const flood = async () => {
    for (let i = 0; i < 20; i++) await r.signal({ type: 'offer', conn: `theirs${conn++}`, sdp });
    return network.connections.size - 1;
  };
  assert.equal(await flood(), 8);
  clock.tick(999);
  assert.equal(await flood(), 8);
  clock.tick(1);
  assert.equal(await flood(), 9);
  const standing = [...network.connections.values()].filter((c) => c !== theirs && c.connectionState !== 'closed');
  assert.equal(standing.length, 1);
});

test('the one that offers: asked for a restart it does so once a second, with whatever connection', async () => {
  const { clock, network, sent, remote: r } = remote(false);
  const flood = async (conn: () => string) => {
    for (let i = 0; i < 20; i++) await r.signal({ type: 'restart', conn: conn() });
    return [network.connections.size, network.restarts, sent.filter((s) => s.type === 'offer').length];
  };
  assert.deepEqual(await flood(() => 'none0000'), [1, 0, 1]);
  assert.deepEqual(await flood(() => r.conn ?? ''), [1, 0, 1]);
  clock.tick(1_000);
  assert.deepEqual(await flood(() => r.conn ?? ''), [1, 1, 2]);
  clock.tick(1_000);
  assert.deepEqual(await flood(() => 'none0000'), [2, 1, 3]);
  for (let i = 0; i < 20; i++) await r.freshOffer();
  assert.equal(network.connections.size, 2, 'nor for any other reason');
});
