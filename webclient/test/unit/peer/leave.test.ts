// The end of a page's part in a room: by leaving, or because the same place is open in another tab.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStorage } from './clock.ts';
import { type Page, png, showPicture, World } from './page.ts';

/** It holds nothing: no connection, no socket, and nothing that would still happen. */
function assertOver(page: Page): void {
  assert.ok(page.connections.length > 0 && page.sockets.length > 0);
  assert.deepEqual(new Set(page.connections.map((c) => c.connectionState)), new Set(['closed']));
  assert.ok(page.sockets.every((s) => s.closed));
  assert.equal(page.timers, 0);
}

for (const { how, session } of [
  { how: 'a tab that was duplicated', session: (older: Page) => older.session },
  { how: 'the link opened in a second tab', session: () => new MemoryStorage() },
]) {
  test(`${how} takes the place; the older page ends and closes its connections`, async () => {
    const world = await World.create();
    const [a, older] = await world.pair();
    const { local } = older;
    const newer = await world.page('siteb0000000', { local, session: session(older) }).joined();
    await world.until(() => older.statuses.at(-1) === 'closed', 'the older one ends');
    assert.equal(older.closeName, 'replaced');
    await world.connected(a, newer);
    await world.until(() => older.peers.every((p) => p.status === 'gone'), 'it shows nobody');
    await world.until(() => older.sockets.every((s) => s.closed), 'its socket is closed');
    assertOver(older);
    assert.equal(a.peers.filter((p) => p.status !== 'gone').length, 1);
    assert.deepEqual([a.troubles, older.troubles, newer.troubles], [[], [], []]);

    void older.room.leave(); // what the page does with it
    const back = await world.page('siteb0000000', { local, session: session(older) }).joined();
    await world.until(() => newer.statuses.at(-1) === 'closed', 'the newer one ends');
    assert.equal(newer.closeName, 'replaced');
    await world.connected(a, back);
  });
}

test('leaving frees the place and leaves nothing behind, also while a picture travels', async () => {
  const world = await World.create();
  const [a, b] = await world.pair();
  const bytes = png(2_000_000);
  const hash = await a.room.addBlob(bytes);
  showPicture(a, 'picture00001', hash, bytes.length);
  await world.until(() => (b.blobStates.get(hash)?.received ?? 0) > 0, 'a part of the picture');
  assert.ok(a.connections.length >= 2, 'a lane');
  let done = false;
  void a.room.leave().then(() => {
    done = true;
  });
  await world.until(() => done && a.sockets.every((s) => s.closed), 'left');
  assert.equal(world.server.received.filter((m) => m.type === 'leave').length, 1);
  await world.until(() => b.peers.every((p) => p.status === 'gone'), 'the other one sees it');
  await world.until(() => a.timers === 0, 'no timer is left');
  assertOver(a);
  const made = [a.connections.length, a.sockets.length];
  world.clock.tick(60_000);
  assertOver(a);
  assert.deepEqual([a.connections.length, a.sockets.length], made);
  const c = await world.page('sitec0000000').joined();
  await world.connected(b, c);
});

test('the place is free even for one that left before it was connected', async () => {
  const world = await World.create();
  const a = await world.page('sitea0000000').joined();
  let done = false;
  void a.room.leave().then(() => {
    done = true;
  });
  await world.until(() => done && a.timers === 0 && a.sockets.every((s) => s.closed), 'left');
  assertOver(a);
  await world.pair();
});
