// The waiting offer: a connection that is made before anybody is there to answer, so that whoever comes can answer at
// once, one round trip sooner (signaling/PROTOCOL.md, "Who offers"). It serves one pair.

import type { Box } from '../signaling/messages.ts';
import { Connection } from './connection.ts';
import type { Post } from './post.ts';
import type { PeerEnv } from './types.ts';

/** Nobody can be trickled to yet, so the offer takes along what is gathered within this time. */
const gatherMs = 1_000;
/** In a join message nobody waits for a relay's candidate: it could be the whole wait of the person. */
const joinGatherMs = 60;

export class WaitingOffer {
  readonly #env: PeerEnv;
  readonly #post: Post;
  readonly #newConn: () => string;
  #connection: Connection | null = null;
  /** What it was made with: other servers make it stale. */
  #iceServers: readonly RTCIceServer[] = [];

  constructor(env: PeerEnv, post: Post, newConn: () => string) {
    this.#env = env;
    this.#post = post;
    this.#newConn = newConn;
  }

  get live(): boolean {
    return this.#connection !== null;
  }

  madeWith(servers: readonly RTCIceServer[]): boolean {
    return JSON.stringify(this.#iceServers) === JSON.stringify(servers);
  }

  async make(configuration: RTCConfiguration, inJoin: boolean): Promise<Box> {
    this.drop();
    const connection = new Connection(this.#env, this.#newConn(), configuration);
    this.#connection = connection;
    this.#iceServers = configuration.iceServers ?? [];
    await connection.negotiation.offer(false);
    await gathered(this.#env, connection.pc, inJoin ? joinGatherMs : gatherMs);
    const sdp = connection.negotiation.takeDescription();
    return this.#post.seal({ type: 'offer', conn: connection.conn, sdp });
  }

  /** Somebody answered it: it is theirs. */
  take(conn: string): Connection | null {
    const connection = this.#connection;
    if (connection?.conn !== conn) return null;
    this.#connection = null;
    return connection;
  }

  drop(): void {
    this.#connection?.close();
    this.#connection = null;
  }
}

function gathered(env: PeerEnv, pc: RTCPeerConnection, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      pc.onicegatheringstatechange = null;
      resolve();
    };
    const cancel = env.after(ms, done);
    const look = () => {
      if (pc.iceGatheringState === 'complete') done();
    };
    pc.onicegatheringstatechange = look;
    look();
  });
}
