// Adding pictures, before its code is there: the first files wait for it.
import { computed, signal } from '@preact/signals';
import type { Adding, Pending } from './adding.ts';

const none: readonly Pending[] = [];
const nothing: Adding['removed']['value'] = new Map();

/** `failed`: the code could not be fetched. */
export function createAddingLater(load: () => Promise<Adding>, failed: () => void): Adding {
  const loaded = signal<Adding | null>(null);
  let loading: Promise<Adding> | null = null;
  let stopped = false;
  return {
    pending: computed(() => loaded.value?.pending.value ?? none),
    removed: computed(() => loaded.value?.removed.value ?? nothing),
    async add(files) {
      // One for all: two choices at once must not make two queues.
      loading ??= load();
      try {
        loaded.value = await loading;
      } catch {
        loading = null;
        failed();
        return;
      }
      if (!stopped) await loaded.value.add(files);
    },
    stop() {
      stopped = true;
      loaded.peek()?.stop();
    },
  };
}
