// Who gets which color of the palette.
import { palette } from '../palette.gen.ts';

/** Of the one who made the room: nobody else takes it, so that the maker keeps it whoever is met first. */
export const makerColor = 0;

/** The lowest color that nobody present has; with more people than colors, the first of them. */
export function freeColor(taken: readonly number[]): number {
  for (let color = makerColor + 1; color < palette.length; color++) if (!taken.includes(color)) return color;
  return makerColor + 1;
}
