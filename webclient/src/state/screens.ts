// What the page shows, one screen at a time: a method for each.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { I18n, Key } from '../i18n.ts';
import type { Link } from '../signaling/link.ts';
import { spentRoom } from '../signaling/spent.ts';
import type { Ended, EndedBy } from './ended.ts';
import type { AppEnv } from './env.ts';
import { type People, type Watch, watchPeople } from './lobby.ts';
import type { Session } from './session.ts';

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

export interface Screens {
  readonly current: ReadonlySignal<Screen>;
  landing(): Promise<void>;
  notice(notice: Notice, link?: Link): Promise<void>;
  /** A notice instead, when the link is known to be spent. */
  lobby(link: Link, failed: Key | null): void;
  joining(link: Link, joining: true | 'again'): void;
  room(session: Session): void;
  ended(ended: Ended): Promise<void>;
}

export function createScreens(env: AppEnv, i18n: I18n): Screens {
  const current = signal<Screen>({ kind: 'starting' });
  let watch: Watch | null = null;

  const show = (next: Screen) => {
    if (next.kind !== 'lobby' || next.joining) watch?.stop();
    current.value = next;
  };
  const showComplete = async (next: Screen) => {
    await i18n.complete().catch(() => {}); // a page without all words is better than none
    show(next);
  };
  const notice = (kind: Notice, link?: Link) => {
    watch?.stop();
    return showComplete({ kind: 'notice', notice: kind, ...(link && { link }) });
  };
  return {
    current,
    landing: () => showComplete({ kind: 'landing' }),
    notice,
    lobby(link, failed) {
      watch?.stop();
      if (spentRoom(link.room, env.peer.localStorage).known()) return void notice('link-spent', link);
      watch = watchPeople(link.room, env.lobby, () => void notice('link-spent', link));
      if (watch.people.peek()?.spent) return;
      show({ kind: 'lobby', link, joining: false, failed, people: watch.people });
      env.loadRoom().catch(() => {}); // ahead of Join, which tries again and tells
    },
    joining(link, joining) {
      const before = current.peek();
      const people = before.kind === 'lobby' ? before.people : signal(null);
      show({ kind: 'lobby', link, joining, failed: null, people });
    },
    room: (session) => show({ kind: 'room', session }),
    ended: (ended) => showComplete({ kind: 'ended', ended }),
  };
}
