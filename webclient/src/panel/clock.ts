// The hybrid logical clock of one site, PROTOCOL.md section 4. Go twin: peer/panel/clock.go.

import type { Stamp } from '../wire/schema.gen.ts';

const maxCounter = 0xffff;

export class Clock {
  readonly #site: string;
  readonly #wall: () => number;
  #ms = 0;
  #n = 0;

  constructor(site: string, wall: () => number) {
    this.#site = site;
    this.#wall = wall;
  }

  /** The greater of the wall clock and the last stamp, in ms. */
  now(): number {
    return Math.max(Math.floor(this.#wall()), this.#ms);
  }

  /** The stamp for a new write: later than all that the clock has seen. Call `see` once the write stands. */
  next(): Stamp {
    const wall = Math.floor(this.#wall());
    const site = this.#site;
    if (wall > this.#ms) return { ms: wall, n: 0, site };
    if (this.#n < maxCounter) return { ms: this.#ms, n: this.#n + 1, site };
    return { ms: this.#ms + 1, n: 0, site };
  }

  /** Moves the clock up to a stamp that was made here or merged. */
  see({ ms, n }: Stamp): void {
    if (ms < this.#ms || (ms === this.#ms && n <= this.#n)) return;
    this.#ms = ms;
    this.#n = n;
  }
}
