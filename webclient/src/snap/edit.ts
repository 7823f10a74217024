// What is to become of a still: the part that is kept and the parts that are blacked out. Pure; whole pixels of the still.
import type { Box, Size, Vec } from '../stage/types.ts';

export interface Edit {
  readonly crop: Box;
  readonly boxes: readonly Box[];
}

/** What of an edit is meant: the part that is kept, or one of the black boxes by its place in the list. */
export type Part = 'crop' | number;

/** Sides of a box that move; both of a direction never do at once. */
export interface Sides {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** A smaller one is a slip of the hand, and could not be taken hold of again. */
export const minSide = 16;
/** More would be a tool for painting. */
export const maxBoxes = 50;

export function untouched({ width, height }: Size): Edit {
  return { crop: { x: 0, y: 0, width, height }, boxes: [] };
}

export function partOf(edit: Edit, part: Part): Box | undefined {
  return part === 'crop' ? edit.crop : edit.boxes[part];
}

export function withPart(edit: Edit, part: Part, box: Box): Edit {
  if (part === 'crop') return { ...edit, crop: box };
  return { ...edit, boxes: edit.boxes.map((old, i) => (i === part ? box : old)) };
}

/** With one more box, if there may be more. */
export function withBox(edit: Edit, box: Box): Edit {
  return edit.boxes.length < maxBoxes ? { ...edit, boxes: [...edit.boxes, box] } : edit;
}

export function withoutBox(edit: Edit, index: number): Edit {
  return { ...edit, boxes: edit.boxes.filter((_, i) => i !== index) };
}

/** In whole pixels, not too small, and inside of the still: what was typed or dragged may be anything. */
export function fitted(box: Box, size: Size): Box {
  const width = between(box.width, Math.min(minSide, size.width), size.width);
  const height = between(box.height, Math.min(minSide, size.height), size.height);
  return { x: between(box.x, 0, size.width - width), y: between(box.y, 0, size.height - height), width, height };
}

/** One number of a box was typed: its place leaves the opposite side where it can, its size leaves its place. */
export function typed(box: Box, name: keyof Box, value: number, size: Size): Box {
  const across = name === 'x' || name === 'width';
  const end = across ? size.width : size.height;
  const start = across ? box.x : box.y;
  const least = Math.min(minSide, end);
  const at = name === 'x' || name === 'y' ? between(value, 0, end - least) : start;
  const wanted = name === 'width' || name === 'height' ? value : across ? box.width : box.height;
  const length = between(wanted, Math.min(least, end - at), end - at);
  return across ? { ...box, x: at, width: length } : { ...box, y: at, height: length };
}

export function moved(box: Box, by: Vec, size: Size): Box {
  return fitted({ ...box, x: box.x + by.x, y: box.y + by.y }, size);
}

/** Only the sides named move; none crosses the one opposite, and none leaves the still. */
export function resized(box: Box, sides: Sides, by: Vec, size: Size): Box {
  const across = stretched(box.x, box.width, sides.x, by.x, size.width);
  const down = stretched(box.y, box.height, sides.y, by.y, size.height);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

function stretched(start: number, length: number, side: -1 | 0 | 1, by: number, end: number) {
  const least = Math.min(minSide, end);
  if (side === 0) return { start, length };
  if (side === 1) return { start, length: between(length + by, Math.min(least, end - start), end - start) };
  const moved = between(start + by, 0, Math.max(0, start + length - least));
  return { start: moved, length: start + length - moved };
}

/** The box between two corners, or null for a press that was hardly a drag. */
export function drawn(from: Vec, to: Vec, size: Size): Box | null {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const x = between(left, 0, size.width);
  const y = between(top, 0, size.height);
  const width = between(right, 0, size.width) - x;
  const height = between(bottom, 0, size.height) - y;
  return width < minSide || height < minSide ? null : fitted({ x, y, width, height }, size);
}

/** A box in the middle of what is kept, to be moved from there by whoever has no pointer. */
export function inMiddle(crop: Box, size: Size): Box {
  const width = crop.width / 4;
  const height = crop.height / 8;
  const x = crop.x + (crop.width - width) / 2;
  return fitted({ x, y: crop.y + (crop.height - height) / 2, width, height }, size);
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Number.isFinite(value) ? Math.round(value) : least));
}
