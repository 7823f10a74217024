/**
 * What fingers, pens and mice mean: a state machine without DOM or clock. Time comes in with the samples.
 *
 * One finger, pen or main button uses the tool; two fingers always pan and zoom, also in the middle of a stroke; once
 * a pen has touched, fingers only pan, because the palm lies on the screen.
 */
import type { Vec } from './types.ts';

export type PointerKind = 'mouse' | 'touch' | 'pen';

export interface Sample extends Vec {
  readonly id: number;
  readonly kind: PointerKind;
  /** Milliseconds. */
  readonly time: number;
  /** 0 to 1; of a pen only. */
  readonly pressure: number;
  readonly button: number;
  readonly shift: boolean;
  /** Pressing here closes what lies open over the page. */
  readonly closes?: boolean;
}

export interface GestureActions {
  /** Whether one pointer pans here instead of using the tool: the hand, space held, select on an empty place. */
  pans(sample: Sample): boolean;
  /** Whether the tool makes something of a tap: then two of them are no double tap. */
  draws(): boolean;
  begin(sample: Sample): void;
  move(samples: readonly Sample[], predicted: readonly Sample[]): void;
  end(sample: Sample): void;
  cancel(): void;
  panBy(dx: number, dy: number): void;
  zoomAt(at: Vec, factor: number): void;
  /** A second tap at the place of the first, shortly after it. */
  doubleTap(sample: Sample): void;
  /** A finger has rested for a while; what it began is canceled. */
  hold(sample: Sample): void;
  /** The finger that rested moves on. */
  holdMove(sample: Sample): void;
  /** As many fingers tapped at once. */
  fingerTap(fingers: number): void;
  /** A pen was seen for the first time, or forgotten. */
  pen(seen: boolean): void;
}

/** A stroke younger than this when the second finger lands was never meant. */
export const dropStrokeMs = 150;
/** A finger that rests for this long asks for something. */
export const holdMs = 500;
const tapMs = 250;
/** From the first finger down to the last one up. */
const fingerTapMs = 350;
/** A pointer that moved no farther, in screen pixels, has tapped. */
export const tapSlop = 8;
const doubleTapMs = 350;
export const doubleTapSlop = 28;
/** Fingers closer than this give no sensible ratio. */
const leastSpread = 10;

type State =
  | { readonly name: 'idle' }
  | { readonly name: 'tool'; readonly start: Sample }
  | { readonly name: 'pan'; readonly start: Sample; readonly last: Vec; readonly id: number }
  | { readonly name: 'held'; readonly id: number }
  | { readonly name: 'pinch'; readonly a: Sample; readonly b: Sample };

const idle: State = { name: 'idle' };

export class Gestures {
  readonly #actions: GestureActions;
  #state: State = idle;
  #fingers = new Map<number, Sample>();
  /** Where each finger landed. */
  #landings = new Map<number, Sample>();
  /** Fingers that may become a tap of all of them. */
  #tapping: { readonly time: number; fingers: number } | null = null;
  #moved = false;
  #lastTap: Sample | null = null;
  #penSeen = false;

  constructor(actions: GestureActions) {
    this.#actions = actions;
  }

  get state(): State['name'] {
    return this.#state.name;
  }

