/**
 * Marks that are put on the picture without a drag: by a tap, or into an area that was chosen by name. Pure; all lengths
 * in 1/8 picture pixels.
 */
import { clampCoordinate } from './geometry.ts';
import { middleOf } from './places.ts';
import type { Box, Size, Vec } from './types.ts';

/** What a tap makes is this large on the screen, whatever the zoom … */
const tapSize = 96;
/** … but not so small, on a picture that is very near, that its own line fills it. */
const leastWidths = 4;
/** The arrow to an area begins within it, so that arrow and area are said to be at the same place. */
const arrowPart = 0.8;

export type TwoPointKind = 'arrow' | 'ellipse' | 'rectangle';

export interface Corners {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Tap {
  readonly at: Vec;
  /** One screen pixel, and the width of the line. */
  readonly unit: number;
  readonly width: number;
  readonly picture: Size;
  /** The part of the picture that is in view. */
  readonly inView: Box;
}

/** The mark that a tap makes; null where it would lie beside the picture. */
export function atTap(kind: TwoPointKind, { at, unit, width, picture, inView }: Tap): Corners | null {
  const side = Math.max(tapSize * unit, leastWidths * width);
  if (distanceBeside(at, picture) > side / 2) return null;
  if (kind === 'arrow') {
    const reach = side * Math.SQRT1_2;
    return arrowTo(at, { width: reach, height: reach }, middleOf(inView), picture);
  }
  const fitting = Math.min(side, picture.width, picture.height);
  const x = clamp(at.x - fitting / 2, 0, picture.width - fitting);
  const y = clamp(at.y - fitting / 2, 0, picture.height - fitting);
  return corners({ x, y }, { x: x + fitting, y: y + fitting });
}

/** The mark that says: here, in this area. */
export function inArea(kind: TwoPointKind, area: Box, width: number, picture: Size): Corners {
  if (kind === 'arrow') {
    const reach = { width: area.width * arrowPart, height: area.height * arrowPart };
    return arrowTo(middleOf(area), reach, { x: picture.width / 2, y: picture.height / 2 }, picture);
  }
  // All of the line is inside, also at the edge of the picture.
  const inset = Math.min(width, area.width / 4, area.height / 4);
  const far = { x: area.x + area.width - inset, y: area.y + area.height - inset };
  return corners({ x: area.x + inset, y: area.y + inset }, far);
}

/** From where there is room, which is the side of `room`, to the head. */
function arrowTo(to: Vec, reach: Size, room: Vec, picture: Size): Corners {
  const head = { x: clamp(to.x, 0, picture.width), y: clamp(to.y, 0, picture.height) };
  const x = head.x + (head.x > room.x ? -reach.width : reach.width);
  const y = head.y + (head.y > room.y ? -reach.height : reach.height);
  return corners({ x: clamp(x, 0, picture.width), y: clamp(y, 0, picture.height) }, head);
}

function corners(a: Vec, b: Vec): Corners {
  const [x1, y1, x2, y2] = [a.x, a.y, b.x, b.y].map(clampCoordinate) as [number, number, number, number];
  return { x1, y1, x2, y2 };
}

function distanceBeside(at: Vec, { width, height }: Size): number {
  return Math.max(-at.x, at.x - width, -at.y, at.y - height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
