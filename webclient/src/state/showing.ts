// The picture in view here, and what is shown to everybody: one element of the panel, which each may leave for an own
// view of another picture.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Panel } from '../panel/panel.ts';
import { shown } from '../panel/query.ts';
import type { Stage } from '../stage/stage.ts';
import type { View } from '../stage/types.ts';
import { ids } from '../wire/schema.gen.ts';
import { compared } from './compared.ts';
import type { Pictures } from './pictures.ts';

/** An older "look here" has been seen, or is none of a late joiner's business. */
const lookHereMs = 15_000;

export interface Showing {
  /** The picture in view here: what is shown to all, or what one went back to. */
  readonly picture: ReadonlySignal<string | null>;
  /** Goes to what is shown to all. Reads a signal. */
  followShown(): void;
  /** Brings a picture before everybody, each in an own view of it. */
  show(picture: string): void;
  /** Shows the next one in the strip, or with -1 the one before. */
  step(by: 1 | -1): void;
  /** Brings everybody to the very part of the picture that one sees. */
  showEverybody(): void;
  /** Goes, here only, to what somebody else has in view; null: all of the picture. */
  look(picture: string, view: View | null): void;
  /** The stage element was written by somebody else. */
  shownByOther(): void;
  /** One moved by one's own hand. */
  moved(): void;
  /** Tells of that, and of being brought somewhere. Returns the end of it. */
  onMoved(listener: () => void): () => void;
}

export interface ShowingOptions {
  readonly panel: Panel;
  readonly pictures: Pictures;
  /** Somebody brought us to a view of theirs; `back` returns to what one saw before. */
  onBrought(by: string, back: () => void): void;
}

export function createShowing({ panel, pictures, onBrought }: ShowingOptions, stage: () => Stage | null): Showing {
  const picture = signal<string | null>(null);
  const listeners = new Set<() => void>();
  const moved = () => {
    for (const listener of listeners) listener();
  };
  const show = (id: string) => {
    moved();
    if (shown(panel)?.picture !== id) write(panel, id, null);
    picture.value = id;
  };
  return {
    picture,
    followShown() {
      picture.value = pictures.shown.value;
    },
    show,
    step(by) {
      const list = pictures.list.peek();
      const next = list[list.findIndex(({ id }) => id === picture.peek()) + by];
      if (next) show(next.id);
    },
    showEverybody() {
      const view = stage()?.view();
      if (view && picture.value !== null) write(panel, picture.value, view);
    },
    look(id, view) {
      picture.value = id;
      if (view === null) stage()?.fit();
      else stage()?.showView(view);
    },
    shownByOther() {
      const view = stage()?.view();
      const now = shown(panel);
      if (!view || !now?.view || now.by === panel.site || now.stamp.ms < panel.now() - lookHereMs) return;
      moved();
      const before = picture.peek();
      picture.value = now.picture;
      stage()?.showView(asView(now.view));
      onBrought(now.by, () => {
        moved();
        picture.value = before;
        stage()?.showView(view);
      });
    },
    moved,
    onMoved(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function write(panel: Panel, picture: string, view: View | null): void {
  // "Come here" in a comparison does not end it: the pair is written together.
  const pair = compared(panel);
  const kept = pair?.picture === picture ? { compare: pair.beside } : {};
  panel.announce(ids.stage, { kind: 'stage', by: panel.site, picture, view: view && [...view], ...kept });
}

function asView(view: readonly number[]): View {
  const [x = 0, y = 0, w = 0, h = 0] = view;
  return [x, y, w, h];
}
