/** What the others are told while something moves: at most so often, the newest only. */
import { packPoints } from '../wire/points.ts';
import type { InkPoint } from './bounds.ts';
import { clampCoordinate } from './geometry.ts';
import type { Shape } from './paint.ts';
import type { PresenceMessage, View } from './types.ts';

/** Pointer and viewport go out at 30 Hz at most; ink with every frame, because every frame of it is looked at. */
export const presenceIntervalMs = 33;
/** Points sent again with each part of a stroke, so that a lost message is mended by the next one. */
const overlap = 24;
/** A part of a stroke has at most this many points, to stay within one packet. */
const pointsPerMessage = 200;
/** The same for points with pressure, which take half as many bytes again. */
const pressedPointsPerMessage = 140;
const maxLiveWidth = 4096;

interface PointerState {
  readonly picture: string | null;
  readonly x: number;
  readonly y: number;
  readonly light: boolean;
}

export interface OutboxOptions {
  present(message: PresenceMessage): void;
  /** The panel's clock: sequence numbers must go on rising after a reload. */
  clock(): number;
}

export class Outbox {
  readonly #options: OutboxOptions;
  #seq = 0;
  #pointer: PointerState | null = null;
  #viewport: { readonly picture: string | null; readonly view: View } | null = null;
  #lastPointer = Number.NEGATIVE_INFINITY;
  #lastViewport = Number.NEGATIVE_INFINITY;
  readonly #sent = new Map<string, number>();

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  pointer(state: PointerState): void {
    this.#pointer = state;
  }

  viewport(picture: string | null, view: View): void {
    this.#viewport = { picture, view };
  }

  /** Tells how a mark in progress looks now. */
  live(element: string, picture: string, shape: Shape, state: 'drawing' | 'done'): void {
    if (shape.kind === 'pin') return; // one tap makes it: there is nothing in progress to be seen
    const sent = this.#sent.get(element) ?? 0;
    const isInk = shape.kind === 'ink';
    const most = mostPoints(shape);
    const all = isInk && sent === 0 ? thin(shape.points, most) : shape.points;
    const from = isInk && sent > 0 ? Math.max(0, Math.min(sent - overlap, all.length - 1)) : 0;
    const part = all.slice(from, from + most);
    const points = packPoints(part.map(bounded), shape.pressure);
    const width = Math.min(maxLiveWidth, shape.width);
    const { kind, color, pressure } = shape;
    this.#present({ type: 'live', element, picture, kind, color, width, state, from, pressure, points });
    if (state === 'done') this.#sent.delete(element);
    else if (isInk) this.#sent.set(element, from + part.length);
  }

  /** Tells where all points of a mark are now, thinned to fit: for ink that is moved as a whole. */
  moved(element: string, picture: string, shape: Shape, state: 'drawing' | 'done'): void {
    this.#sent.delete(element);
    this.live(element, picture, { ...shape, points: thin(shape.points, mostPoints(shape)) }, state);
    this.#sent.delete(element);
  }

  canceled(element: string, picture: string, shape: Shape): void {
    const { kind, color } = shape;
    if (kind === 'pin') return;
    const width = Math.min(maxLiveWidth, shape.width);
    const points = new Uint8Array();
    const rest = { state: 'canceled', from: 0, pressure: false, points } as const;
    this.#present({ type: 'live', element, picture, kind, color, width, ...rest });
    this.#sent.delete(element);
  }

  /** Sends what is due; true while something waits. */
  flush(now: number): boolean {
    if (this.#pointer !== null && now - this.#lastPointer >= presenceIntervalMs) {
      const { picture, light } = this.#pointer;
      const [x, y] = [clampCoordinate(this.#pointer.x), clampCoordinate(this.#pointer.y)];
      this.#present({ type: 'pointer', picture, x, y, light });
      this.#pointer = null;
      this.#lastPointer = now;
    }
    if (this.#viewport !== null && now - this.#lastViewport >= presenceIntervalMs) {
      const { picture, view } = this.#viewport;
      const [x, y, w, h] = view;
      const bounds = { x: clampCoordinate(x), y: clampCoordinate(y), w: clampCoordinate(w), h: clampCoordinate(h) };
      this.#present({ type: 'viewport', picture, ...bounds });
      this.#viewport = null;
      this.#lastViewport = now;
    }
    return this.#pointer !== null || this.#viewport !== null;
  }

  #present(message: Unnumbered): void {
    this.#seq = Math.max(this.#seq + 1, this.#options.clock());
    this.#options.present({ ...message, seq: this.#seq });
  }
}

type Unnumbered = PresenceMessage extends infer M ? (M extends PresenceMessage ? Omit<M, 'seq'> : never) : never;

function mostPoints(shape: Shape): number {
  return shape.pressure ? pressedPointsPerMessage : pointsPerMessage;
}

function bounded(p: InkPoint): InkPoint {
  return { ...p, x: clampCoordinate(p.x), y: clampCoordinate(p.y) };
}

/** At most `most` points, evenly taken, the last one always. */
export function thin<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)] as T);
}
