// The time in a room: the way in, and the ways out of it.
import type { I18n, Key } from '../i18n.ts';
import { newId } from '../panel/ids.ts';
import { JoinError } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import type { Place } from './app.ts';
import { freeColor, makerColor } from './colors.ts';
import { type EndedBy, endSession } from './ended.ts';
import type { AppEnv } from './env.ts';
import { forgetRoom, joinedKey, keepLink, madeKey, siteKey } from './route.ts';
import type { Notice, Screens } from './screens.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import type { Toasts } from './toasts.ts';

export interface Stay {
  join(link: Link, joining?: 'again'): Promise<void>;
  leave(): Promise<void>;
  closeForBoth(): boolean;
  /** Takes everything down without leaving: a reload comes back. */
  close(): Promise<void>;
}

export interface StayOptions {
  readonly env: AppEnv;
  readonly i18n: I18n;
  readonly place: Place;
  readonly settings: Settings;
  readonly toasts: Toasts;
  readonly screens: Screens;
}

export function createStay(options: StayOptions): Stay {
  const { env, place, screens } = options;
  /** One asked for the room to be closed: what the service says next is its answer. */
  let closing = false;
  let leaving: Session | null = null;

  const session = () => {
    const now = screens.current.peek();
    return now.kind === 'room' ? now.session : null;
  };
  const close = async () => {
    await session()?.close();
  };
  const end = (ending: Session, by: EndedBy) => {
    leaving = ending;
    forgetRoom(ending.link.room, env.session);
    place.settle('/'); // what is left of the link opens nothing
    return screens.ended(endSession(ending, by));
  };
  const closed = async (link: Link, name: string) => {
    const now = session();
    // A refused join says so itself; and whoever leaves has asked for it.
    if (now === null || now === leaving) return;
    if (overForGood.has(name)) return end(now, closing ? 'closed-both' : 'room-closed');
    env.session.remove(joinedKey(link.room));
    await close();
    await screens.notice(closeNotices[name] ?? 'closed', link);
  };
  const refused = async (link: Link, error: unknown) => {
    const reason = error instanceof JoinError ? error.reason : '';
    const shown = closeNotices[reason];
    if (shown) return screens.notice(shown, link);
    screens.lobby(link, joinFailures[reason] ?? 'join.other');
  };

  return {
    async join(link, joining) {
      screens.joining(link, joining ?? true);
      try {
        const opened = await open(options, link, (name) => void closed(link, name));
        // Also after Leave, which has forgotten both.
        keepLink(link, env.session);
        place.settle(new URL(link.url).pathname);
        env.session.set(joinedKey(link.room), '1');
        closing = false;
        screens.room(opened);
      } catch (error) {
        env.session.remove(joinedKey(link.room));
        await refused(link, error);
      }
    },
    async leave() {
      const now = session();
      if (now) await end(now, 'left');
    },
    closeForBoth() {
      closing = session()?.closeForBoth() ?? false;
      return closing;
    },
    close,
  };
}

async function open(options: StayOptions, link: Link, onClosed: (name: string) => void): Promise<Session> {
  const { env, i18n, settings, toasts } = options;
  const openSession = await env.loadRoom().catch(() => {
    throw new JoinError('unreachable');
  });
  return openSession({
    ...{ i18n, toasts, settings, link, onClosed },
    site: siteId(env, link),
    name: settings.name.value || i18n.t('lobby.guest'),
    color: env.session.get(madeKey(link.room)) === '1' ? makerColor : freeColor([]),
    relayOnly: settings.relayOnly.value,
  });
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
