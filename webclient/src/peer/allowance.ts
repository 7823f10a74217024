// How often another side may make this one do something that costs: a few at once, then one each interval. What comes
// beyond is left undone, so that a hostile peer cannot have a page open connections without end.

export class Allowance {
  readonly #burst: number;
  readonly #intervalMs: number;
  #left: number;
  #sinceMs: number | null = null;

  constructor(burst: number, intervalMs: number) {
    this.#burst = burst;
    this.#intervalMs = intervalMs;
    this.#left = burst;
  }

  /** Whether it may be done once more now. */
  take(nowMs: number): boolean {
    this.#sinceMs ??= nowMs;
    const earned = Math.floor((nowMs - this.#sinceMs) / this.#intervalMs);
    this.#left = Math.min(this.#burst, this.#left + earned);
    this.#sinceMs += earned * this.#intervalMs;
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}
