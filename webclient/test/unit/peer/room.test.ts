// Rooms of two, as their people see them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Page, png, showPicture, World } from './page.ts';

const person = { kind: 'person', name: 'Ann', color: 0 };

function nameAt(page: Page): unknown {
  return page.panel.get('sitea0000000')?.get('name');
}

test('two people join, connect and read the same four words', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  assert.deepEqual(a.remote?.words, b.remote?.words);
  assert.equal(a.remote?.words?.length, 4);
  assert.equal(a.remote?.site, 'siteb0000000');
  assert.deepEqual([a.statuses, a.troubles, b.troubles], [['joining', 'open'], [], []]);
});

test('nothing is gathered or sent before join', async () => {
  const world = await World.create();
  world.page('sitea0000000');
  assert.deepEqual([world.network.connections.size, world.server.sockets.length], [0, 0]);
});

test('what was on the panel before comes with the snapshot, what is written later by itself', async () => {
  const world = await World.create();
  const a = await world.page('sitea0000000').joined();
  a.panel.set('sitea0000000', person);
  const b = await world.page('siteb0000000').joined();
  await world.until(() => nameAt(b) === 'Ann', 'the snapshot');
  a.panel.set('sitea0000000', { name: 'Anna' });
  b.panel.set('siteb0000000', { ...person, name: 'Bob' });
  await world.until(() => nameAt(b) === 'Anna' && a.panel.get('siteb0000000')?.get('name') === 'Bob', 'the writes');
});

test('a small write comes even when the panel channel is behind', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const panels = [...world.network.connections.values()].map((c) => c.channels.get(0));
  for (const channel of panels) if (channel) channel.tap = () => null;
  a.panel.set('sitea0000000', person);
  await world.until(() => nameAt(b) === 'Ann', 'the repeat');
});

test('presence comes, and an older message after a newer one does not', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const pointer = { type: 'pointer', picture: null, x: 8, y: 8, light: false } as const;
  a.room.present({ ...pointer, seq: 2 });
  a.room.present({ ...pointer, seq: 1 });
  a.room.present({ ...pointer, seq: 3 });
  await world.until(() => b.presence.length === 2, 'the pointers');
  assert.deepEqual(
    b.presence.map(([site, m]) => [site, m.seq]),
    [
      ['sitea0000000', 2],
      ['sitea0000000', 3],
    ],
  );
});

for (const who of ['the one that offers', 'the one that answers'] as const) {
  test(`a reload of ${who} brings everything back, at the same place`, async () => {
    const world = await World.create();
    const [a, b] = await world.pair();
    a.panel.set('sitea0000000', person);
    await world.until(() => nameAt(b) === 'Ann', 'the write');
    const [old, other] = who === 'the one that offers' ? [a, b] : [b, a];
    const fresh = old.reload();
    await fresh.joined();
    await world.connected(fresh, other);
    await world.until(() => nameAt(fresh) === 'Ann', 'the panel again');
    assert.equal(other.peers.filter((p) => p.status !== 'gone').length, 1);
    assert.deepEqual([fresh.troubles, other.troubles], [[], []]);
  });
}

test('a cut is told, and ICE is restarted until it is mended', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  world.network.cut = true;
  await world.until(() => a.is('reconnecting') && b.is('reconnecting'), 'reconnecting');
  await world.until(() => world.network.restarts >= 3, 'restarts');
  world.network.cut = false;
  a.panel.set('sitea0000000', person);
  await world.until(() => a.is('connected') && b.is('connected') && nameAt(b) === 'Ann', 'mended', 10_000);
});

test('signaling may die: the connection stays, and the session comes back by itself', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  world.server.reachable = false;
  for (const s of [...world.server.sockets]) s.drop();
  await world.until(() => a.statuses.at(-1) === 'offline', 'offline');
  a.panel.set('sitea0000000', person);
  await world.until(() => nameAt(b) === 'Ann' && a.is('connected'), 'a write meanwhile');
  const before = world.network.connections.size;
  world.server.reachable = true;
  await world.until(() => a.statuses.at(-1) === 'open' && b.statuses.at(-1) === 'open', 'open again');
  await world.until(() => a.is('connected') && b.is('connected'), 'still connected');
  assert.deepEqual([a.troubles, b.troubles], [[], []]);
  assert.equal(a.remote?.words?.length, 4);
  const standing = [...world.network.connections.values()].filter((c) => c.connectionState === 'connected');
  assert.equal(standing.length, 2, `of ${before} before`);
});

