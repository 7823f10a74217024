/** Marks in the order in which one reads them, and words for where they are. Pure. */
import type { Box, Size, Vec } from './types.ts';

const places = [
  ['place.upperLeft', 'place.upper', 'place.upperRight'],
  ['place.left', 'place.center', 'place.right'],
  ['place.lowerLeft', 'place.lower', 'place.lowerRight'],
] as const;

export type PlaceKey = (typeof places)[number][number];

/** Marks whose middles lie within this part of the picture's height are in one row. */
const rowsPerPicture = 6;

function third(value: number, length: number): 0 | 1 | 2 {
  const part = (value / length) * 3;
  return part < 1 ? 0 : part < 2 ? 1 : 2;
}

/** The translation key of where a box lies; `size` in the box's unit. */
export function placeOf(box: Box, size: Size): PlaceKey {
  const middle = middleOf(box);
  return places[third(middle.y, size.height)][third(middle.x, size.width)];
}

export function middleOf(box: Box): Vec {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Row by row from the top, in a row from the left; ids settle what is left, so that the order is stable. */
export function readingOrder<T extends { readonly id: string; readonly box: Box }>(
  items: readonly T[],
  size: Size,
): readonly T[] {
  const row = (item: T): number => Math.floor((middleOf(item.box).y / size.height) * rowsPerPicture);
  return [...items].sort(
    (a, b) => row(a) - row(b) || middleOf(a.box).x - middleOf(b.box).x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** The neighbor in reading order: null before the first and after the last, where focus leaves the stage. */
export function neighbor(ids: readonly string[], current: string | null, backward: boolean): string | null {
  if (current === null) return (backward ? null : ids[0]) ?? null;
  const index = ids.indexOf(current);
  return index < 0 ? null : (ids[index + (backward ? -1 : 1)] ?? null);
}
