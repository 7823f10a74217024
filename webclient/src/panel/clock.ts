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

  /** A stamp later than every one that was made or observed here. */
  tick(): Stamp {
    const wall = Math.floor(this.#wall());
    if (wall > this.#ms) this.#last(wall, 0);
    else if (this.#n < maxCounter) this.#last(this.#ms, this.#n + 1);
    else this.#last(this.#ms + 1, 0);
    return { ms: this.#ms, n: this.#n, site: this.#site };
  }

  observe({ ms, n }: Stamp): void {
    if (ms > this.#ms || (ms === this.#ms && n > this.#n)) this.#last(ms, n);
  }

  #last(ms: number, n: number): void {
    this.#ms = ms;
    this.#n = n;
  }
}
