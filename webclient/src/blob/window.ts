// The delay-steered window of a lane: how many bytes may be on their way. A sender that only watches bufferedAmount
// overshoots the queue of the narrowest link, loses packets by the hundred and makes every pointer wait for seconds;
// this one keeps the queue at about 5 ms. Same names and rules in peer/blob/window.go.
//
//   start:  window grows by what is acknowledged, until the queueing delay passes the target;
//           then it is cut by the queue's share of the round trip
//   steady: ± proportional to (target − queueing delay); × 0.7 once a round trip above 3 × target

export const constants = {
  minBlockBytes: 4 * 1024,
  maxBlockBytes: 64 * 1024,
  /** A block takes at most so long at the measured rate: a message is not interleaved, others wait behind it. */
  blockMs: 4,
  startBytes: 2 * 4 * 1024,
  maxBytes: 8 * 1024 * 1024,
  targetMs: 5,
  /** Window growth in blocks a round trip when the queue is empty. */
  gain: 1,
  cut: 0.7,
  cutAboveTargets: 3,
  /** Queueing delay is the least of so many samples: one late task of the receiver is not a queue. */
  samples: 4,
  /** The base is the least delay of the last 30 s, in ten buckets. */
  baseBuckets: 10,
  baseBucketMs: 3_000,
  /** A window so long at its floor has a base that is too low: forget it. */
  floorMs: 1_500,
  rateMs: 200,
  /** Above this rate bufferedAmount may hold 2 ms of the rate. */
  fastBytesPerMs: 4_000,
  fastMs: 2,
} as const;

export interface AckSample {
  /** Sender's clock at sending and receiver's at arrival, in 1/10 ms, u32. */
  readonly sent: number;
  readonly received: number;
  /** All payload bytes that arrived on this lane so far. */
  readonly bytes: number;
}

export class Window {
  #bytes: number = constants.startBytes;
  #starting = true;
  #sentBytes = 0;
  #ackedBytes = 0;
  #rttMs = 0;
  #queueMs = 0;
  #samples: number[] = [];
  /** Least one-way delay of each bucket, in 1/10 ms; clocks differ, so only differences mean something. */
  #base: { readonly at: number; least: number }[] = [];
  #cutAt = Number.NEGATIVE_INFINITY;
  #floorSince: number | null = null;
  #rate = 0;
  #rateAt: number;
  #rateBytes = 0;

  constructor(nowMs: number) {
    this.#rateAt = nowMs;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get inFlight(): number {
    return this.#sentBytes - this.#ackedBytes;
  }

  get queueMs(): number {
    return this.#queueMs;
  }

  get rttMs(): number {
    return this.#rttMs;
  }

  /** Bytes a ms, as measured. */
  get rate(): number {
    return this.#rate;
  }

  /** The next block, header included: the largest power of two that takes at most blockMs. */
  get blockBytes(): number {
    let size: number = constants.minBlockBytes;
    while (size * 2 <= Math.min(constants.maxBlockBytes, this.#rate * constants.blockMs)) size *= 2;
    return size;
  }

  get targetMs(): number {
    return constants.targetMs + (this.#rate > 0 ? this.blockBytes / this.#rate / 2 : 0);
  }

  canSend(bufferedAmount: number): boolean {
    const allowed = this.#rate > constants.fastBytesPerMs ? this.#rate * constants.fastMs : 0;
    return bufferedAmount <= allowed && this.inFlight + this.blockBytes <= this.#bytes;
  }

  sent(bytes: number): void {
    this.#sentBytes += bytes;
  }

  /** Refuses (false) an acknowledgement of bytes that were never sent. */
  acked(a: AckSample, nowMs: number): boolean {
    if (a.bytes > this.#sentBytes) return false;
    const acked = Math.max(0, a.bytes - this.#ackedBytes);
    this.#ackedBytes += acked;
    this.#rttMs = ((tenths(nowMs) - a.sent) >>> 0) / 10;
    this.#measure((a.received - a.sent) | 0, nowMs);
    this.#measureRate(acked, nowMs);
    this.#steer(acked, nowMs);
    return true;
  }

  #measure(delay: number, nowMs: number): void {
    const bucket = this.#base.at(-1);
    if (!bucket || nowMs - bucket.at >= constants.baseBucketMs) {
      this.#base.push({ at: nowMs, least: delay });
      if (this.#base.length > constants.baseBuckets) this.#base.shift();
    } else if (less(delay, bucket.least)) {
      bucket.least = delay;
    }
    this.#samples.push(delay);
    if (this.#samples.length > constants.samples) this.#samples.shift();
    const base = this.#base.map((b) => b.least).reduce((a, b) => (less(a, b) ? a : b));
    const recent = this.#samples.reduce((a, b) => (less(a, b) ? a : b));
    this.#queueMs = Math.max(0, (recent - base) | 0) / 10;
  }

  #measureRate(acked: number, nowMs: number): void {
    this.#rateBytes += acked;
    const ms = nowMs - this.#rateAt;
    if (ms < constants.rateMs) return;
    const rate = this.#rateBytes / ms;
    this.#rate = this.#rate === 0 ? rate : (this.#rate + rate) / 2;
    this.#rateBytes = 0;
    this.#rateAt = nowMs;
  }

  #steer(acked: number, nowMs: number): void {
    const target = this.targetMs;
    if (this.#starting) {
      if (this.#queueMs <= target) {
        this.#set(this.#bytes + acked, nowMs);
        return;
      }
      this.#starting = false;
      this.#cutAt = nowMs;
      this.#set(this.#bytes * (1 - this.#queueMs / Math.max(this.#rttMs, this.#queueMs * 2)), nowMs);
      return;
    }
    if (this.#queueMs > constants.cutAboveTargets * target) {
      if (nowMs - this.#cutAt < this.#rttMs) return;
      this.#cutAt = nowMs;
      this.#set(this.#bytes * constants.cut, nowMs);
      return;
    }
    const off = Math.max(-1, (target - this.#queueMs) / target);
    this.#set(this.#bytes + (constants.gain * off * acked * this.blockBytes) / this.#bytes, nowMs);
  }

  #set(bytes: number, nowMs: number): void {
    const floor = Math.max(constants.startBytes, 2 * this.blockBytes);
    this.#bytes = Math.min(constants.maxBytes, Math.max(floor, bytes));
    if (this.#bytes > floor) {
      this.#floorSince = null;
      return;
    }
    this.#floorSince ??= nowMs;
    if (nowMs - this.#floorSince < constants.floorMs || this.#queueMs <= this.targetMs) return;
    this.#base = [];
    this.#samples = [];
    this.#queueMs = 0;
    this.#floorSince = null;
  }
}

/** A clock in ms as the wire has it: 1/10 ms, wrapping at 2^32. */
export function tenths(ms: number): number {
  return Math.floor(ms * 10) >>> 0;
}

/** Whether delay a is less than b, both modulo 2^32. */
function less(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}
