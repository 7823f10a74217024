// The page as a whole: which screen is there, and the ways from one to the next.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { I18n, Key, Translate } from '../i18n.ts';
import { newId } from '../panel/ids.ts';
import { JoinError } from '../peer/types.ts';
import { type Link, newLink } from '../signaling/link.ts';
import { freeColor, makerColor } from './colors.ts';
import type { AppEnv } from './env.ts';
import { forgetRoom, joinedKey, keepLink, madeKey, readRoute, siteKey } from './route.ts';
import type { Session } from './session.ts';
import { createSettings, type Settings } from './settings.ts';
import { createToasts, type Toasts } from './toasts.ts';

export type { Link } from '../signaling/link.ts';

export type Notice =
  | 'bad-link'
  | 'no-secret'
  | 'bad-secret'
  | 'mismatch'
  | 'insecure'
  | 'unsupported'
  | 'room-full'
  | 'replaced'
  | 'left'
  | 'closed'
  | 'upgrade'
  | 'missing';

export type Screen =
  | { readonly kind: 'starting' }
  | { readonly kind: 'landing' }
  | { readonly kind: 'notice'; readonly notice: Notice; readonly link?: Link }
  | { readonly kind: 'lobby'; readonly link: Link; readonly joining: boolean; readonly failed: Key | null }
  | { readonly kind: 'room'; readonly session: Session };

export interface App {
  readonly i18n: I18n;
  readonly t: Translate;
  readonly settings: Settings;
  readonly toasts: Toasts;
  readonly screen: ReadonlySignal<Screen>;
  /** Reads the address anew. */
  start(): Promise<void>;
  newRoom(): Promise<void>;
  /** Takes a place in the room of the link; the first moment at which anything is connected. */
  join(link: Link): Promise<void>;
  leave(): Promise<void>;
  home(): Promise<void>;
}

/** The part of the browser that the app moves about in. */
export interface Place {
  address(): { readonly origin: string; readonly pathname: string; readonly hash: string };
  /** A new entry in the history. */
  go(path: string): void;
  /** Changes the address without an entry. */
  settle(path: string): void;
}

export function createApp(env: AppEnv, i18n: I18n, place: Place): App {
  const settings = createSettings(env.local);
  const toasts = createToasts(env.peer.after);
  const screen = signal<Screen>({ kind: 'starting' });
  const complete = () => i18n.complete().catch(() => {}); // a page without all words is better than none
  const notice = async (kind: Notice, link?: Link) => {
    await complete();
    screen.value = { kind: 'notice', notice: kind, ...(link && { link }) };
  };

  const landing = async () => {
    await complete();
    screen.value = { kind: 'landing' };
  };

  const lobby = (link: Link, failed: Key | null) => {
    screen.value = { kind: 'lobby', link, joining: false, failed };
    env.loadRoom().catch(() => {}); // ahead of Join, which tries again and tells
  };

  const closeRoom = async () => {
    const now = screen.peek();
    if (now.kind === 'room') await now.session.close();
  };

  const join = async (link: Link) => {
    screen.value = { kind: 'lobby', link, joining: true, failed: null };
    try {
      const openSession = await env.loadRoom().catch(() => {
        throw new JoinError('unreachable');
      });
      const session = await openSession({
        i18n,
        toasts,
        settings,
        link,
        site: siteId(env, link),
        name: settings.name.value || i18n.t('lobby.guest'),
        color: env.session.get(madeKey(link.room)) === '1' ? makerColor : freeColor([]),
        relayOnly: settings.relayOnly.value,
        onClosed: (name) => void closed(link, name),
      });
      env.session.set(joinedKey(link.room), '1');
      screen.value = { kind: 'room', session };
    } catch (error) {
      env.session.remove(joinedKey(link.room));
      await refused(link, error);
    }
  };

  const refused = async (link: Link, error: unknown) => {
    const reason = error instanceof JoinError ? error.reason : '';
    const shown = closeNotices[reason];
    if (shown) return notice(shown, link);
    const failed = Object.hasOwn(joinFailures, reason) ? joinFailures[reason] : undefined;
    lobby(link, failed ?? 'join.other');
  };

  const closed = async (link: Link, name: string) => {
    if (screen.peek().kind !== 'room') return; // the refused join says so itself
    env.session.remove(joinedKey(link.room));
    await closeRoom();
    await notice(closeNotices[name] ?? 'closed', link);
  };

  return {
    i18n,
    t: i18n.t,
    settings,
    toasts,
    screen,
    join,
    async start() {
      await closeRoom();
      const address = place.address();
      if (env.refusal !== null && address.pathname !== '/') return notice(env.refusal);
      const route = await readRoute(address, env.session);
      if (route.kind === 'landing') await landing();
      else if (route.kind === 'missing') await notice('missing');
      else if (route.kind === 'refused') await notice(route.reason);
      else {
        if (address.hash !== '') place.settle(address.pathname);
        if (env.session.get(joinedKey(route.link.room)) === '1') return join(route.link);
        lobby(route.link, null);
      }
    },
    async newRoom() {
      if (env.refusal !== null) return notice(env.refusal);
      const link = await newLink(env.origin);
      keepLink(link, env.session);
      env.session.set(madeKey(link.room), '1');
      place.go(new URL(link.url).pathname);
      lobby(link, null);
    },
    async leave() {
      const now = screen.peek();
      if (now.kind !== 'room') return;
      forgetRoom(now.session.link.room, env.session);
      await Promise.all([notice('left', now.session.link), now.session.leave()]);
    },
    async home() {
      place.go('/');
      await landing();
    },
  };
}

/** Close codes (signaling/PROTOCOL.md) after which only a page of its own says what is next. */
const closeNotices: Readonly<Record<string, Notice>> = {
  'room-full': 'room-full',
  replaced: 'replaced',
  'bad-subprotocol': 'upgrade',
  'bad-room': 'bad-link',
};

const joinFailures: Readonly<Record<string, Key>> = {
  unreachable: 'join.unreachable',
  'server-full': 'join.server-full',
  'rate-limited': 'join.rate-limited',
};

/** Kept for the tab: after a reload one's marks are still one's own. */
function siteId(env: AppEnv, link: Link): string {
  const known = env.session.get(siteKey(link.room));
  if (known !== null && /^[a-z0-9]{12}$/.test(known)) return known;
  const made = newId(env.peer.random);
  env.session.set(siteKey(link.room), made);
  return made;
}
