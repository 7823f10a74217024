// When to try what, to get a connection back. Silence of the ping stream tells first; ICE's own states come seconds
// later. ICE restart keeps DTLS, the channels and every byte in flight, but may fail for good when it gathers on an
// address that is already gone: so it is repeated until it is connected. Pure: the clock is passed in.

import * as limits from '../wire/limits.gen.ts';

export type RecoveryAction = 'none' | 'restart' | 'replace';

/** So many restarts in vain: the other page may be a new one, only a new connection can help. */
const maxRestarts = 8;
/** After this page itself slept, the other side gets so long to be heard before that counts as silence. */
const graceMs = 1_500;
/** Ticks come every second; so late means that the page slept. */
const sleptMs = 3 * limits.pingIntervalMs;

export class Recovery {
  #heardMs: number;
  #tickMs: number;
  #triedMs: number;
  #restarts = 0;

  constructor(nowMs: number) {
    this.#heardMs = nowMs;
    this.#tickMs = nowMs;
    this.#triedMs = nowMs;
  }

  heard(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  silent(nowMs: number): boolean {
    return nowMs - this.#heardMs >= limits.silenceMs;
  }

  /** The network changed, or the other side is reachable again: do not wait for the interval. */
  hurry(): void {
    this.#triedMs = Number.NEGATIVE_INFINITY;
  }

  /** Somebody else just restarted. */
  tried(nowMs: number): void {
    this.#triedMs = nowMs;
  }

  tick(nowMs: number, connected: boolean, reachable: boolean): RecoveryAction {
    if (nowMs - this.#tickMs > sleptMs) this.#heardMs = Math.max(this.#heardMs, nowMs - limits.silenceMs + graceMs);
    this.#tickMs = nowMs;
    if (connected && !this.silent(nowMs)) {
      this.#restarts = 0;
      return 'none';
    }
    if (!reachable || nowMs - this.#triedMs < limits.restartIntervalMs) return 'none';
    this.#triedMs = nowMs;
    if (this.#restarts >= maxRestarts) {
      this.#restarts = 0;
      return 'replace';
    }
    this.#restarts++;
    return 'restart';
  }
}
