/** Words for where a mark is on the picture. Pure. */
import type { Box, Size, Vec } from './types.ts';

const places = [
  ['place.upperLeft', 'place.upper', 'place.upperRight'],
  ['place.left', 'place.center', 'place.right'],
  ['place.lowerLeft', 'place.lower', 'place.lowerRight'],
] as const;

export type PlaceKey = (typeof places)[number][number];

/** As one reads: row by row. */
export const placeKeys: readonly PlaceKey[] = places.flat();

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
