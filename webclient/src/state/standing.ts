// How it stands with the others, when a word in the header is not enough: nobody has come yet, or trouble lasts.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ConnectionWord } from './connection.ts';
import type { Core } from './features.ts';

/** alone: nobody has come yet. The others: trouble that lasts, or somebody who left. */
export type Note = 'alone' | 'connecting' | 'reconnecting' | 'offline' | 'gone';

export interface Standing {
  /** What to tell; null: nothing, or the person has read it. */
  readonly note: ReadonlySignal<{ readonly kind: Note; readonly name: string } | null>;
  /** Read: not told again until something else is. */
  dismiss(): void;
  stop(): void;
}

/** How long each lasts before it is told: most of it mends itself in a moment. */
export const patienceMs: Readonly<Partial<Record<ConnectionWord, number>>> = {
  waiting: 0,
  gone: 0,
  offline: 4_000,
  reconnecting: 8_000,
  connecting: 12_000,
};

const notes: Readonly<Partial<Record<ConnectionWord, Note>>> = {
  waiting: 'alone',
  gone: 'gone',
  offline: 'offline',
  reconnecting: 'reconnecting',
  connecting: 'connecting',
};

export type StandingCore = Pick<Core, 'connection' | 'people'>;

export function createStanding({ connection, people }: StandingCore, after: Core['env']['peer']['after']): Standing {
  const due = signal<Note | null>(null);
  const read = signal<Note | null>(null);
  const word = computed(() => connection.value.word);
  const stop = effect(() => {
    const kind = notes[word.value] ?? null;
    const patience = patienceMs[word.value] ?? 0;
    if (patience === 0) due.value = kind;
    if (kind === null) read.value = null;
    return patience === 0
      ? undefined
      : after(patience, () => {
          due.value = kind;
        });
  });
  return {
    note: computed(() => {
      const kind = due.value;
      if (kind === null || kind === read.value || notes[word.value] !== kind) return null;
      const missing = people.others.value.find(
        ({ peer }) => peer?.status === 'reconnecting' || peer?.status === 'away',
      );
      return { kind, name: missing?.name ?? connection.value.name };
    }),
    dismiss() {
      read.value = due.peek();
    },
    stop,
  };
}
