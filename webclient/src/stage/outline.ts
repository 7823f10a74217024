/** Marks in the order in which one reads them. Pure. */
import { middleOf } from './places.ts';
import type { Box, Size } from './types.ts';

/** Marks whose middles lie within this part of the picture's height are in one row. */
const rowsPerPicture = 6;

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
