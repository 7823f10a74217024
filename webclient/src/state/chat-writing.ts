// "Lucia is writing…": told while somebody writes, and forgotten when nothing more is heard.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Cancel, Presence } from '../peer/types.ts';

/** Told again at most so often. */
export const tellWritingMs = 2_000;
/** Nothing heard for so long: whoever wrote has stopped, or is gone. Longer than two tellings, of which one may be lost. */
export const forgetWritingMs = 5_000;
/** Who has just stopped has not begun again: nobody makes the line flicker. */
export const restWritingMs = 500;
const maxWriters = 8;

export interface WritingOptions {
  /** Milliseconds that never go back. */
  now(): number;
  after(ms: number, action: () => void): Cancel;
  /** The panel's clock: numbers must go on rising after a reload. */
  clock(): number;
  present(message: Presence & { readonly type: 'writing' }): void;
}

export interface Writing {
  /** Site ids of those who write right now. */
  readonly writers: ReadonlySignal<readonly string[]>;
  /** One's own field has changed. */
  own(isWriting: boolean): void;
  heard(site: string, isWriting: boolean): void;
  stop(): void;
}

export function createWriting(options: WritingOptions): Writing {
  const others = createOthers(options);
  let seq = 0;
  let told = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let due: Cancel | null = null;
  const tell = (on: boolean) => {
    seq = Math.max(seq + 1, options.clock());
    told = on;
    if (on) toldAt = options.now();
    options.present({ type: 'writing', seq, on });
  };
  const begin = () => {
    due = null;
    tell(true);
  };
  const end = () => {
    due?.();
    due = null;
    if (told) tell(false);
  };
  return {
    writers: others.writers,
    heard: others.heard,
    own(isWriting) {
      if (!isWriting) return end();
      const wait = toldAt + tellWritingMs - options.now();
      if (wait <= 0) tell(true);
      // Begun again right after a message: it is told when it may be.
      else if (!told) due ??= options.after(wait, begin);
    },
    stop() {
      end();
      others.stop();
    },
  };
}

function createOthers({ now, after }: WritingOptions) {
  const writers = signal<readonly string[]>([]);
  const timers = new Map<string, Cancel>();
  const stopped = new Map<string, number>();
  const forget = (site: string) => {
    if (!timers.has(site)) return;
    timers.get(site)?.();
    timers.delete(site);
    stopped.delete(site);
    stopped.set(site, now());
    if (stopped.size > maxWriters) stopped.delete(stopped.keys().next().value ?? '');
    writers.value = [...timers.keys()];
  };
  return {
    writers,
    heard(site: string, isWriting: boolean) {
      if (!isWriting) return forget(site);
      if (now() - (stopped.get(site) ?? Number.NEGATIVE_INFINITY) < restWritingMs) return;
      const known = timers.has(site);
      if (!known && timers.size >= maxWriters) return;
      timers.get(site)?.();
      timers.set(
        site,
        after(forgetWritingMs, () => forget(site)),
      );
      if (!known) writers.value = [...timers.keys()];
    },
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
      writers.value = [];
    },
  };
}
