// Presence on its way in: of each sort the newest by seq counts, for marks being drawn the newest of each element. The
// channel loses and reorders.

import type { PresenceMessage } from './types.ts';

/** Elements of which the newest seq is remembered; older ones are forgotten first. */
const maxElements = 128;

export class PresenceFilter {
  readonly #newest = new Map<string, number>();

  /** Whether it is newer than what came before. */
  isNew(m: PresenceMessage): boolean {
    const key = m.type === 'live' ? m.element : m.type;
    if (m.seq <= (this.#newest.get(key) ?? -1)) return false;
    this.#newest.delete(key);
    this.#newest.set(key, m.seq);
    if (this.#newest.size > maxElements) this.#newest.delete(this.#newest.keys().next().value ?? '');
    return true;
  }
}

/** What could not be sent yet; the newest of each sort waits. */
export class PresenceBacklog {
  readonly #waiting = new Map<string, PresenceMessage>();

  get empty(): boolean {
    return this.#waiting.size === 0;
  }

  add(m: PresenceMessage): void {
    this.#waiting.set(m.type === 'live' ? m.element : m.type, m);
    if (this.#waiting.size > maxElements) this.#waiting.delete(this.#waiting.keys().next().value ?? '');
  }

  take(): PresenceMessage[] {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    return all;
  }
}
