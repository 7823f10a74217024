// The delay-steered window of a lane: when it may send the next block, and how large that is. A sender that only watches
// bufferedAmount overshoots the queue of the narrowest link, loses packets by the hundred and makes every pointer wait
// for seconds; this one keeps the queue at about 5 ms. Go twin, with the same rules and names: peer/blob/window.go.
//
//  1. A block goes out while bytes not acknowledged + block ≤ window and the channel's buffer is empty (above fastRate:
//     ≤ fastBufferMs of the rate). An ack carries the bytes received so far; the highest one counts.
//  2. A sample is receiver's clock at arrival − sender's clock at send(). Base is the least sample of the last baseMs,
//     queueing delay the least of the last delaySamples − base. Clocks need not agree: only differences count.
//  3. Starting: the window grows by the bytes acknowledged until the queueing delay passes the target, or startShare of
//     the least round trip if that is more. Then the queue's share of the round trip is cut off, once.
//  4. Afterwards it changes by chunk × (target − delay) / target, at most one chunk, for each window's worth of bytes
//     acknowledged; below half of the target by growthShare of itself, if that is more. It grows only while it is what
//     limits the sender. Above farAboveTarget × target it is cut by farCut, at most once a round trip.
//  5. drainAfterMs after the base was last met: cut by drainCut for a round trip.
//  6. floorMs at minWindowBytes: forget the base and start again.
//  7. Chunk: the largest power of two ≤ chunkMs of the rate and ≤ half the window.
//
// Times are milliseconds of the sender's own monotonic clock.

import { constants } from './constants.ts';
import { BaseDelay, RateMeter } from './delay.ts';

export interface AckSample {
  /** Sender's clock at sending and receiver's at arrival, in ticks, u32. */
  readonly sent: number;
  readonly received: number;
  /** All payload bytes that arrived on this lane so far. */
  readonly bytes: number;
}

/** The stamp of a moment, as blocks carry it. */
export function ticks(ms: number): number {
  return Math.floor(ms * constants.ticksPerMs) >>> 0;
}

export class Window {
  #window: number = constants.minWindowBytes;
  #starting = true;
  #sent = 0;
  #acked = 0;
  /** Whether the window stopped the sender since the last ack. */
  #limited = false;
  #base = new BaseDelay();
  #recent: number[] = [];
  #rttMs = Number.POSITIVE_INFINITY;
  readonly #rate = new RateMeter();
  /** No second cut before. */
  #cutAt = 0;
  /** When the base was last met or drained for. */
  #drainedAt = 0;
  #resume: { readonly window: number; readonly at: number } | null = null;
  #flooredAt: number | null = null;

  get bytes(): number {
    return this.#window;
  }

  get inFlight(): number {
    return this.#sent - this.#acked;
  }

  /** Bytes a ms. */
  get rate(): number {
    return this.#rate.perMs;
  }

  /** How many bytes of a blob the next block should carry. */
  get payload(): number {
    return this.#chunk() - constants.blockHeaderBytes;
  }

  /** How long, in ms, a byte now waits on the way. */
  get queueingDelay(): number {
    return this.#recent.length === 0 ? 0 : Math.max(0, Math.min(...this.#recent) - this.#base.least);
  }

  /** The queueing delay aimed at. */
  get target(): number {
    return constants.targetDelayMs + (this.rate === 0 ? 0 : this.#chunk() / this.rate / 2);
  }

  maySend(payload: number, buffered: number): boolean {
    if (this.inFlight + payload > this.#window) {
      this.#limited = true;
      return false;
    }
    return buffered <= (this.rate > constants.fastRate ? constants.fastBufferMs * this.rate : 0);
  }

  sent(payload: number): void {
    this.#sent += payload;
  }

  /** An acknowledgement of more than was sent is ignored; false then. */
  acked(nowMs: number, a: AckSample): boolean {
    if (a.bytes > this.#sent) return false;
    const newly = Math.max(0, a.bytes - this.#acked);
    this.#acked += newly;
    this.#rttMs = Math.min(this.#rttMs, Math.max(0.1, ((ticks(nowMs) - a.sent) >>> 0) / constants.ticksPerMs));
    this.#rate.add(a.received, newly, this.inFlight <= 0);
    this.#sample(nowMs, (a.received - a.sent) | 0);
    this.#steer(nowMs, newly);
    this.#limited = this.#limited && this.inFlight > this.#window / 2;
    return true;
  }

  #chunk(): number {
    const most = Math.min(constants.chunkMs * this.rate, this.#window / 2);
    let chunk: number = constants.minChunkBytes;
    while (chunk < constants.maxChunkBytes && 2 * chunk <= most) chunk *= 2;
    return chunk;
  }

  #sample(nowMs: number, delay: number): void {
    const { ms, isLeast } = this.#base.add(nowMs, delay);
    if (isLeast) this.#drainedAt = nowMs;
    this.#recent.push(ms);
    if (this.#recent.length > constants.delaySamples) this.#recent.shift();
  }

  #steer(nowMs: number, newly: number): void {
    const delay = this.queueingDelay;
    const target = this.target;
    if (this.#resume) {
      if (nowMs >= this.#resume.at) {
        this.#window = this.#resume.window;
        this.#resume = null;
      }
    } else if (this.#starting && delay <= Math.max(target, constants.startShare * this.#rttMs)) {
      this.#window += newly;
    } else if (this.#starting) {
      this.#starting = false;
      this.#cut(nowMs, this.#rttMs / (this.#rttMs + delay), delay);
    } else if (delay > constants.farAboveTarget * target) {
      if (nowMs >= this.#cutAt) this.#cut(nowMs, constants.farCut, delay);
    } else if (nowMs - this.#drainedAt > constants.drainAfterMs) {
      this.#resume = { window: this.#window, at: nowMs + this.#rttMs + delay };
      this.#drainedAt = nowMs;
      this.#window *= constants.drainCut;
    } else {
      this.#approach(delay, target, newly);
    }
    this.#window = Math.min(Math.max(this.#window, constants.minWindowBytes), constants.maxWindowBytes);
    this.#watchFloor(nowMs);
  }

  #cut(nowMs: number, share: number, delay: number): void {
    this.#window *= share;
    this.#cutAt = nowMs + this.#rttMs + delay;
  }

  #approach(delay: number, target: number, newly: number): void {
    const step = Math.max(-1, (target - delay) / target);
    // A window that nobody fills proves nothing.
    if (step > 0 && !this.#limited) return;
    const chunk = this.#chunk();
    const size = delay < target / 2 ? Math.max(chunk, constants.growthShare * this.#window) : chunk;
    this.#window += (step * size * newly) / this.#window;
  }

  #watchFloor(nowMs: number): void {
    if (this.#window > constants.minWindowBytes || this.#starting) {
      this.#flooredAt = null;
    } else if (this.#flooredAt === null) {
      this.#flooredAt = nowMs;
    } else if (nowMs - this.#flooredAt >= constants.floorMs) {
      this.#base = new BaseDelay();
      this.#recent = [];
      this.#starting = true;
      this.#flooredAt = null;
    }
  }
}
