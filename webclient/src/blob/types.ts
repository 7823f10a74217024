// What a transfer tells of blobs, and what it needs of the connections.

import type { Message } from '../wire/schema.gen.ts';

export interface BlobState {
  readonly phase: 'waiting' | 'receiving' | 'here' | 'failed';
  readonly received: number;
  readonly size: number;
  readonly reason?: BlobFailure;
  /** How much of it each other site has: 0 … 1, and 1 only when that site verified it. */
  readonly delivered: ReadonlyMap<string, number>;
}

export type BlobFailure = 'bad-hash' | 'bad-picture' | 'refused' | 'stalled' | 'too-many';

/** The other side of one connection, after its hello. */
export interface BlobPeer {
  readonly site: string;
  send(m: Message): void;
  /** There are blocks to send, or blocks will come. */
  busy(): void;
  /** Whether anything comes from it now: while a connection is being mended, nothing is late. */
  alive(): boolean;
}

/** What became of a block: a want that is over may still bring some. */
export type BlockResult = 'taken' | 'over' | 'never-asked';

export interface TransferEvents {
  state(hash: string, s: BlobState): void;
}
