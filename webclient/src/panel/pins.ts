// Numbered pins: the order and the numbers that they show. Go twin: Pins and PinNumbers in peer/panel/query.go.

import type { Pin } from '../wire/schema.gen.ts';
import type { Panel } from './panel.ts';
import { byCreation, read } from './query.ts';

export type { Pin } from '../wire/schema.gen.ts';

/** The pins of a picture, which are marks too, in the order of their numbers. */
export function pins(panel: Panel, pictureId: string): Pin[] {
  const own = [...panel.elements()].filter((element) => element.get('picture') === pictureId);
  const all = own.sort(byCreation).flatMap((element) => read(element, 'pin') ?? []);
  return all.sort((a, b) => a.number - b.number);
}

/**
 * The number that each pin of `pins` shows, by id: its own, or one more than the pin before it shows. So two that were
 * made at once differ, and one that goes leaves the others their numbers.
 */
export function pinNumbers(sorted: readonly Pin[]): Map<string, number> {
  let last = 0;
  return new Map(
    sorted.map(({ id, number }) => {
      last = Math.max(number, last + 1);
      return [id, last];
    }),
  );
}

/** The number for the next pin on a picture. */
export function nextPinNumber(panel: Panel, pictureId: string): number {
  return Math.min(maxNumber, Math.max(0, ...pinNumbers(pins(panel, pictureId)).values()) + 1);
}

/** As in the schema; pins beyond it share it, and still show different numbers. */
const maxNumber = 999;