  /** A finger rests: time alone may give it a meaning, by `tick`. */
  get resting(): boolean {
    const state = this.#state;
    // Once there is a pen, what rests is the palm.
    if (this.#penSeen || this.#moved || (state.name !== 'tool' && state.name !== 'pan')) return false;
    return state.start.kind === 'touch';
  }

  /** Time has passed. */
  tick(now: number): void {
    const state = this.#state;
    if (!this.resting || (state.name !== 'tool' && state.name !== 'pan') || now - state.start.time < holdMs) return;
    this.cancel();
    this.#lastTap = null;
    this.#state = { name: 'held', id: state.start.id };
    this.#actions.hold(state.start);
  }

  down(sample: Sample): void {
    if (sample.kind === 'touch') {
      this.#fingers.set(sample.id, sample);
      this.#landings.set(sample.id, sample);
    }
    if (sample.kind === 'pen') this.#seePen();
    switch (this.#state.name) {
      case 'idle':
        this.#start(sample);
        return;
      case 'tool':
        this.#interrupt(this.#state.start, sample);
        return;
      case 'pan':
        if (sample.kind === 'touch') this.#pinch(this.#state.start);
        else if (sample.kind === 'pen') this.#start(sample);
        return;
      case 'pinch':
        if (this.#tapping !== null) this.#tapping.fingers = this.#fingers.size;
        return;
      case 'held':
        return;
    }
  }

  move(samples: readonly Sample[], predicted: readonly Sample[]): void {
    const last = samples.at(-1);
    if (last === undefined) return;
    if (this.#fingers.has(last.id)) this.#fingers.set(last.id, last);
    if (distance(last, this.#landings.get(last.id) ?? last) > tapSlop) this.#tapping = null;
    const state = this.#state;
    if (state.name === 'tool' && last.id === state.start.id) {
      this.#moved ||= distance(last, state.start) > tapSlop;
      this.#actions.move(samples, predicted);
    } else if (state.name === 'pan' && last.id === state.id) {
      this.#moved ||= distance(last, state.start) > tapSlop;
      this.#actions.panBy(last.x - state.last.x, last.y - state.last.y);
      this.#state = { ...state, last };
    } else if (state.name === 'held' && last.id === state.id) {
      this.#actions.holdMove(last);
    } else if (state.name === 'pinch') {
      this.#movePinch(state, last);
    }
  }

  up(sample: Sample): void {
    this.#lift(sample.id);
    const state = this.#state;
    if (state.name === 'tool' && sample.id === state.start.id) {
      this.#endTool(state.start, sample);
    } else if (state.name === 'pan' && sample.id === state.id) {
      this.#state = idle;
      this.#tap(state.start, sample);
    } else if (state.name === 'pinch' && (sample.id === state.a.id || sample.id === state.b.id)) {
      this.#afterPinch(sample.id === state.a.id ? state.b : state.a);
    } else if (state.name === 'held' && sample.id === state.id) {
      this.#state = idle;
    }
    if (this.#tapping === null || this.#fingers.size > 0) return;
    if (sample.time - this.#tapping.time < fingerTapMs) this.#actions.fingerTap(this.#tapping.fingers);
    this.#tapping = null;
  }

  /** The system took the pointer away: what was drawn with it is not meant. */
  lost(id: number): void {
    this.#lift(id);
    this.#tapping = null;
    const state = this.#state;
    if (state.name === 'tool' && state.start.id === id) this.cancel();
    else if ((state.name === 'pan' || state.name === 'held') && state.id === id) this.#state = idle;
    else if (state.name === 'pinch' && (state.a.id === id || state.b.id === id)) this.#state = idle;
  }

  /** Drops what is being drawn; the pointer does nothing more until it is lifted. */
  cancel(): void {
    if (this.#state.name !== 'tool') return;
    this.#state = idle;
    this.#actions.cancel();
  }

  /** Fingers draw again. */
  forgetPen(): void {
    this.#penSeen = false;
    this.#actions.pen(false);
  }

  #start(sample: Sample): void {
    this.#moved = false;
    const palm = this.#penSeen && sample.kind === 'touch';
    if (sample.button > 1) return;
    if (sample.button === 1 || palm || this.#actions.pans(sample)) {
      this.#state = { name: 'pan', start: sample, last: sample, id: sample.id };
      return;
    }
    this.#state = { name: 'tool', start: sample };
    this.#actions.begin(sample);
  }

  #endTool(start: Sample, end: Sample): void {
    this.#state = idle;
    // Asked before: with what it makes the tool may give way to another one.
    const draws = this.#actions.draws();
    if (start.closes && !this.#moved) this.#actions.cancel();
    else this.#actions.end(end);
    if (draws) this.#lastTap = null;
    else this.#tap(start, end);
  }

  /** A second pointer comes while the tool is in use. */
  #interrupt(stroke: Sample, sample: Sample): void {
    if (stroke.kind === 'touch' && sample.kind === 'pen') {
      // The palm landed before the pen.
      this.cancel();
      this.#start(sample);
    } else if (stroke.kind === 'touch' && sample.kind === 'touch') {
      const young = sample.time - stroke.time < dropStrokeMs;
      this.#state = idle;
      // A finger that has only waited for the second one draws nothing, not even a dot.
      if (young || !this.#moved) this.#actions.cancel();
      else this.#actions.end(this.#fingers.get(stroke.id) ?? stroke);
      this.#pinch(stroke);
    }
  }

  /** `first` landed before the finger that makes it two. */
  #pinch(first: Sample): void {
    const [a, b] = [...this.#fingers.values()];
    this.#lastTap = null;
    const young = b !== undefined && b.time - first.time < dropStrokeMs && !this.#moved;
    this.#tapping = young ? { time: first.time, fingers: 2 } : null;
    if (a !== undefined && b !== undefined) this.#state = { name: 'pinch', a, b };
  }

  #movePinch(state: Extract<State, { readonly name: 'pinch' }>, sample: Sample): void {
    if (sample.id !== state.a.id && sample.id !== state.b.id) return;
    const a = sample.id === state.a.id ? sample : state.a;
    const b = sample.id === state.b.id ? sample : state.b;
    const before = middle(state.a, state.b);
    const after = middle(a, b);
    this.#actions.panBy(after.x - before.x, after.y - before.y);
    const spread = Math.max(leastSpread, distance(a, b));
    this.#actions.zoomAt(after, spread / Math.max(leastSpread, distance(state.a, state.b)));
    this.#state = { name: 'pinch', a, b };
  }

  #lift(id: number): void {
    this.#fingers.delete(id);
    this.#landings.delete(id);
  }

  /** The finger that stays goes on panning: lifting two at the same moment is impossible, and must not draw a dot. */
  #afterPinch(rest: Sample): void {
    const last = this.#fingers.get(rest.id) ?? rest;
    this.#moved = true;
    this.#state = { name: 'pan', start: last, last, id: last.id };
  }

  #tap(start: Sample, end: Sample): void {
    const isTap = !this.#moved && end.time - start.time < tapMs && start.button === 0;
    const last = this.#lastTap;
    if (!isTap) {
      this.#lastTap = null;
    } else if (last !== null && end.time - last.time < doubleTapMs && distance(last, end) < doubleTapSlop) {
      this.#lastTap = null;
      this.#actions.doubleTap(end);
    } else {
      this.#lastTap = end;
    }
  }

  #seePen(): void {
    if (this.#penSeen) return;
    this.#penSeen = true;
    this.#actions.pen(true);
  }
}

function distance(a: Vec, b: Vec): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Vec, b: Vec): Vec {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
