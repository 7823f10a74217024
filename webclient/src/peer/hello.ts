// The first words of each side on a panel connection: version, site, clock, and the nonces of the matching words.

import { commitment, keepsCommitment, matchingWords, nonceBytes } from '../signaling/words.ts';
import * as limits from '../wire/limits.gen.ts';
import type { Hello } from '../wire/schema.gen.ts';
import type { Connection } from './connection.ts';
import type { LaterPeer } from './types.ts';

export const wireVersion = 1;

export interface HelloEnv {
  now(): number;
  monotonic(): number;
  random(bytes: number): Uint8Array<ArrayBuffer>;
  /** With the list of the matching words: nobody compares them in the first moment. */
  readonly later: LaterPeer;
}

export type HelloRefusal = 'bad-version' | 'bad-clock' | 'bad-commit';

export class Handshake {
  readonly #env: HelloEnv;
  readonly nonce: Uint8Array<ArrayBuffer>;
  #theirs: Hello | null = null;
  #heardMs = 0;

  constructor(env: HelloEnv) {
    this.#env = env;
    this.nonce = env.random(nonceBytes);
  }

  get site(): string | null {
    return this.#theirs?.site ?? null;
  }

  async hello(site: string, panelNow: number): Promise<Hello> {
    const commit = await commitment(this.nonce);
    return { type: 'hello', version: wireVersion, site, kind: 'browser', commit, now: panelNow };
  }

  /** Takes their hello, or says why not. */
  take(theirs: Hello): HelloRefusal | null {
    if (theirs.version !== wireVersion) return 'bad-version';
    if (Math.abs(theirs.now - this.#env.now()) > limits.maxClockOffsetMs) return 'bad-clock';
    this.#theirs = theirs;
    this.#heardMs = this.#env.monotonic();
    return null;
  }

  /** The latest stamp that is taken from the other side now. */
  bound(panelNow: number): number {
    const theirs = this.#theirs ? this.#theirs.now + (this.#env.monotonic() - this.#heardMs) : 0;
    return Math.floor(Math.max(panelNow, theirs)) + limits.maxClockAheadMs;
  }

  /** The four words, or null if their nonce is not the one they committed to. */
  async words(
    secret: Uint8Array<ArrayBuffer>,
    connection: Connection,
    nonce: Uint8Array,
  ): Promise<readonly string[] | null> {
    const prints = connection.fingerprints();
    if (!prints || !this.#theirs || !(await keepsCommitment(this.#theirs.commit, nonce))) return null;
    const remote = { fingerprint: prints.remote, nonce: Uint8Array.from(nonce) };
    const { wordText } = await this.#env.later.there;
    return matchingWords(secret, { fingerprint: prints.own, nonce: this.nonce }, remote, wordText);
  }
}
