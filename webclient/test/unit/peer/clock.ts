// Time, chance and storage for tests: nothing happens until the clock is moved.

export class Clock {
  nowMs = 1_700_000_000_000;
  #timers: { readonly at: number; readonly action: () => void }[] = [];

  after = (ms: number, action: () => void): (() => void) => {
    const timer = { at: this.nowMs + ms, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer);
    };
  };

  /** Moves on by ms, running what is due in order. */
  tick(ms: number): void {
    const until = this.nowMs + ms;
    for (;;) {
      const due = this.#timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((t) => t !== due);
      this.nowMs = Math.max(this.nowMs, due.at);
      due.action();
    }
    this.nowMs = until;
  }
}

/** Calls of WebCrypto that are not answered: it works on threads, which take their time when the machine is busy. */
let unanswered = 0;

for (const name of ['encrypt', 'decrypt', 'digest', 'deriveBits', 'deriveKey', 'importKey'] as const) {
  const call = crypto.subtle[name].bind(crypto.subtle) as (...values: unknown[]) => Promise<unknown>;
  const counted = (...values: unknown[]) => {
    unanswered++;
    return call(...values).finally(() => {
      unanswered--;
    });
  };
  Object.defineProperty(crypto.subtle, name, { value: counted });
}

/** Lets promises settle, however long that takes: time stands still meanwhile. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (unanswered > 0) quiet = 0;
  }
}

/** Moves the clock in small steps, letting promises settle between them, until it holds. */
export async function until(clock: Clock, holds: () => boolean, what: string, maxMs = 60_000): Promise<void> {
  const end = clock.nowMs + maxMs;
  while (!holds()) {
    if (clock.nowMs >= end) throw new Error(`never: ${what}`);
    clock.tick(20);
    await settle();
  }
}

export class MemoryStorage {
  readonly #items = new Map<string, string>();
  getItem = (key: string): string | null => this.#items.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#items.set(key, value);
  removeItem = (key: string): void => void this.#items.delete(key);
}

/** A small generator with a seed (mulberry32), so that a failing run can be repeated. */
export function seeded(seed: number): (bytes: number) => Uint8Array<ArrayBuffer> {
  let state = seed;
  return (bytes) =>
    Uint8Array.from({ length: bytes }, () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) & 0xff;
    });
}
