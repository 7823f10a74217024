// What a room takes from its surroundings: network, storage, the worker that reads pictures, the screen.
import type { Intake } from '../media/types.ts';
import { Panel } from '../panel/panel.ts';
import { Room } from '../peer/room.ts';
import type { PeerEnv, RoomOptions } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import type { StageEnv } from '../stage/types.ts';
import { openStore, type PanelStore } from '../store/store.ts';

export type RoomLike = Pick<Room, 'join' | 'present' | 'addBlob' | 'blobUrl' | 'retryBlob' | 'leave'>;

export interface RoomEnv {
  readonly peer: PeerEnv;
  readonly stage: StageEnv;
  newPanel(site: string): Panel;
  openRoom(options: RoomOptions): RoomLike;
  openStore(link: Link): Promise<PanelStore>;
  intake(file: Blob, signal: AbortSignal): Promise<Intake>;
}

export function browserRoomEnv(page: Window & typeof globalThis, peer: PeerEnv, intake: RoomEnv['intake']): RoomEnv {
  return {
    peer,
    stage: {
      now: () => page.performance.now(),
      random: peer.random,
      raf: (callback) => void page.requestAnimationFrame(() => callback()),
      reducedMotion: page.matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    newPanel: (site) => new Panel({ site, wall: peer.now }),
    openRoom: (options) => new Room(options),
    openStore: (link) => openStore(link, { indexedDB: page.indexedDB ?? null, now: peer.now, after: peer.after }),
    intake,
  };
}
