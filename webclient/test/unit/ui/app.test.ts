// The ways from one screen to the next, as far as rooms come and go.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { createI18n } from '../../../src/i18n.ts';
import { JoinError } from '../../../src/peer/types.ts';
import { newLink } from '../../../src/signaling/link.ts';
import { createApp, type Place } from '../../../src/state/app.ts';
import type { AppEnv } from '../../../src/state/env.ts';
import type { People } from '../../../src/state/lobby.ts';
import type { Session, SessionOptions } from '../../../src/state/session.ts';
import type { Kept } from '../../../src/state/storage.ts';
import { TestClock } from './clock.ts';

const origin = 'https://example.org';

function memory(): Kept & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    get: (key) => all.get(key) ?? null,
    set: (key, value) => void all.set(key, value),
    remove: (key) => void all.delete(key),
  };
}

interface Surroundings {
  readonly people?: People;
  readonly spent?: readonly string[];
  /** How leaving ends; held back until the test lets go. */
  readonly wiped?: Promise<boolean>;
  readonly refused?: string;
}

async function setUp({ people, spent = [], wiped = Promise.resolve(true), refused }: Surroundings = {}) {
  const link = await newLink(origin);
  const session = memory();
  let at = new URL(link.url).pathname + new URL(link.url).hash;
  const place: Place = {
    address: () => new URL(at, origin),
    go: (path) => {
      at = path;
    },
    settle: (path) => {
      at = path;
    },
  };
  const joined: SessionOptions[] = [];
  const openSession = async (options: SessionOptions): Promise<Session> => {
    if (refused) throw new JoinError(refused);
    joined.push(options);
    return {
      link: options.link,
      features: signal(null),
      later: null,
      close: async () => {},
      closeForBoth: () => true,
      async leave() {
        options.onClosed('left'); // as the service's answer to it may come
        return wiped;
      },
    } as unknown as Session;
  };
  const clock = new TestClock();
  const known = spent.length > 0 ? [link.room, ...spent].join(' ') : null;
  const env = {
    ...{ origin, session, local: memory(), refusal: null, loadRoom: async () => openSession },
    peer: { after: clock.after, random: (n: number) => new Uint8Array(n), localStorage: { getItem: () => known } },
    lobby: {
      shown: () => people ?? null,
      ask: async () => null,
      hidden: () => false,
      after: clock.after,
      onWake: () => () => {},
    },
  } as unknown as AppEnv;
  const i18n = createI18n({ language: 'en', catalog: {}, load: async () => ({}) });
  const app = createApp(env, i18n, place);
  await app.start();
  await settled();
  return { app, link, session, address: () => at, close: (name: string) => joined.at(-1)?.onClosed(name) };
}

/** Lets what was begun without waiting for it go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const join = async (options?: Surroundings) => {
  const all = await setUp(options);
  await all.app.join(all.link);
  return all;
};

function notice({ app }: { readonly app: ReturnType<typeof createApp> }): string {
  const screen = app.screen.value;
  return screen.kind === 'notice' ? screen.notice : screen.kind;
}

test('a link leads to the lobby; its secret leaves the address', async () => {
  const { app, address, link } = await setUp();
  assert.equal(app.screen.value.kind, 'lobby');
  assert.equal(address(), `/r/${link.room}`);
});

test('a link that is spent is said to be, before there is anything to join: by the page, or by this device', async () => {
  assert.equal(notice(await setUp({ people: { people: 0, places: 2, spent: true } })), 'link-spent');
  assert.equal(notice(await setUp({ spent: ['AAAAAAAAAAAAAAAAAAAAAA'] })), 'link-spent');
});

for (const [reason, want] of [
  ['room-full', 'room-full'],
  ['link-spent', 'link-spent'],
  ['room-closed', 'link-spent'],
  ['unreachable', 'lobby'],
] as const) {
  test(`a join that ends with ${reason} leads to ${want}`, async () => {
    assert.equal(notice(await join({ refused: reason })), want);
  });
}

test('leaving says that the device is wiped when it is, not before', async () => {
  let done = (_: boolean) => {};
  const wiped = new Promise<boolean>((resolve) => {
    done = resolve;
  });
  const { app, session, link, address } = await join({ wiped });
  await app.leave();
  const screen = app.screen.value;
  assert.ok(screen.kind === 'ended');
  assert.deepEqual([screen.ended.by, screen.ended.wiping.value], ['left', 'wiping']);
  done(true);
  await settled();
  assert.equal(screen.ended.wiping.value, 'wiped');
  assert.ok(![...session.all.keys()].some((key) => key.includes(link.room)), 'the tab remembers nothing of the room');
  assert.equal(address(), '/');
});

test('a wipe that fails is said to have failed', async () => {
  const { app } = await join({ wiped: Promise.resolve(false) });
  await app.leave();
  await settled();
  const screen = app.screen.value;
  assert.equal(screen.kind === 'ended' && screen.ended.wiping.value, 'failed');
});

test('who comes back after leaving is there again after a reload', async () => {
  const { app, link, address, session } = await join();
  await app.leave();
  await app.join(link);
  assert.equal(app.screen.value.kind, 'room');
  assert.equal(address(), `/r/${link.room}`);
  assert.ok([...session.all.values()].includes(new URL(link.url).hash), 'the secret is kept for the reload');
});

for (const { asked, want } of [
  { asked: true, want: 'closed-both' },
  { asked: false, want: 'room-closed' },
]) {
  test(`a room closed ${asked ? 'by oneself' : 'by somebody else'} ends as ${want}`, async () => {
    const { app, close } = await join();
    if (asked) assert.equal(app.closeForBoth(), true);
    close('room-closed');
    await settled();
    const screen = app.screen.value;
    assert.equal(screen.kind === 'ended' && screen.ended.by, want);
  });
}

test('a place lost to another tab is no end of the room', async () => {
  const all = await join();
  all.close('replaced');
  await settled();
  assert.equal(notice(all), 'replaced');
});
