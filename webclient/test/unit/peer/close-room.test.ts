// A room that somebody closes is over for everybody, and its link opens no other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World } from './page.ts';

test('closing the room ends it for everybody, with every connection', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  assert.equal(a.room.closeRoom(), true);
  await world.until(() => a.closeName === 'room-closed' && b.closeName === 'room-closed', 'closed on both sides');
  const states = [...a.connections, ...b.connections].map((c) => c.connectionState);
  assert.ok(states.length > 0 && states.every((s) => s === 'closed'), String(states));
  assert.deepEqual([a.troubles, b.troubles, a.timers, b.timers], [[], [], 0, 0]);
});

test('whoever comes later finds the link spent', async () => {
  const world = await World.create();
  const [a] = await world.pair();
  a.room.closeRoom();
  await world.until(() => a.closeName === 'room-closed', 'closed');
  assert.equal(await world.page('sitec0000000').refused(), 'link-spent');
});

test('who was offline meanwhile learns it on coming back', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  world.server.reachable = false;
  for (const s of b.sockets) s.drop();
  await world.until(() => b.statuses.at(-1) === 'offline', 'offline');
  a.room.closeRoom();
  await world.until(() => a.closeName === 'room-closed', 'closed');
  world.server.reachable = true;
  await world.until(() => b.closeName === 'link-spent', 'spent');
  assert.ok(b.connections.every((c) => c.connectionState === 'closed'));
});

test('the device remembers it when the service has forgotten, and does not even ask', async () => {
  const world = await World.create();
  const [a] = await world.pair();
  a.room.closeRoom();
  await world.until(() => a.closeName === 'room-closed', 'closed');
  world.server.restart();
  const sockets = world.server.sockets.length;
  assert.equal(await world.page('sitea0000000', { local: a.local }).refused(), 'link-spent');
  assert.equal(world.server.sockets.length, sockets);
  await world.page('sitec0000000').joined(); // another device: the service has forgotten, and says so in its documents
});

test('without the service a room cannot be closed, and that is said', async () => {
  const world = await World.create();
  const [a] = await world.pair();
  world.server.reachable = false;
  for (const s of a.sockets) s.drop();
  await world.until(() => a.statuses.at(-1) === 'offline', 'offline');
  assert.equal(a.room.closeRoom(), false);
});