test('a half-open socket is found out by a ping without a pong', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  world.server.mute = true;
  await world.until(() => a.statuses.at(-1) === 'offline', 'offline', 35_000);
  assert.ok(a.is('connected') && b.is('connected'));
  world.server.mute = false;
  await world.until(() => a.statuses.at(-1) === 'open', 'open again');
});

test('a restarted server has forgotten the places: both take new ones, the connection stays', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const words = a.remote?.words;
  world.server.restart();
  await world.until(() => a.statuses.at(-1) === 'offline', 'offline');
  await world.until(() => a.statuses.at(-1) === 'open' && b.statuses.at(-1) === 'open', 'open again');
  await world.until(() => a.is('connected') && b.is('connected'), 'still connected');
  assert.deepEqual(a.remote?.words, words);
});

test('away, then back', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const fresh = b.reload();
  await world.until(() => a.is('away'), 'away');
  await fresh.joined();
  await world.connected(a, fresh);
});

test('leaving is told at once', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  void b.room.leave();
  await world.until(() => a.peers.every((p) => p.status === 'gone'), 'gone', 2_000);
  assert.deepEqual(a.troubles, []);
});

test('a third person finds the room full', async () => {
  const world = await World.create();
  await world.pair();
  assert.equal(await world.page('sitec0000000').refused(), 'room-full');
});

test('a closed page of the same device holds the place: it is taken over', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  b.vanish();
  const again = await world.page('siteb0000000', { local: b.local }).joined();
  await world.connected(a, again);
});

test('a room of three: everybody is connected with everybody', async () => {
  const world = await World.create();
  world.server.capacity = 3;
  const pages = [
    await world.page('sitea0000000').joined(),
    await world.page('siteb0000000').joined(),
    await world.page('sitec0000000').joined(),
  ];
  const full = (p: Page) => p.peers.length === 2 && p.peers.every((r) => r.status === 'connected');
  await world.until(() => pages.every(full), 'all connected');
  pages[0]?.panel.set('sitea0000000', person);
  await world.until(() => pages.every((p) => nameAt(p) === 'Ann'), 'the write everywhere');
});

test('two answers to one waiting offer: the second gets an offer of its own', async () => {
  const world = await World.create();
  world.server.capacity = 3;
  const a = await world.page('sitea0000000').joined();
  await world.until(() => world.server.received.some((m) => m.type === 'join'), 'the join');
  const [b, c] = [world.page('siteb0000000'), world.page('sitec0000000')];
  await Promise.all([b.joined(), c.joined()]);
  await world.until(() => a.peers.length === 2 && a.peers.every((p) => p.status === 'connected'), 'both');
});

test('an altered box is refused and told, and recovery gets through without it', async () => {
  const world = await World.create();
  let left = 1;
  world.server.tamper = (box) => {
    if (left-- <= 0) return box;
    const first = box.sealed.startsWith('A') ? 'B' : 'A';
    return { ...box, sealed: first + box.sealed.slice(1) };
  };
  const a = await world.page('sitea0000000').joined();
  const b = await world.page('siteb0000000').joined();
  await world.connected(a, b);
  assert.deepEqual(
    [...a.troubles, ...b.troubles].map((t) => t.reason),
    ['not-ours'],
  );
});

test('a wrong secret is not ours: told, never connected', async () => {
  const world = await World.create();
  const other = await World.create();
  await world.page('sitea0000000').joined();
  const b = await world.page('siteb0000000', { link: { ...other.link, room: world.link.room } }).joined();
  await world.until(() => b.troubles.length > 0, 'trouble');
  assert.equal(b.troubles[0]?.reason, 'not-ours');
  assert.equal(b.remote?.words ?? null, null);
});

