// What one peer wants of us: ranges of blobs, sent lowest offset first, each once.

import * as limits from '../wire/limits.gen.ts';
import type { Refuse } from '../wire/schema.gen.ts';
import type { BlobStore } from './store.ts';

export interface OutBlock {
  readonly want: number;
  readonly hash: string;
  readonly offset: number;
  readonly payload: Uint8Array;
}

interface Wanted {
  readonly want: number;
  readonly hash: string;
  /** Flat [offset, length, …], the first one shrinking. */
  readonly ranges: number[];
  left: number;
}

export class Outgoing {
  readonly #store: BlobStore;
  /** By hash: a new want for a blob replaces the one before. */
  readonly #wanted = new Map<string, Wanted>();

  constructor(store: BlobStore) {
    this.#store = store;
  }

  get hasMore(): boolean {
    return this.#wanted.size > 0;
  }

  /** Null, or why it cannot be served. */
  want(want: number, hash: string, ranges: readonly number[]): Refuse['reason'] | null {
    this.#wanted.delete(hash);
    if (ranges.length === 0) return null;
    const bytes = this.#store.get(hash);
    if (!bytes) return 'unknown';
    if (!inOrder(ranges, bytes.length)) return 'bad-range';
    if (this.#wanted.size >= limits.maxWanted) return 'busy';
    const left = ranges.reduce((sum, n, i) => sum + (i % 2 === 1 ? n : 0), 0);
    this.#wanted.set(hash, { want, hash, ranges: [...ranges], left });
    return null;
  }

  next(maxBytes: number): OutBlock | null {
    for (const w of this.#wanted.values()) {
      const bytes = this.#store.get(w.hash);
      const [offset = 0, length = 0] = w.ranges;
      const take = Math.min(length, maxBytes);
      if (take === length) w.ranges.splice(0, 2);
      else w.ranges.splice(0, 2, offset + take, length - take);
      w.left -= take;
      if (w.ranges.length === 0) this.#wanted.delete(w.hash);
      if (bytes) return { want: w.want, hash: w.hash, offset, payload: bytes.subarray(offset, offset + take) };
    }
    return null;
  }

  /** It is sent no more. */
  drop(hash: string): void {
    this.#wanted.delete(hash);
  }

  /** How much of a blob the peer has, if all that was sent arrives; below 1, for only its `have` says that. */
  share(hash: string): number {
    const size = this.#store.get(hash)?.length ?? 1;
    const left = this.#wanted.get(hash)?.left ?? 0;
    return Math.min(0.99, 1 - left / size);
  }
}

/** Pairs of offset and length within the blob, ascending, not overlapping, none empty. */
function inOrder(ranges: readonly number[], size: number): boolean {
  if (ranges.length % 2 !== 0) return false;
  let at = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const [offset = 0, length = 0] = ranges.slice(i, i + 2);
    if (offset < at || length < 1 || offset + length > size) return false;
    at = offset + length;
  }
  return true;
}
