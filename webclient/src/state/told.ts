// What toasts have said, for whoever was not quick enough, or looked elsewhere. In memory only, until the room is left.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Toast, Toasts, Tone } from './toasts.ts';

export interface Told {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly lines: readonly string[];
  /** When it was said, or last changed, ms since 1970. */
  readonly at: number;
}

export interface ToldKeeper {
  /** The newest first. */
  readonly list: ReadonlySignal<readonly Told[]>;
  stop(): void;
}

/** The oldest go. */
export const maxTold = 50;

export function createTold(toasts: Pick<Toasts, 'list'>, now: () => number): ToldKeeper {
  const list = signal<readonly Told[]>([]);
  const seen = new WeakSet<Toast>();
  const keep = (toast: Toast) => {
    if (seen.has(toast)) return;
    seen.add(toast);
    const { id, tone, text, lines = [] } = toast;
    const others = list.peek().filter((told) => told.id !== id);
    list.value = [{ id, tone, text, lines, at: now() }, ...others].slice(0, maxTold);
  };
  return {
    list,
    stop: effect(() => {
      for (const toast of toasts.list.value) keep(toast);
    }),
  };
}