test('garbage is counted, twenty times is enough', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const sender = [...world.network.connections.values()].filter((c) => c.connectionState === 'connected')[1];
  const panel = sender?.channels.get(0);
  for (let i = 0; i < 19; i++) panel?.send(Uint8Array.of(0xff, i));
  panel?.send(new Uint8Array([0x82, 0x18, 0x63, 0x00]));
  a.panel.set('sitea0000000', person);
  await world.until(() => nameAt(b) === 'Ann', 'still talking');
  panel?.send('text');
  await world.until(() => a.troubles.length + b.troubles.length >= 2, 'both are told');
  assert.deepEqual(new Set([...a.troubles, ...b.troubles].map((t) => t.reason)), new Set(['protocol-error']));
});

test('a clock that is days off is refused on both sides', async () => {
  const world = await World.create();
  const a = await world.page('sitea0000000').joined();
  const b = await world.page('siteb0000000', { clockOffMs: 3 * 24 * 3600 * 1000 }).joined();
  await world.until(() => a.troubles.length > 0 && b.troubles.length > 0, 'both are told');
  assert.deepEqual([a.troubles[0]?.reason, b.troubles[0]?.reason], ['bad-clock', 'bad-clock']);
});

test('relay only: no candidate but relays is used, and nothing is offered before there is a relay', async () => {
  const world = await World.create();
  world.server.iceServers = [{ urls: ['turn:127.0.0.1:3478'], username: 'u', credential: 'c' }];
  const a = await world.page('sitea0000000', { relayOnly: true }).joined();
  const b = await world.page('siteb0000000', { relayOnly: true }).joined();
  await world.connected(a, b);
  await world.until(() => a.remote?.path === 'relayed', 'the path');
  for (const c of world.network.connections.values()) assert.equal(c.configuration?.iceTransportPolicy, 'relay');
});

test('the service cannot be reached: told after a few tries', async () => {
  const world = await World.create();
  world.server.reachable = false;
  assert.equal(await world.page('sitea0000000').refused(), 'unreachable');
});

test('a blob arrives, and its sender sees that', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const bytes = png(300_000);
  const hash = await a.room.addBlob(bytes);
  showPicture(a, 'picture00001', hash, bytes.length);
  await world.until(() => b.blobStates.get(hash)?.phase === 'here', 'the blob');
  assert.deepEqual(b.blobs.get(hash), bytes);
  await world.until(() => a.blobStates.get(hash)?.delivered.get('siteb0000000') === 1, 'delivered');
  assert.equal(b.room.blobUrl(hash), 'blob:1');
});

test('a blob goes on where it stopped, over a new connection', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const bytes = png(2_000_000);
  const hash = await a.room.addBlob(bytes);
  showPicture(a, 'picture00001', hash, bytes.length);
  await world.until(() => (b.blobStates.get(hash)?.received ?? 0) > 500_000, 'a part');
  const before = b.blobStates.get(hash)?.received ?? 0;
  for (const c of [...world.network.connections.values()]) c.lost();
  let least = Number.POSITIVE_INFINITY;
  await world.until(() => {
    least = Math.min(least, b.blobStates.get(hash)?.received ?? 0);
    return b.blobStates.get(hash)?.phase === 'here';
  }, 'the rest');
  assert.ok(least >= before, 'what had come was kept');
  assert.deepEqual(b.blobs.get(hash), bytes);
});

test('bytes that are not what the hash says are dropped and told; retry asks again', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  let damage = true;
  const bytes = png(5_000);
  const hash = await a.room.addBlob(bytes);
  const get = a.blobs.get.bind(a.blobs);
  a.blobs.get = (h) => (damage ? get(h)?.map((x, i) => (i === 4_000 ? x ^ 1 : x)) : get(h));
  showPicture(a, 'picture00001', hash, bytes.length);
  await world.until(() => b.blobStates.get(hash)?.phase === 'failed', 'failed');
  assert.equal(b.blobStates.get(hash)?.reason, 'bad-hash');
  damage = false;
  a.room.addBlob(bytes);
  b.room.retryBlob(hash);
  await world.until(() => b.blobStates.get(hash)?.phase === 'here', 'here');
});
