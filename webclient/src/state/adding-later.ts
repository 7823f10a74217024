// Adding pictures, before its code is there: the first files wait for it, and are seen to.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Adding, Pending } from './adding.ts';

export interface AddingLater {
  /** What is on its way onto the panel, also what waits for the code. */
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** Null until the first files have brought it. */
  readonly loaded: ReadonlySignal<Adding | null>;
  add(files: readonly File[]): Promise<void>;
  stop(): void;
}

/** `failed`: the code could not be fetched. */
export function createAddingLater(load: () => Promise<Adding>, failed: () => void): AddingLater {
  const loaded = signal<Adding | null>(null);
  const waiting = signal<readonly Pending[]>([]);
  let loading: Promise<Adding> | null = null;
  let stopped = false;
  return {
    pending: computed(() => waiting.value.concat(loaded.value?.pending.value ?? [])),
    loaded,
    async add(files) {
      waiting.value = waiting.peek().concat(files);
      // One for all: two choices at once must not make two queues.
      loading ??= load();
      try {
        loaded.value = await loading;
      } catch {
        loading = null;
        failed();
      }
      waiting.value = []; // of the others too: they waited for the same
      if (!stopped) await loaded.peek()?.add(files);
    },
    stop() {
      stopped = true;
      loaded.peek()?.stop();
    },
  };
}
