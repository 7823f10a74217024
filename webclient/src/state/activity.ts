// What others do, for the one polite live region: counted, merged, and said at most once every three seconds, so that a
// screen reader is told and not flooded.
import type { Signal } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import { say } from './say.ts';

export type Deed = 'marks' | 'pictures' | 'shown';

export interface Activity {
  note(site: string, deed: Deed): void;
  say(text: string): void;
  stop(): void;
}

export const activityMs = 3_000;

interface ActivityOptions {
  /** The text of the live region. */
  readonly text: Signal<string>;
  readonly t: Translate;
  name(site: string): string;
  after(ms: number, action: () => void): () => void;
}

export function createActivity({ text, t, name, after }: ActivityOptions): Activity {
  const counts = new Map<string, Map<Deed, number>>();
  let sayings: string[] = [];
  let cancel: (() => void) | null = null;

  const flush = () => {
    cancel = null;
    const parts = [...sayings];
    for (const [site, deeds] of counts) {
      for (const [deed, count] of deeds) parts.push(t(`activity.${deed}`, { name: name(site), count }));
    }
    sayings = [];
    counts.clear();
    say(text, parts.join('. '));
  };
  const soon = () => {
    cancel ??= after(activityMs, flush);
  };
  return {
    note(site, deed) {
      const deeds = counts.get(site) ?? new Map<Deed, number>();
      deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
      counts.set(site, deeds);
      soon();
    },
    say(saying) {
      sayings.push(saying);
      soon();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
