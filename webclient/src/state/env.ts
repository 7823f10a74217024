// All that the page takes from its surroundings. Tests and the screenshots bring their own.
import { type Intake, intake } from '../media/intake.ts';
import { Panel } from '../panel/panel.ts';
import { browserEnv } from '../peer/env.ts';
import { Room } from '../peer/room.ts';
import type { PeerEnv, RoomOptions } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import type { StageEnv } from '../stage/types.ts';
import { openStore, type PanelStore } from '../store/store.ts';
import { type Kept, kept } from './storage.ts';

export type RoomLike = Pick<Room, 'join' | 'present' | 'addBlob' | 'blobUrl' | 'retryBlob' | 'leave'>;

export interface AppEnv {
  readonly origin: string;
  readonly peer: PeerEnv;
  readonly stage: StageEnv;
  readonly local: Kept;
  readonly session: Kept;
  /** Why this browser cannot take part, before anything is tried. */
  readonly refusal: 'insecure' | 'unsupported' | null;
  newPanel(site: string): Panel;
  openRoom(options: RoomOptions): RoomLike;
  openStore(link: Link): Promise<PanelStore>;
  intake(file: Blob, signal: AbortSignal): Promise<Intake>;
}

export function browserAppEnv(page: Window & typeof globalThis): AppEnv {
  const peer = browserEnv(page);
  return {
    origin: page.location.origin,
    peer,
    stage: {
      now: () => page.performance.now(),
      random: peer.random,
      raf: (callback) => void page.requestAnimationFrame(() => callback()),
      reducedMotion: page.matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    local: kept(() => page.localStorage),
    session: kept(() => page.sessionStorage),
    refusal: refusalOf(page),
    newPanel: (site) => new Panel({ site, wall: peer.now }),
    openRoom: (options) => new Room(options),
    openStore: (link) => openStore(link, { indexedDB: page.indexedDB ?? null, now: peer.now, after: peer.after }),
    intake,
  };
}

function refusalOf(page: Window & typeof globalThis): AppEnv['refusal'] {
  if (!page.isSecureContext || page.crypto?.subtle === undefined) return 'insecure';
  return typeof page.RTCPeerConnection === 'function' ? null : 'unsupported';
}
