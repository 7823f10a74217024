// What all the remotes of a room have in common.

import type { TransfersLike } from '../blob/transfer.ts';
import type { Panel } from '../panel/panel.ts';
import type { Post } from './post.ts';
import type { PeerEnv, PresenceMessage, Trouble } from './types.ts';

export interface RemoteContext {
  readonly env: PeerEnv;
  readonly panel: Panel;
  readonly transfers: TransfersLike;
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly post: Post;
  configuration(): RTCConfiguration;
  newConn(): string;
  /** Whether boxes can be sent at all. */
  signaling(): boolean;
  changed(): void;
  presence(site: string, m: PresenceMessage): void;
  trouble(t: Trouble): void;
}
