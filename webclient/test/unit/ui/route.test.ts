// What an address leads to, and that the secret is kept for this tab only.
import assert from 'node:assert/strict';
import test from 'node:test';
import { newLink } from '../../../src/signaling/link.ts';
import { forgetRoom, readRoute } from '../../../src/state/route.ts';
import { type Kept, kept } from '../../../src/state/storage.ts';

const origin = 'https://example.test';

function memory(): Kept & { readonly keys: () => string[] } {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

test('the start page, and a path that is nothing', async () => {
  assert.equal((await readRoute({ origin, pathname: '/', hash: '' }, memory())).kind, 'landing');
  assert.equal((await readRoute({ origin, pathname: '/shop', hash: '' }, memory())).kind, 'missing');
});

test('a link is read, and again after a reload without its fragment', async () => {
  const { pathname, hash } = new URL((await newLink(origin)).url);
  const session = memory();
  const first = await readRoute({ origin, pathname, hash }, session);
  const again = await readRoute({ origin, pathname, hash: '' }, session);
  assert.equal(first.kind, 'link');
  assert.equal(again.kind, 'link');
  forgetRoom(pathname.slice('/r/'.length), session);
  assert.deepEqual(session.keys(), []);
});

test('each damage has its reason', async () => {
  const { pathname, hash } = new URL((await newLink(origin)).url);
  const other = new URL((await newLink(origin)).url);
  for (const [address, reason] of [
    [{ origin, pathname: pathname.slice(0, -1), hash }, 'bad-link'],
    [{ origin, pathname, hash: '' }, 'no-secret'],
    [{ origin, pathname, hash: hash.slice(0, -2) }, 'bad-secret'],
    [{ origin, pathname, hash: other.hash }, 'mismatch'],
  ] as const) {
    assert.deepEqual(await readRoute(address, memory()), { kind: 'refused', reason });
  }
});

test('blocked storage costs nothing but memory', () => {
  const blocked = kept(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  blocked.set('a', 'b');
  blocked.remove('a');
  assert.equal(blocked.get('a'), null);
});
