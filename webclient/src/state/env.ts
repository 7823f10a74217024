// What the page takes from its surroundings before there is a room. Tests and screenshots bring their own.
// Here, not in the room's chunk: it finds its worker beside the file that it is bundled into, and that is app.js.
import { intake } from '../media/intake.ts';
import { browserEnv } from '../peer/env.ts';
import type { PeerEnv } from '../peer/types.ts';
import type { Session, SessionOptions } from './session.ts';
import { type Kept, kept } from './storage.ts';

export type OpenSession = (options: Omit<SessionOptions, 'env'>) => Promise<Session>;

export interface AppEnv {
  readonly origin: string;
  readonly peer: PeerEnv;
  readonly local: Kept;
  readonly session: Kept;
  /** Why this browser cannot take part, before anything is tried. */
  readonly refusal: 'insecure' | 'unsupported' | null;
  /** The greater part of the code, needed in a room only: it loads while the person types a name. */
  loadRoom(): Promise<OpenSession>;
}

export function browserAppEnv(page: Window & typeof globalThis): AppEnv {
  const peer = browserEnv(page);
  return {
    origin: page.location.origin,
    peer,
    local: kept(() => page.localStorage),
    session: kept(() => page.sessionStorage),
    refusal: refusalOf(page),
    async loadRoom() {
      const { openSession, browserRoomEnv } = await import('./room-chunk.ts');
      return (options) => openSession({ ...options, env: browserRoomEnv(page, peer, intake) });
    },
  };
}

function refusalOf(page: Window & typeof globalThis): AppEnv['refusal'] {
  if (!page.isSecureContext || page.crypto?.subtle === undefined) return 'insecure';
  return typeof page.RTCPeerConnection === 'function' ? null : 'unsupported';
}
