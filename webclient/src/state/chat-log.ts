// The messages as they stand in the list: by day, and within it by person and minute.
import type { Said } from '../panel/messages.ts';
import type { Panel } from '../panel/panel.ts';
import { read } from '../panel/query.ts';
import { compareStamps } from '../wire/stamp.ts';

export type { Said } from '../panel/messages.ts';

/** The newest are kept at hand; who wants to flood a chat buries nothing but older messages. */
export const maxMessages = 2_000;

/** The messages of a panel, read anew only where something changed. */
export interface Log {
  /** False if none of these elements is or was a message. */
  changed(ids: Iterable<string>): boolean;
  /** The newest, earliest first. */
  list(): readonly Said[];
}

export function createLog(panel: Panel): Log {
  const known = new Map<string, Said>();
  let sorted: readonly Said[] | null = null;
  const log: Log = {
    changed(ids) {
      let any = false;
      for (const id of ids) {
        const element = panel.get(id);
        const message = read(element, 'message');
        if (element && message) known.set(id, { ...message, created: element.created });
        else if (!known.delete(id)) continue;
        any = true;
      }
      if (any) sorted = null;
      return any;
    },
    list() {
      sorted ??= [...known.values()].sort(inOrder).slice(-maxMessages);
      return sorted;
    },
  };
  log.changed([...panel.elements()].map(({ id }) => id));
  return log;
}

export function inOrder(a: Said, b: Said): number {
  return compareStamps(a.created, b.created) || (a.id < b.id ? -1 : 1);
}

export type LogEntry =
  /** `at`: some moment of the day. None stands before messages that are all of today. */
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** Said by one person within one minute. */
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly by: string;
      readonly at: number;
      readonly said: readonly Said[];
    }
  /** What follows had not been read when the chat was opened. */
  | { readonly kind: 'new'; readonly key: string };

const minuteMs = 60_000;

/** `firstNew`: the message before which the line stands that says what is new. Days and minutes are those of here. */
export function entriesOf(said: readonly Said[], now: number, firstNew: string | null): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  let group = null as Group | null;
  const today = new Date(now).toDateString();
  let lastDay = today;
  for (const message of said) {
    const { id, by } = message;
    const at = timeOf(message, now);
    const day = new Date(at).toDateString();
    const minute = Math.floor(at / minuteMs);
    if (day !== lastDay) entries.push({ kind: 'day', key: `day ${id}`, at });
    if (id === firstNew) entries.push({ kind: 'new', key: 'new' });
    const isApart = day !== lastDay || id === firstNew || group?.by !== by || group.minute !== minute;
    lastDay = day;
    if (group && !isApart) {
      group.said.push(message);
      continue;
    }
    group = { by, minute, said: [message] };
    entries.push({ kind: 'group', key: id, by, at, said: group.said });
  }
  return entries;
}

interface Group {
  readonly by: string;
  readonly minute: number;
  readonly said: Said[];
}

/** No message is from the future, whatever its clock said; and no time is beyond what a date can be. */
export function timeOf({ created }: Pick<Said, 'created'>, now: number): number {
  return Math.min(created.ms, now);
}
