// What a drag makes of an edit. Pure.
import type { Size, Vec } from '../stage/types.ts';
import { drawn, type Edit, moved, type Part, partOf, resized, type Sides, withBox, withPart } from './edit.ts';

/** What was taken hold of: sides of a part, a part as a whole, or nothing, which draws a black box. */
export interface Grip {
  readonly part: Part | null;
  readonly sides: Sides | null;
}

/** Null: nothing has changed. */
export function pulled(start: Edit, grip: Grip, from: Vec, to: Vec, size: Size): Edit | null {
  if (grip.part === null) {
    const box = drawn(from, to, size);
    return box && withBox(start, box);
  }
  const box = partOf(start, grip.part);
  const by = { x: to.x - from.x, y: to.y - from.y };
  if (!box || (by.x === 0 && by.y === 0)) return null;
  return withPart(start, grip.part, grip.sides ? resized(box, grip.sides, by, size) : moved(box, by, size));
}
