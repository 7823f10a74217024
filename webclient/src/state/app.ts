// The page as a whole: which screen is there, and the ways from one to the next.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { I18n, Key, Translate } from '../i18n.ts';
import { newId } from '../panel/ids.ts';
import { JoinError } from '../peer/types.ts';
import { type Link, newLink } from '../signaling/link.ts';
import { spentRoom } from '../signaling/spent.ts';
import { freeColor, makerColor } from './colors.ts';
import { type Ended, type EndedBy, endSession } from './ended.ts';
import type { AppEnv } from './env.ts';
import { type People, type Watch, watchPeople } from './lobby.ts';
import { forgetRoom, joinedKey, keepLink, madeKey, readRoute, siteKey } from './route.ts';
import type { Session } from './session.ts';
import { createSettings, type Settings } from './settings.ts';
import { createToasts, type Toasts } from './toasts.ts';

export type { Link } from '../signaling/link.ts';
export type { Ended } from './ended.ts';

export type Notice =
  | 'bad-link'
  | 'no-secret'
  | 'bad-secret'
  | 'mismatch'
  | 'insecure'
  | 'unsupported'
  | 'room-full'
  | 'link-spent'
  | 'replaced'
  | 'closed'
  | EndedBy
  | 'upgrade'
  | 'missing';

export type Screen =
  | { readonly kind: 'starting' }
  | { readonly kind: 'landing' }
  | { readonly kind: 'notice'; readonly notice: Notice; readonly link?: Link }
  | LobbyScreen
  | { readonly kind: 'room'; readonly session: Session }
  | { readonly kind: 'ended'; readonly ended: Ended };

export interface LobbyScreen {
  readonly kind: 'lobby';
  readonly link: Link;
  /** again: by a reload, so that there is nothing to ask. */
  readonly joining: boolean | 'again';
  readonly failed: Key | null;
  /** Who is in the room already. */
  readonly people: ReadonlySignal<People | null>;
}

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
  /** Ends the room for everybody, for good. False while the service is not reached. */
  closeForBoth(): boolean;
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
  let watch: Watch | null = null;
  const show = (next: Screen) => {
    if (next.kind !== 'lobby' || next.joining) watch?.stop();
    screen.value = next;
  };
  const complete = () => i18n.complete().catch(() => {}); // a page without all words is better than none
  const notice = async (kind: Notice, link?: Link) => {
    watch?.stop();
    await complete();
    show({ kind: 'notice', notice: kind, ...(link && { link }) });
  };

  const landing = async () => {
    await complete();
    show({ kind: 'landing' });
  };

  const lobby = (link: Link, failed: Key | null) => {
    watch?.stop();
    if (spentRoom(link.room, env.peer.localStorage).known()) return void notice('link-spent', link);
    watch = watchPeople(link.room, env.lobby, () => void notice('link-spent', link));
    if (watch.people.peek()?.spent) return;
    show({ kind: 'lobby', link, joining: false, failed, people: watch.people });
    env.loadRoom().catch(() => {}); // ahead of Join, which tries again and tells
  };

  const closeRoom = async () => {
    const now = screen.peek();
    if (now.kind === 'room') await now.session.close();
  };

  const join = async (link: Link, joining: true | 'again' = true) => {
    const before = screen.peek();
    const people = before.kind === 'lobby' ? before.people : signal(null);
    show({ kind: 'lobby', link, joining, failed: null, people });
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
      // Also after Leave, which has forgotten both.
      keepLink(link, env.session);
      place.settle(new URL(link.url).pathname);
      env.session.set(joinedKey(link.room), '1');
      closing = false;
      show({ kind: 'room', session });
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

  /** One asked for the room to be closed: what the service says next is its answer. */
  let closing = false;
  const closed = async (link: Link, name: string) => {
    const now = screen.peek();
    // A refused join says so itself; and whoever leaves has asked for it.
    if (now.kind !== 'room' || now.session === leaving) return;
    if (overForGood.has(name)) return end(now.session, closing ? 'closed-both' : 'room-closed');
    env.session.remove(joinedKey(link.room));
    await closeRoom();
    await notice(closeNotices[name] ?? 'closed', link);
  };

  let leaving: Session | null = null;
  const end = async (session: Session, by: EndedBy) => {
    leaving = session;
    forgetRoom(session.link.room, env.session);
    place.settle('/'); // what is left of the link opens nothing
    const ended = endSession(session, by);
    await complete();
    show({ kind: 'ended', ended });
  };

  return {
    i18n,
    t: i18n.t,
    settings,
    toasts,
    screen,
    join: (link) => join(link),
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
        if (env.session.get(joinedKey(route.link.room)) === '1') return join(route.link, 'again');
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
      if (now.kind === 'room') await end(now.session, 'left');
    },
    closeForBoth() {
      const now = screen.peek();
      closing = now.kind === 'room' && now.session.closeForBoth();
      return closing;
    },
    async home() {
      place.go('/');
      await landing();
    },
  };
}

/** Close codes after which nobody can be in the room again. */
const overForGood: ReadonlySet<string> = new Set(['room-closed', 'link-spent']);

/** Close codes (signaling/PROTOCOL.md) after which only a page of its own says what is next. */
const closeNotices: Readonly<Record<string, Notice>> = {
  'room-full': 'room-full',
  'room-closed': 'link-spent',
  'link-spent': 'link-spent',
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
