/** Sizes of new marks, and hits. Pure; all lengths in 1/8 picture pixels. */
import type { Mark, Picture } from '../panel/query.ts';
import * as limits from '../wire/limits.gen.ts';
import { boxAround, markBounds, pointsOf } from './bounds.ts';
import { unitsPerPixel } from './camera.ts';
import type { Box, Size, Vec, WidthLevel } from './types.ts';

/** Stroke widths as parts of the picture's long side, so that they look right on a 640-px and a 4,608-px picture. */
const widthParts: Readonly<Record<WidthLevel, number>> = { 0: 320, 1: 160, 2: 80 };
const maxWidth = 4096;

/** Text reads at this size on the screen it was typed on … */
const textScreenSize = 20;
/** … within these parts of the long side, so that it reads on the other screen as well. */
const smallestTextPart = 34;
const largestTextPart = 20;
const largestText = 16384;
const textParts: Readonly<Record<WidthLevel, number>> = { 0: 40, 1: 26, 2: 16 };

/** All of a picture. */
export function wholeOf({ pixelWidth, pixelHeight }: Pick<Picture, 'pixelWidth' | 'pixelHeight'>): Size {
  return { width: pixelWidth * unitsPerPixel, height: pixelHeight * unitsPerPixel };
}

export function widthFor(picture: Size, level: WidthLevel): number {
  const width = Math.round((Math.max(picture.width, picture.height) * unitsPerPixel) / widthParts[level]);
  return Math.min(maxWidth, Math.max(1, width));
}

export function fontSizeFor(picture: Size, scale: number): number {
  const long = Math.max(picture.width, picture.height) * unitsPerPixel;
  const wanted = (textScreenSize / scale) * unitsPerPixel;
  return Math.round(
    Math.min(largestText, Math.max(8, long / smallestTextPart, Math.min(long / largestTextPart, wanted))),
  );
}

/** Text in the sizes that stand for the widths of lines. */
export function textSizeFor(picture: Size, level: WidthLevel): number {
  const long = Math.max(picture.width, picture.height) * unitsPerPixel;
  return Math.round(Math.min(largestText, Math.max(8, long / textParts[level])));
}

export function clampCoordinate(value: number): number {
  return Math.round(Math.min(limits.maxCoordinate, Math.max(-limits.maxCoordinate, value)));
}

export function unite(boxes: readonly Box[]): Box {
  return boxAround(boxes.flatMap((b) => [b, { x: b.x + b.width, y: b.y + b.height }]));
}

/** What lies in both; of boxes that do not meet, the nearest edge. */
export function intersect(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x);
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y);
  return { x, y, width, height };
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export function distanceToSegment(p: Vec, a: Vec, b: Vec): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

function distanceToPath(p: Vec, path: readonly Vec[]): number {
  const first = path[0];
  if (first === undefined) return Infinity;
  let least = Math.hypot(p.x - first.x, p.y - first.y);
  let from = first;
  for (const to of path) {
    least = Math.min(least, distanceToSegment(p, from, to));
    from = to;
  }
  return least;
}

/** Distance from the outline; near enough for hits on ellipses that are not extremely flat. */
function distanceToEllipse(p: Vec, box: Box): number {
  const rx = Math.max(box.width / 2, 1);
  const ry = Math.max(box.height / 2, 1);
  const x = p.x - box.x - box.width / 2;
  const y = p.y - box.y - box.height / 2;
  const radius = Math.hypot(x / rx, y / ry);
  if (radius === 0) return Math.min(rx, ry);
  return Math.hypot(x, y) * Math.abs(1 - 1 / radius);
}

function distanceToRectangle(p: Vec, box: Box): number {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return distanceToPath(p, [
    box,
    { x: right, y: box.y },
    { x: right, y: bottom },
    { x: box.x, y: bottom },
    { x: box.x, y: box.y },
  ]);
}

function distanceToFilled(p: Vec, box: Box): number {
  const dx = Math.max(box.x - p.x, 0, p.x - box.x - box.width);
  const dy = Math.max(box.y - p.y, 0, p.y - box.y - box.height);
  return Math.hypot(dx, dy);
}

/** How far a point is from what is drawn of a mark. `bounds` are its exact ones, where known. */
export function distanceToMark(p: Vec, mark: Mark, bounds: Box = markBounds(mark)): number {
  switch (mark.kind) {
    case 'arrow':
      return distanceToSegment(p, { x: mark.x1, y: mark.y1 }, { x: mark.x2, y: mark.y2 }) - mark.width / 2;
    case 'ellipse':
      return distanceToEllipse(p, bounds) - mark.width / 2;
    case 'rectangle':
      return distanceToRectangle(p, bounds) - mark.width / 2;
    case 'ink':
      // The cheap test first: an eraser asks this of every mark on every move.
      if (distanceToFilled(p, bounds) > mark.width * 8) return Infinity;
      return distanceToPath(p, pointsOf(mark)) - mark.width / 2;
    case 'pin':
      return Math.hypot(p.x - mark.x1, p.y - mark.y1) - bounds.width / 2;
    case 'text':
      return distanceToFilled(p, bounds);
  }
}

/** The second point of a drag, made round or square or straight when `shift` is held. */
export function constrain(from: Vec, to: Vec, shift: boolean): Vec {
  if (!shift) return to;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  return { x: from.x + (dx < 0 ? -side : side), y: from.y + (dy < 0 ? -side : side) };
}

/** The nearest direction of 15°, for arrows and straight ink with shift. */
export function snapDirection(from: Vec, to: Vec, shift: boolean): Vec {
  if (!shift) return to;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const step = Math.PI / 12;
  const angle = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / step) * step;
  return { x: Math.round(from.x + Math.cos(angle) * length), y: Math.round(from.y + Math.sin(angle) * length) };
}
