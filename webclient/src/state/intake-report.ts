// What became of one choice of files: one toast, when all of them are through. What was refused stands first, a line for
// each reason; then what was removed from the pictures that were taken, the most telling first.
import type { Key } from '../i18n.ts';
import type { IntakeErrorReason, Metadata } from '../media/types.ts';
import { removedText, type Words } from './removed-text.ts';
import { shortName } from './short-name.ts';
import type { ToastContent } from './toasts.ts';

/** `failed`: nothing that intake knows of. */
export type Refusal = Exclude<IntakeErrorReason, 'canceled'> | 'failed';

export interface IntakeReport {
  taken(name: string, found: readonly Metadata[]): void;
  refused(name: string, reason: Refusal): void;
  /** More than may be chosen at once. */
  beyond(names: readonly string[]): void;
  /** Null: there is nothing to tell. */
  content(): ToastContent | null;
}

interface ReportOptions {
  readonly words: Words;
  /** Of one choice. */
  readonly maxFiles: number;
  /** Opens the account of all that was shared. */
  openReceipt(): void;
}

/** More names than this are a count; of what was refused each is named, for it has to be chosen again. */
const maxNamesInLine = 2;
/** More would cover the picture. */
const maxGroups = 3;
/** The worse to give away, the more; each more than all that are less. */
const telling: Readonly<Record<Metadata, number>> = { location: 16, comment: 8, time: 4, camera: 2, other: 1 };

interface Group {
  readonly found: readonly Metadata[];
  readonly names: string[];
}

export function createIntakeReport({ words, maxFiles, openReceipt }: ReportOptions): IntakeReport {
  const { t } = words;
  const groups = new Map<string, Group>();
  const refusals = new Map<Refusal, string[]>();
  let beyond: readonly string[] = [];

  const removed = (alone: boolean): Pick<ToastContent, 'action'> & { lines: string[] } => {
    const all = Array.from(groups.values()).sort((a, b) => weight(b.found) - weight(a.found));
    // Between refusals, or as the only one, a line says by itself what it is about.
    const key = alone && all.length > 1 ? 'intake.removedFrom' : 'intake.removed';
    const lines = all.slice(0, maxGroups).map((group) => groupLine(words, key, group));
    const count = all.slice(maxGroups).reduce((sum, { names }) => sum + names.length, 0);
    if (count === 0) return { lines };
    const action = { label: t('receipt.title'), run: openReceipt };
    return { lines: [...lines, t('intake.more', { count })], action };
  };
  const refusedContent = (): ToastContent => {
    const { lines, ...rest } = removed(false);
    const files = Array.from(refusals).flatMap(([reason, names]) => names.map((name) => ({ reason, name })));
    const [only] = files;
    const tone = 'error';
    if (only && files.length === 1 && beyond.length === 0) {
      const text = t(`intake.${only.reason}`, { name: shortName(only.name) });
      return { tone, text, ...(lines.length > 0 && { lines }), ...rest };
    }
    if (files.length === 0) {
      const text = t('intake.tooManyFiles', { count: maxFiles });
      return { tone, text, lines: [fewNames(beyond), ...lines], ...rest };
    }
    const reasons = Array.from(refusals, ([reason, names]) =>
      t(`intake.line.${reason}`, { name: names.map(shortName).join(', ') }),
    );
    if (beyond.length > 0) reasons.push(t('intake.line.beyond', { name: fewNames(beyond), count: maxFiles }));
    const text = t('intake.refused', { count: files.length + beyond.length });
    return { tone, text, lines: [...reasons, ...lines], ...rest };
  };
  return {
    taken(name, found) {
      const what = found.join();
      const group = groups.get(what) ?? { found, names: [] };
      group.names.push(name);
      groups.set(what, group);
    },
    refused(name, reason) {
      refusals.set(reason, [...(refusals.get(reason) ?? []), name]);
    },
    beyond(names) {
      beyond = names;
    },
    content() {
      if (refusals.size > 0 || beyond.length > 0) return refusedContent();
      const { lines, action } = removed(true);
      const [only] = lines;
      if (only === undefined) return null;
      if (lines.length === 1) return { tone: 'done', text: only };
      // What was in one photo was not in all of them: only the lines may name it.
      return { tone: 'done', text: t('intake.removedOther'), lines, ...(action && { action }) };
    },
  };
}

function weight(found: readonly Metadata[]): number {
  return found.reduce((sum, kind) => sum + telling[kind], 0);
}

function groupLine(words: Words, key: Key, { found, names }: Group): string {
  const name = fewNames(names);
  if (found.length === 0) return words.t('intake.clean', { name });
  return words.t(key, { name, found: removedText(words, found) });
}

/** Cameras begin to count anew: two files of one name are told of once. */
function fewNames(names: readonly string[]): string {
  const told = [...new Set(names)].slice(0, maxNamesInLine);
  const more = names.filter((name) => !told.includes(name)).length;
  return told.map(shortName).join(', ') + (more > 0 ? ` + ${more}` : '');
}
