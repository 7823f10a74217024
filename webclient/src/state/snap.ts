// Snap a tab: from the question over the still and what is cut from it to the panel. Until `put` nothing of it leaves
// this file: no presence, no blob, no write.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { encoded, release } from '../export/canvas.ts';
import type { Key, Translate } from '../i18n.ts';
import { NoStill, type NoStillReason, takeStill } from '../snap/capture.ts';
import { type Grip, pulled } from '../snap/drag.ts';
import {
  type Edit,
  inMiddle,
  maxBoxes,
  moved,
  type Part,
  partOf,
  resized,
  type Sides,
  typed,
  untouched,
  withBox,
  withoutBox,
  withPart,
} from '../snap/edit.ts';
import { History } from '../snap/history.ts';
import { burnt } from '../snap/pixels.ts';
import type { Box, Vec } from '../stage/types.ts';

export type { Grip } from '../snap/drag.ts';
export { type Part, partOf, type Sides } from '../snap/edit.ts';
export type { Box, Size, Vec } from '../stage/types.ts';

export type SnapPhase = 'asking' | 'choosing' | 'editing' | 'putting';

export interface Snap {
  readonly phase: ReadonlySignal<SnapPhase>;
  readonly problem: ReadonlySignal<Key | null>;
  readonly still: ReadonlySignal<HTMLCanvasElement | null>;
  readonly edit: ReadonlySignal<Edit>;
  readonly selected: ReadonlySignal<Part>;
  readonly canUndo: ReadonlySignal<boolean>;
  /** No more boxes. */
  readonly full: ReadonlySignal<boolean>;
  /** From a press: the browser asks what to take. What there was stays until there is another. */
  choose(): Promise<void>;
  select(part: Part): void;
  /** A drag, from what is taken hold of to letting go: one step for the way back, however far it went. */
  take(grip: Grip, at: Vec): void;
  drag(to: Vec): void;
  drop(): void;
  cancelDrag(): void;
  /** One of a part's numbers was typed. */
  type(part: Part, name: keyof Box, value: number): void;
  move(part: Part, by: Vec): void;
  resize(part: Part, sides: Sides, by: Vec): void;
  /** In the middle, to be moved from there. */
  addBox(): void;
  removeBox(index: number): void;
  undo(): void;
  /** Whether it is on its way to the panel. */
  put(): Promise<boolean>;
  /** Ends a choice that is still open; the still is forgotten. */
  stop(): void;
}

export interface SnapOptions {
  readonly media: Pick<MediaDevices, 'getDisplayMedia'>;
  readonly t: Translate;
  after(ms: number, action: () => void): () => void;
  /** The usual way of a picture onto the panel. */
  add(files: readonly File[]): Promise<void>;
}

const problems: Readonly<Record<NoStillReason, Key>> = {
  refused: 'snap.refused',
  'no-frame': 'snap.noFrame',
  unsupported: 'snap.unsupported',
};

const nothing: Edit = untouched({ width: 0, height: 0 });

export function createSnap(options: SnapOptions, capture: typeof takeStill = takeStill): Snap {
  const ended = new AbortController();
  const phase = signal<SnapPhase>('asking');
  const problem = signal<Key | null>(null);
  const still = signal<HTMLCanvasElement | null>(null);
  const steps = signal({ history: new History<Edit>(nothing) });
  const dragged = signal<Edit | null>(null);
  let pull: { readonly grip: Grip; readonly from: Vec; readonly start: Edit } | null = null;
  const selected = signal<Part>('crop');
  const edit = computed(() => dragged.value ?? steps.value.history.now);

  const step = (next: Edit) => {
    const { history } = steps.peek();
    history.push(next);
    steps.value = { history };
    dragged.value = null;
  };
  const show = (shot: HTMLCanvasElement | null) => {
    const before = still.peek();
    if (before) release(before);
    still.value = shot;
    steps.value = { history: new History(shot ? untouched(shot) : nothing) };
    dragged.value = null;
    selected.value = 'crop';
  };
  const changePart = (part: Part, next: (box: Box, shot: HTMLCanvasElement) => Box) => {
    const shot = still.peek();
    const now = steps.peek().history.now;
    const box = partOf(now, part);
    if (shot && box) step(withPart(now, part, next(box, shot)));
  };

  const choose = async () => {
    if (phase.peek() === 'choosing') return;
    phase.value = 'choosing';
    problem.value = null;
    try {
      const shot = await capture(options, ended.signal);
      if (ended.signal.aborted) return release(shot);
      show(shot);
    } catch (error) {
      if (ended.signal.aborted) return;
      problem.value = error instanceof NoStill ? problems[error.reason] : 'snap.noFrame';
    }
    phase.value = still.peek() ? 'editing' : 'asking';
  };
  const put = async () => {
    const shot = still.peek();
    if (!shot || phase.peek() !== 'editing') return false;
    phase.value = 'putting';
    try {
      const canvas = burnt(shot, steps.peek().history.now);
      const blob = await encoded(canvas, 'image/png');
      release(canvas);
      if (ended.signal.aborted) return false;
      void options.add([new File([blob], `${options.t('snap.name')}.png`, { type: 'image/png' })]);
      return true;
    } catch {
      problem.value = 'snap.tooBig';
      phase.value = 'editing';
      return false;
    }
  };
  return {
    ...{ phase, problem, still, edit, selected, choose, put },
    canUndo: computed(() => steps.value.history.canUndo),
    full: computed(() => edit.value.boxes.length >= maxBoxes),
    select(part) {
      selected.value = part;
    },
    take(grip, from) {
      pull = { grip, from, start: steps.peek().history.now };
      if (grip.part !== null) selected.value = grip.part;
    },
    drag(to) {
      const shot = still.peek();
      if (pull && shot) dragged.value = pulled(pull.start, pull.grip, pull.from, to, shot);
    },
    drop() {
      const next = dragged.peek();
      if (next && pull) step(next);
      if (next && pull?.grip.part === null) selected.value = next.boxes.length - 1;
      pull = null;
      dragged.value = null;
    },
    cancelDrag() {
      pull = null;
      dragged.value = null;
    },
    type: (part, name, value) => changePart(part, (box, shot) => typed(box, name, value, shot)),
    move: (part, by) => changePart(part, (box, shot) => moved(box, by, shot)),
    resize: (part, sides, by) => changePart(part, (box, shot) => resized(box, sides, by, shot)),
    addBox() {
      const shot = still.peek();
      const now = steps.peek().history.now;
      if (!shot || now.boxes.length >= maxBoxes) return;
      step(withBox(now, inMiddle(now.crop, shot)));
      selected.value = now.boxes.length;
    },
    removeBox(index) {
      step(withoutBox(steps.peek().history.now, index));
      selected.value = 'crop';
    },
    undo() {
      const { history } = steps.peek();
      history.undo();
      steps.value = { history };
      if (partOf(history.now, selected.peek()) === undefined) selected.value = 'crop';
    },
    stop() {
      ended.abort();
      show(null);
    },
  };
}
