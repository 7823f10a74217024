// What a person does to a still before it is put on the panel: what is kept of it and what is blacked out, by dragging,
// by numbers or by keys, and the way back.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
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
import type { Box, Size, Vec } from '../stage/types.ts';

export interface Editing {
  readonly edit: ReadonlySignal<Edit>;
  readonly selected: ReadonlySignal<Part>;
  readonly canUndo: ReadonlySignal<boolean>;
  /** No more boxes. */
  readonly full: ReadonlySignal<boolean>;
  /** Of another still, or of none. */
  begin(still: Size | null): void;
  /** Without a drag that has not ended. */
  settled(): Edit;
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
}

const nothing: Edit = untouched({ width: 0, height: 0 });

export function createEditing(): Editing {
  const steps = signal({ history: new History<Edit>(nothing) });
  const dragged = signal<Edit | null>(null);
  const selected = signal<Part>('crop');
  const edit = computed(() => dragged.value ?? steps.value.history.now);
  let size: Size | null = null;
  let pull: { readonly grip: Grip; readonly from: Vec; readonly start: Edit } | null = null;

  const settled = () => steps.peek().history.now;
  const step = (next: Edit) => {
    const { history } = steps.peek();
    history.push(next);
    steps.value = { history };
    dragged.value = null;
  };
  const letGo = () => {
    pull = null;
    dragged.value = null;
  };
  const change = (part: Part, next: (box: Box, still: Size) => Box) => {
    const box = partOf(settled(), part);
    if (size && box) step(withPart(settled(), part, next(box, size)));
  };
  return {
    ...{ edit, selected, settled },
    canUndo: computed(() => steps.value.history.canUndo),
    full: computed(() => edit.value.boxes.length >= maxBoxes),
    begin(still) {
      size = still;
      steps.value = { history: new History(still ? untouched(still) : nothing) };
      dragged.value = null;
      selected.value = 'crop';
    },
    select(part) {
      selected.value = part;
    },
    take(grip, from) {
      pull = { grip, from, start: settled() };
      if (grip.part !== null) selected.value = grip.part;
    },
    drag(to) {
      if (pull && size) dragged.value = pulled(pull.start, pull.grip, pull.from, to, size);
    },
    drop() {
      const next = dragged.peek();
      if (next && pull) step(next);
      if (next && pull?.grip.part === null) selected.value = next.boxes.length - 1;
      letGo();
    },
    cancelDrag: letGo,
    type: (part, name, value) => change(part, (box, still) => typed(box, name, value, still)),
    move: (part, by) => change(part, (box, still) => moved(box, by, still)),
    resize: (part, sides, by) => change(part, (box, still) => resized(box, sides, by, still)),
    addBox() {
      const now = settled();
      if (!size || now.boxes.length >= maxBoxes) return;
      step(withBox(now, inMiddle(now.crop, size)));
      selected.value = now.boxes.length;
    },
    removeBox(index) {
      step(withoutBox(settled(), index));
      selected.value = 'crop';
    },
    undo() {
      const { history } = steps.peek();
      history.undo();
      steps.value = { history };
      if (partOf(history.now, selected.peek()) === undefined) selected.value = 'crop';
    },
  };
}
