// What a window measures: the least one-way delay, and the rate of what arrives. Go twin: peer/blob/delay.go.

import { constants } from './constants.ts';

const slotMs = constants.baseMs / constants.baseSlots;

/** The least one-way sample of the last baseMs, kept in slots. */
export class BaseDelay {
  /** The first sample, so that differences may wrap. */
  #origin: number | null = null;
  readonly #slots: number[] = new Array<number>(constants.baseSlots).fill(Number.POSITIVE_INFINITY);
  #slot = 0;

  get least(): number {
    return Math.min(...this.#slots);
  }

  /** Takes a sample in; it in ms relative to the first one, and whether it is as low as any. */
  add(nowMs: number, ticks: number): { readonly ms: number; readonly isLeast: boolean } {
    const slot = Math.floor(nowMs / slotMs);
    if (this.#origin === null) {
      this.#origin = ticks;
      this.#slot = slot;
    }
    const ms = ((ticks - this.#origin) | 0) / constants.ticksPerMs;
    const steps = Math.min(slot - this.#slot, this.#slots.length);
    for (let i = 0; i < steps; i++) this.#slots[(slot - i) % this.#slots.length] = Number.POSITIVE_INFINITY;
    this.#slot = Math.max(slot, this.#slot);
    const before = this.least;
    const at = this.#slot % this.#slots.length;
    this.#slots[at] = Math.min(this.#slots[at] ?? ms, ms);
    return { ms, isLeast: ms <= before };
  }
}

/** Measures by the receiver's clock, and only while the sender keeps bytes in flight: a pause is no slow path. */
export class RateMeter {
  /** Bytes a ms. */
  perMs = 0;
  /** The receiver's ticks at which the interval began. */
  #from: number | null = null;
  #bytes = 0;

  add(received: number, newly: number, idle: boolean): void {
    if (this.#from === null) {
      // The first ack only marks the time: its bytes came before it.
      this.#from = idle ? null : received;
      this.#bytes = 0;
      return;
    }
    this.#bytes += newly;
    const ms = ((received - this.#from) | 0) / constants.ticksPerMs;
    if (ms >= constants.rateMs) {
      const rate = this.#bytes / ms;
      this.perMs = this.perMs > 0 ? constants.rateKept * this.perMs + (1 - constants.rateKept) * rate : rate;
      this.#from = received;
      this.#bytes = 0;
    }
    if (idle) this.#from = null;
  }
}
