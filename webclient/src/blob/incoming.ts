// One blob on its way in: what is asked for, what has come.

import * as limits from '../wire/limits.gen.ts';
import { Ranges } from './ranges.ts';
import type { BlobFailure, BlobPeer } from './types.ts';

export class Incoming {
  readonly hash: string;
  readonly size: number;
  phase: 'waiting' | 'receiving' | 'failed' = 'waiting';
  reason: BlobFailure | undefined;
  from: BlobPeer | null = null;
  want = 0;
  /** Times in a row that it was asked for in vain. */
  stalls = 0;
  askedAt = 0;
  /** Allocated when the first block comes: a panel can name many blobs that nobody ever sends. */
  #bytes: Uint8Array<ArrayBuffer> | null = null;
  #ranges = new Ranges();
  /** What the present want asks for: nothing else is taken. */
  #asked = new Ranges();

  constructor(hash: string, size: number) {
    this.hash = hash;
    this.size = Math.min(size, limits.maxBlobBytes);
  }

  get received(): number {
    return this.#ranges.bytes;
  }

  /** Memory that it takes. */
  get held(): number {
    return this.#bytes?.length ?? 0;
  }

  get complete(): boolean {
    return this.#ranges.bytes === this.size;
  }

  missing(maxRanges: number): number[] {
    const flat = this.#ranges.missing(this.size, maxRanges);
    this.#asked = new Ranges();
    for (let i = 0; i < flat.length; i += 2) this.#asked.add(flat[i] ?? 0, flat[i + 1] ?? 0);
    return flat;
  }

  asked(from: BlobPeer, want: number, nowMs: number): void {
    this.phase = 'receiving';
    this.reason = undefined;
    this.from = from;
    this.want = want;
    this.askedAt = nowMs;
  }

  /** False when these bytes were not asked for. */
  put(offset: number, payload: Uint8Array): boolean {
    if (this.phase !== 'receiving' || !this.#asked.covers(offset, payload.length)) return false;
    this.#bytes ??= new Uint8Array(this.size);
    this.#bytes.set(payload, offset);
    if (this.#ranges.add(offset, payload.length) > 0) this.stalls = 0;
    return true;
  }

  /** Keeps what has come; the rest will be asked for again. */
  interrupted(): void {
    // Whole blobs are being verified: they need nobody any more.
    if (this.phase === 'failed' || this.complete) return;
    this.phase = 'waiting';
    this.from = null;
    this.want = 0;
  }

  failed(reason: BlobFailure): void {
    this.phase = 'failed';
    this.reason = reason;
    this.from = null;
    this.want = 0;
    // What stalled or was refused keeps what has come, for another try; it counts against the store's memory.
    if (reason === 'bad-hash' || reason === 'bad-picture') this.#forget();
  }

  reset(): void {
    this.phase = 'waiting';
    this.reason = undefined;
    this.stalls = 0;
  }

  /** The bytes, for verifying; from here on nothing more is taken. */
  take(): Uint8Array<ArrayBuffer> {
    this.want = 0;
    return this.#bytes ?? new Uint8Array(0);
  }

  #forget(): void {
    this.#bytes = null;
    this.#ranges = new Ranges();
  }
}
