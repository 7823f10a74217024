// Toasts of what others did with pictures where one did not look: added some, or took one back. Several of one person
// in a short while are one toast.
import type { ReadonlySignal } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import type { Change, Panel } from '../panel/panel.ts';
import { picture } from '../panel/query.ts';
import type { Stamp, Write } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import { shortName } from './short-name.ts';
import type { Toasts } from './toasts.ts';

/** What comes within this time is told at once. */
export const mergeMs = 3_000;
/** A peer may add more; the number in the toast then stays behind. */
const maxTold = 200;

export interface PictureNewsOptions {
  readonly panel: Panel;
  readonly t: Translate;
  readonly toasts: Toasts;
  after(ms: number, action: () => void): () => void;
  person(site: string): string;
  readonly inView: ReadonlySignal<string | null>;
  show(id: string): void;
}

export function createPictureNews(options: PictureNewsOptions): { stop(): void } {
  const { panel, t, toasts } = options;
  const batches = createBatches(options);
  // What is older than one's own coming was there before: no news. A panel clock is never behind what it has seen.
  const came = panel.get(panel.site)?.stamp('name');

  const tookBack = ({ id, stamp: { site } }: Write) => {
    const name = panel.get(id)?.get('name');
    if (typeof name !== 'string') return;
    toasts.show({
      tone: 'info',
      text: t('film.tookBack', { name: options.person(site), picture: shortName(name) }),
    });
  };
  const changed = (change: Change) => {
    const isNews = (stamp: Stamp) => stamp.site !== panel.site && (!came || compareStamps(stamp, came) > 0);
    for (const write of change.writes) {
      if (change.origin === 'remote' && isNews(write.stamp)) {
        if (write.set['kind'] === 'picture' && picture(panel, write.id)) batches.added(write);
        if (write.set['takenBack'] === true) tookBack(write);
      }
      if (write.set['deleted'] === true) batches.forget(write.id);
    }
  };
  const stops = [
    panel.subscribe(changed),
    options.inView.subscribe((id) => {
      if (id !== null) batches.forget(id);
    }),
    batches.stop,
  ];
  return {
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** The pictures of one person that nobody has looked at here. */
interface Batch {
  readonly ids: Set<string>;
  grown: boolean;
  toast: number;
  cancel(): void;
}

/** Tells what was added, of each person by itself. */
function createBatches(options: PictureNewsOptions) {
  const { panel, t, toasts } = options;
  const batches = new Map<string, Batch>();

  const tell = (site: string, batch: Batch) => {
    batch.grown = false;
    const names = [...batch.ids].flatMap((id) => picture(panel, id)?.name ?? []);
    const [id = ''] = batch.ids;
    const name = options.person(site);
    const text =
      names.length === 1
        ? t('film.added', { name, picture: shortName(names[0] ?? '') })
        : t('film.addedMany', { name, count: names.length });
    const content = { tone: 'info', text, action: { label: t('film.show'), run: () => options.show(id) } } as const;
    batch.toast = batch.toast === 0 ? toasts.show(content) : toasts.update(batch.toast, content);
  };
  const later = (site: string, batch: Batch) => {
    batch.cancel = options.after(mergeMs, () => {
      if (!batch.grown || batch.ids.size === 0) {
        batches.delete(site);
        return;
      }
      tell(site, batch);
      later(site, batch);
    });
  };
  return {
    added({ id, stamp: { site } }: Write) {
      if (id === options.inView.peek()) return;
      const batch = batches.get(site) ?? { ids: new Set(), grown: false, toast: 0, cancel() {} };
      if (!batches.has(site)) {
        batches.set(site, batch);
        later(site, batch);
      }
      if (batch.ids.size >= maxTold) return;
      batch.ids.add(id);
      batch.grown = true;
    },
    /** It is seen, or gone: no news any more. */
    forget(id: string) {
      for (const batch of batches.values())
        if (batch.ids.delete(id) && batch.ids.size === 0) toasts.dismiss(batch.toast);
    },
    stop() {
      for (const batch of batches.values()) batch.cancel();
    },
  };
}
