// What the page takes from its surroundings before there is a room. Tests and screenshots bring their own.
import { browserEnv } from '../peer/env.ts';
import type { PeerEnv } from '../peer/types.ts';
import { askPeople, shownPeople } from '../signaling/people.ts';
import type { LobbyEnv } from './lobby.ts';
import type { Session, SessionOptions } from './session.ts';
import { type Kept, kept } from './storage.ts';

export type OpenSession = (options: Omit<SessionOptions, 'env'>) => Promise<Session>;

export interface AppEnv {
  readonly origin: string;
  readonly peer: Omit<PeerEnv, 'later'>;
  readonly local: Kept;
  readonly session: Kept;
  readonly lobby: LobbyEnv;
  /** Why this browser cannot take part, before anything is tried. */
  readonly refusal: 'insecure' | 'unsupported' | null;
  /** The greater part of the code, needed in a room only: it loads while the person types a name. */
  loadRoom(): Promise<OpenSession>;
}

export function browserAppEnv(page: Window & typeof globalThis): AppEnv {
  const peer = browserEnv(page);
  // Known here, not in the chunk that uses them: they lie beside app.js, into which this file is bundled.
  const beside = (file: string) => new URL(file, import.meta.url);
  const assets = {
    intakeWorker: beside('./intake.worker.js'),
    drawingStyle: beside('./drawing.css'),
    laterStyle: beside('./later.css'),
  };
  return {
    origin: page.location.origin,
    peer,
    local: kept(() => page.localStorage),
    session: kept(() => page.sessionStorage),
    lobby: lobbyEnv(page, peer),
    refusal: refusalOf(page),
    async loadRoom() {
      const { openSession, browserRoomEnv } = await import('../room.ts');
      return (options) => openSession({ ...options, env: browserRoomEnv(page, peer, assets, options.i18n) });
    },
  };
}

function lobbyEnv(page: Window & typeof globalThis, { after, onWake }: Omit<PeerEnv, 'later'>): LobbyEnv {
  // Of this room alone the page was told, and only once it is news.
  let told = page.location.pathname;
  return {
    ...{ after, onWake },
    shown(room) {
      const people = told === `/r/${room}` ? shownPeople(page.document) : null;
      told = '';
      return people;
    },
    ask: (room, signal) => askPeople(room, page.fetch.bind(page), signal),
    hidden: () => page.document.visibilityState === 'hidden',
  };
}

function refusalOf(page: Window & typeof globalThis): AppEnv['refusal'] {
  if (!page.isSecureContext || page.crypto?.subtle === undefined) return 'insecure';
  return typeof page.RTCPeerConnection === 'function' ? null : 'unsupported';
}
