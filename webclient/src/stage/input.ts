/** DOM events of the stage, made into samples, keys and files. The only place that listens. */
import type { Gestures, PointerKind, Sample } from './gestures.ts';
import { isSingle, type KeyInput } from './key-input.ts';
import type { Habits, Vec } from './types.ts';
import { Wheel, type WheelMeaning } from './wheel.ts';

export interface InputActions {
  wheel(meaning: WheelMeaning, at: Vec): void;
  /** True if the key was the stage's. */
  key(input: KeyInput, repeat: boolean): boolean;
  space(held: boolean): void;
  hover(sample: Sample | null): void;
  /** The mark under the pointer, or that has the focus. */
  over(id: string | null): void;
  files(files: File[]): void;
  now(): number;
  habits(): Habits;
}

export class Input {
  readonly #root: HTMLElement;
  readonly #gestures: Gestures;
  readonly #actions: InputActions;
  readonly #wheel = new Wheel();
  #origin: Vec = { x: 0, y: 0 };
  readonly #listening = new AbortController();

  constructor(root: HTMLElement, gestures: Gestures, actions: InputActions) {
    this.#root = root;
    this.#gestures = gestures;
    this.#actions = actions;
    const { signal } = this.#listening;
    // All end with this signal: see `destroy`.
    root.addEventListener('pointerdown', this.#onDown, { signal });
    root.addEventListener('mousedown', this.#onMouseDown, { signal });
    root.addEventListener('pointerenter', this.findOrigin, { signal });
    root.addEventListener('pointermove', this.#onMove, { signal });
    root.addEventListener('pointerup', this.#onUp, { signal });
    root.addEventListener('pointercancel', this.#onLost, { signal });
    root.addEventListener('pointerleave', this.#onLeave, { signal });
    root.addEventListener('pointerover', this.#onOver, { signal });
    root.addEventListener('focusin', this.#onOver, { signal });
    root.addEventListener('focusout', this.#onFocusOut, { signal });
    root.addEventListener('wheel', this.#onWheel, { signal, passive: false });
    root.addEventListener('keydown', this.#onKeyDown, { signal });
    root.addEventListener('keyup', this.#onKeyUp, { signal });
    root.addEventListener('dragover', this.#onDragOver, { signal });
    root.addEventListener('drop', this.#onDrop, { signal });
    root.addEventListener('paste', this.#onPaste, { signal });
    // A long press is ours to give a meaning; the system's menu for pictures would open over it.
    root.addEventListener('contextmenu', prevent, { signal });
  }

  destroy(): void {
    this.#listening.abort();
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (isField(event.target)) return;
    // Where a pointer is, a ring has nothing to say.
    this.#root.focus({ preventScroll: true, focusVisible: false } as FocusOptions);
    this.#root.setPointerCapture(event.pointerId);
    this.findOrigin();
    // The middle button would start the browser's own scrolling; the mouse events that a browser makes up after a touch
    // would take the focus from a text field that the touch opened.
    if (event.button === 1 || event.pointerType !== 'mouse') event.preventDefault();
    this.#gestures.down({ ...this.#sample(event), closes: isOpenOver() });
  };

  /** Focus stays on the stage: a mark that is pressed would take it, and lose it when it is drawn elsewhere. */
  readonly #onMouseDown = (event: MouseEvent): void => {
    if (!isField(event.target)) event.preventDefault();
  };

  readonly #onMove = (event: PointerEvent): void => {
    const sample = this.#sample(event);
    // A finger has a place to show only while it does something.
    if (event.pointerType !== 'touch' || this.#gestures.state === 'tool') this.#actions.hover(sample);
    if (this.#gestures.state === 'idle') return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    const samples = coalesced.length > 0 ? coalesced.map((e) => this.#sample(e)) : [sample];
    const predicted = event.getPredictedEvents?.() ?? [];
    this.#gestures.move(
      samples,
      predicted.slice(0, 1).map((e) => this.#sample(e)),
    );
  };

  readonly #onUp = (event: PointerEvent): void => this.#gestures.up(this.#sample(event));
  readonly #onLost = (event: PointerEvent): void => this.#gestures.lost(event.pointerId);
  readonly #onLeave = (): void => {
    this.#actions.hover(null);
    this.#actions.over(null);
  };
  readonly #onOver = (event: Event): void => this.#actions.over(markIdOf(event.target));
  readonly #onFocusOut = (): void => this.#actions.over(null);

  readonly #onWheel = (event: WheelEvent): void => {
    if (isField(event.target)) return;
    event.preventDefault();
    this.findOrigin();
    // Firefox tells lines only to those who read deltaMode before the deltas.
    const { deltaMode } = event;
    const zoomKey = event.ctrlKey || event.metaKey;
    const time = this.#actions.now();
    const { deltaX, deltaY, shiftKey } = event;
    const turn = { deltaMode, deltaX, deltaY, zoomKey, shift: shiftKey, time };
    const meaning = this.#wheel.read(turn, this.#actions.habits().wheel);
    this.#actions.wheel(meaning, this.#place(event));
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isField(event.target)) return;
    // What lies open over the page closes first.
    if (event.key === 'Escape' && isOpenOver()) return;
    if (event.key === ' ') {
      if (isButton(event.target)) return;
      event.preventDefault();
      if (!event.repeat) this.#actions.space(true);
      return;
    }
    if (event.key === 'Enter' && isButton(event.target)) return;
    const { key, code, altKey, shiftKey } = event;
    const input = { key, code, ctrl: event.ctrlKey || event.metaKey, shift: shiftKey, alt: altKey };
    if (isSingle(input) && !this.#actions.habits().singleKeys) return;
    if (this.#actions.key(input, event.repeat)) event.preventDefault();
  };

  readonly #onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ') this.#actions.space(false);
  };

  readonly #onDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };

  readonly #onDrop = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#actions.files(files);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || isField(event.target)) return;
    event.preventDefault();
    this.#actions.files(files);
  };

  #place(event: MouseEvent): Vec {
    return { x: event.clientX - this.#origin.x, y: event.clientY - this.#origin.y };
  }

  /**
   * Where the stage is in the window, read when a gesture begins and when the stage is laid out anew: reading it at every
   * move would force layout. A mouse that rests where the stage appears never enters it.
   */
  readonly findOrigin = (): void => {
    const { left, top } = this.#root.getBoundingClientRect();
    this.#origin = { x: left, y: top };
  };

  #sample(event: PointerEvent): Sample {
    const kind: PointerKind =
      event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse';
    return {
      ...this.#place(event),
      id: event.pointerId,
      kind,
      time: event.timeStamp,
      pressure: event.pressure,
      button: Math.max(0, event.button),
      shift: event.shiftKey,
    };
  }
}

function prevent(event: Event): void {
  event.preventDefault();
}

/** Whether something lies over the page that a press beside it, or Escape, will close. */
function isOpenOver(): boolean {
  return document.querySelector('[popover=auto]:popover-open') !== null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement || isButton(target);
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement;
}

function markIdOf(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest('[data-id]')?.getAttribute('data-id') ?? null) : null;
}
