// Comparing two pictures: which ones and how is on the panel, so that all see the same; zoom and pan are one's own.
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Panel } from '../panel/panel.ts';
import { picture as pictureOf, shown } from '../panel/query.ts';
import { ids, type Write } from '../wire/schema.gen.ts';
import { createSplit } from './compare-split.ts';
import { compared, type Pair } from './compared.ts';
import type { Core } from './features.ts';

export const modes = ['side', 'overlay'] as const;
export type Mode = (typeof modes)[number];

export const splitMax = 1000;
const middle = splitMax / 2;
/** What began longer ago is no news to who joins. */
const newsMs = 15_000;

export interface Comparison extends Pair {
  readonly mode: Mode;
}

export interface Compare {
  /** What is compared on this screen. */
  readonly current: ReadonlySignal<Comparison | null>;
  /** What others compare while one is in one's own view. */
  readonly elsewhere: ReadonlySignal<Comparison | null>;
  readonly split: ReadonlySignal<number>;
  start(picture: string, beside: string): void;
  /** Back to what the others compare. */
  join(): void;
  /** For everybody. */
  leave(): void;
  swap(): void;
  setMode(mode: Mode): void;
  slide(split: number): void;
  settle(): void;
  stop(): void;
}

export function createCompare(core: Core): Compare {
  const { panel, pictures } = core;
  const here = createPairHere(core);
  const { onPanel, current } = here;
  const split = createSplit({
    shared: computed(() => {
      pictures.list.value;
      return shown(panel)?.split ?? middle;
    }),
    after: core.env.peer.after,
    write: (value) => void panel.announce(ids.stage, { split: value }),
  });
  const write = ({ picture, beside }: Pair, mode: Mode) => {
    panel.announce(ids.stage, { kind: 'stage', by: panel.site, picture, compare: beside, mode, view: null });
  };
  const news = createNews(core, here.turnAway);

  let before = readComparison(panel);
  const ends = [
    here.stop,
    panel.subscribe(({ origin, writes }) => {
      const was = before;
      before = readComparison(panel);
      if (before === null) here.turnBack();
      const begun = writes.findLast(begins);
      if (before === null || begun === undefined) return;
      if (was !== null && keyOf(was) === keyOf(before)) return; // swapped
      here.join();
      if (origin === 'remote') news.tell(begun, before);
    }),
    effect(() => {
      if (current.value !== null) return;
      untracked(() => {
        split.stop();
        news.past();
      });
    }),
  ];
  return {
    ...{ current, elsewhere: here.elsewhere, join: here.join },
    ...{ split: split.value, slide: split.slide, settle: split.settle },
    start(picture, beside) {
      if (picture === beside) return;
      here.turnBack();
      write({ picture, beside }, onPanel.peek()?.mode ?? 'side');
    },
    leave: () => void (onPanel.peek() && panel.announce(ids.stage, { compare: null })),
    swap() {
      const now = current.peek();
      if (now) write({ picture: now.beside, beside: now.picture }, now.mode);
    },
    setMode: (mode) => void (onPanel.peek() && panel.announce(ids.stage, { mode })),
    stop() {
      for (const end of ends) end();
      split.stop();
    },
  };
}

/** The panel's pair as it is on this screen, unless this person turned away from it, to an own view. */
function createPairHere({ panel, pictures, view }: Core) {
  /** The pair that was turned away from. */
  const away = signal<string | null>(null);
  /** What one had in view before. */
  let own: string | null = null;

  const onPanel = computed<Comparison | null>(() => {
    pictures.list.value; // the panel is no signal: this says that its pictures or what is shown of them changed
    return readComparison(panel);
  });
  const current = steady(
    computed(() => {
      const now = onPanel.value;
      if (now === null || keyOf(now) === away.value) return null;
      const [picture, beside] = [view.picture.value, other(now, view.picture.value)];
      return picture === null || beside === null ? null : { ...now, picture, beside };
    }),
  );
  const look = (id: string | null) => {
    if (id !== null && pictureOf(panel, id) && id !== view.picture.peek()) view.look(id, null);
  };
  const turnBack = () => {
    away.value = null;
  };
  return {
    ...{ onPanel, current, turnBack },
    elsewhere: computed(() => (current.value === null ? onPanel.value : null)),
    join() {
      turnBack();
      const now = onPanel.peek();
      if (now !== null && other(now, view.picture.peek()) === null) look(now.picture);
    },
    /** To what one had in view before. */
    turnAway(pair: Pair) {
      away.value = keyOf(pair);
      look(own);
    },
    stop: effect(() => {
      const picture = view.picture.value;
      if (compared(panel) === null) own = picture;
    }),
  };
}

/** Tells once that somebody else began, with a way back. */
function createNews({ panel, toasts, t, people }: Core, back: (pair: Pair) => void) {
  let toast = 0;
  return {
    tell({ stamp }: Write, pair: Pair): void {
      if (stamp.ms < panel.now() - newsMs) return;
      toasts.dismiss(toast);
      const text = t('compare.other', { name: people.look(stamp.site).name });
      toast = toasts.show({ tone: 'info', text, action: { label: t('pictures.back'), run: () => back(pair) } });
    },
    /** There is nothing to go back from. */
    past: () => toasts.dismiss(toast),
  };
}

/** Null also while one of its pictures is not there. */
function readComparison(panel: Panel): Comparison | null {
  const pair = compared(panel);
  if (!pair || !pictureOf(panel, pair.picture) || !pictureOf(panel, pair.beside)) return null;
  return { ...pair, mode: shown(panel)?.mode ?? 'side' };
}

function begins({ id, set }: Write): boolean {
  return id === ids.stage && typeof set['compare'] === 'string';
}

/** The same for a pair and for its pictures swapped. */
function keyOf({ picture, beside }: Pair): string {
  return [picture, beside].sort().join(' ');
}

/** The other one of two; null: it is neither. */
function other({ picture, beside }: Pair, id: string | null): string | null {
  return id === picture ? beside : id === beside ? picture : null;
}

/** Tells only what is new: whatever is drawn from it must not begin anew with each change of the panel. */
function steady(source: ReadonlySignal<Comparison | null>): ReadonlySignal<Comparison | null> {
  let last: Comparison | null = null;
  return computed(() => {
    const now = source.value;
    const same = now && last && now.picture === last.picture && now.beside === last.beside && now.mode === last.mode;
    if (!same) last = now;
    return last;
  });
}
