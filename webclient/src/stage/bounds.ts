/** Where marks are, as far as painting and naming them needs it. Pure; all lengths in 1/8 picture pixels. */
import type { Mark } from '../panel/query.ts';
import { unpackPoints } from '../wire/points.ts';
import type { Pin } from '../wire/schema.gen.ts';
import { estimate, layOut, type Words } from './text-layout.ts';
import type { Box, Size, Vec } from './types.ts';

/** Where nobody says on which picture, a text is not broken. */
const anywhere: Size = { width: Infinity, height: Infinity };

export function boxOf(a: Vec, b: Vec): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(b.x - a.x), height: Math.abs(b.y - a.y) };
}

export function boxAround(points: readonly Vec[]): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const p of points) {
    left = Math.min(left, p.x);
    top = Math.min(top, p.y);
    right = Math.max(right, p.x);
    bottom = Math.max(bottom, p.y);
  }
  return points.length === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Radius of a pin in widths of its line. */
const pinWidths = 2;
/** A pin is never smaller than this on the screen: stage.css has the same number. */
const leastPinRadius = 13;

/** `unit` is one screen pixel. */
export function pinRadius(pin: Pick<Pin, 'width'>, unit: number): number {
  return Math.max((pin.width ?? 0) * pinWidths, unit * leastPinRadius);
}

type Text = Extract<Mark, { readonly kind: 'text' }>;

export function wordsOf({ text, x1, y1, fontSize }: Text): Words {
  return { text, at: { x: x1, y: y1 }, fontSize };
}

/**
 * `picture` in the marks' units; `unit` is one screen pixel, where somebody asks for what is seen there. Of a text it is
 * about right: the marks layer knows it exactly.
 */
export function markBounds(mark: Mark, picture: Size = anywhere, unit = 0): Box {
  switch (mark.kind) {
    case 'pin': {
      const radius = pinRadius(mark, unit);
      return { x: mark.x1 - radius, y: mark.y1 - radius, width: 2 * radius, height: 2 * radius };
    }
    case 'ink':
      return boxAround(pointsOf(mark));
    case 'text':
      return layOut(wordsOf(mark), picture, estimate).box;
    default:
      return boxOf({ x: mark.x1, y: mark.y1 }, { x: mark.x2, y: mark.y2 });
  }
}

type Ink = Extract<Mark, { readonly kind: 'ink' }>;
export type InkPoint = ReturnType<typeof unpackPoints>[number];

/** Unpacked points by the packed bytes: a panel never changes bytes in place, so identity is enough. */
const unpacked = new WeakMap<Uint8Array, readonly InkPoint[]>();

/** The points of an ink mark; bytes that do not unpack give none: such a mark is not drawn, and nothing else suffers. */
export function pointsOf(ink: Pick<Ink, 'points' | 'pressure'>): readonly InkPoint[] {
  const known = unpacked.get(ink.points);
  if (known !== undefined) return known;
  let points: readonly InkPoint[] = [];
  try {
    points = unpackPoints(ink.points, ink.pressure ?? false);
  } catch {
    points = [];
  }
  unpacked.set(ink.points, points);
  return points;
}
