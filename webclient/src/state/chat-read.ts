// Which messages of others have been read. It outlives a reload of the tab, as the panel does; nothing of what was said
// is kept for it, only up to when.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Said } from '../panel/messages.ts';
import type { KeyValue } from '../peer/types.ts';
import type { Stamp } from '../wire/schema.gen.ts';

export interface ReadMarks {
  /** What others said and nobody here has read, earliest first. */
  readonly unread: ReadonlySignal<readonly Said[]>;
  /** All that is here now has been seen. */
  readAll(): void;
  forget(): void;
}

export interface ReadOptions {
  readonly site: string;
  readonly said: ReadonlySignal<readonly Said[]>;
  readonly storage: KeyValue | null;
  readonly room: string;
}

export function createReadMarks({ site, said, storage, room }: ReadOptions): ReadMarks {
  const key = `coviewer.read.${room}`;
  const first = said.peek();
  const until = stored(storage, key) ?? lastOwn(first, site);
  // By id, not by time: what somebody wrote offline arrives late with an early stamp.
  const read = signal<ReadonlySet<string>>(
    new Set(until === null ? [] : first.filter(({ created }) => !isLater(created, until)).map(({ id }) => id)),
  );
  const unread = computed(() => said.value.filter(({ by, id }) => by !== site && !read.value.has(id)));
  return {
    unread,
    readAll() {
      const all = said.peek();
      const newest = all.at(-1)?.created;
      if (newest) store(storage, key, newest);
      if (unread.peek().length > 0) read.value = new Set(all.map(({ id }) => id));
    },
    forget: () => guarded(() => storage?.removeItem(key)),
  };
}

/** Who has answered has read what came before. */
function lastOwn(said: readonly Said[], site: string): Moment | null {
  return said.findLast(({ by }) => by === site)?.created ?? null;
}

type Moment = Pick<Stamp, 'ms' | 'n'>;

function isLater(a: Moment, b: Moment): boolean {
  return a.ms > b.ms || (a.ms === b.ms && a.n > b.n);
}

function stored(storage: KeyValue | null, key: string): Moment | null {
  const [, ms, n] = /^(\d{1,15})\.(\d{1,5})$/.exec(guarded(() => storage?.getItem(key)) ?? '') ?? [];
  return ms === undefined || n === undefined ? null : { ms: Number(ms), n: Number(n) };
}

function store(storage: KeyValue | null, key: string, { ms, n }: Moment): void {
  guarded(() => storage?.setItem(key, `${ms}.${n}`));
}

/** Blocked or full storage costs no more than that messages count as new after a reload. */
function guarded<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
