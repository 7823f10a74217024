// Own messages that were deleted a moment ago: they stand where they stood, with a way back.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Said } from '../panel/messages.ts';
import type { Cancel } from '../peer/types.ts';
import { inOrder } from './chat-log.ts';

/** How long. */
export const regretMs = 8_000;

export interface Regrets {
  /** All that is to be shown, earliest first; those of `deleted` as deleted. */
  readonly said: ReadonlySignal<readonly Said[]>;
  readonly deleted: ReadonlySignal<ReadonlySet<string>>;
  add(message: Said): void;
  stop(): void;
}

export function createRegrets(
  said: ReadonlySignal<readonly Said[]>,
  after: (ms: number, action: () => void) => Cancel,
): Regrets {
  const recent = signal<readonly Said[]>([]);
  const timers = new Map<string, Cancel>();
  const drop = (id: string) => {
    timers.get(id)?.();
    timers.delete(id);
    recent.value = recent.value.filter((message) => message.id !== id);
  };
  // Put back, here or by Undo, it is among the others again.
  const gone = computed(() => {
    if (recent.value.length === 0) return [];
    const here = new Set(said.value.map(({ id }) => id));
    return recent.value.filter(({ id }) => !here.has(id));
  });
  return {
    said: computed(() => (gone.value.length === 0 ? said.value : [...said.value, ...gone.value].sort(inOrder))),
    deleted: computed(() => new Set(gone.value.map(({ id }) => id))),
    add(message) {
      drop(message.id);
      recent.value = [...recent.value, message];
      timers.set(
        message.id,
        after(regretMs, () => drop(message.id)),
      );
    },
    stop() {
      for (const cancel of timers.values()) cancel();
    },
  };
}
