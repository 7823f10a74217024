/** A mark in words: what it is, whose, and where. For whoever does not see it, and for the list of marks. */
import type { Mark } from '../panel/query.ts';
import { markBounds } from './bounds.ts';
import { placeOf } from './places.ts';
import type { Size, Translate } from './types.ts';

/** Texts in labels end after this many characters: a label is heard, not read. */
const labelTextLength = 80;

/** `size` of the picture in the marks' units; `number` is what a pin shows. */
export function labelOf(mark: Mark, number: number, name: string, size: Size, t: Translate): string {
  const text = 'text' in mark ? (mark.text ?? '').slice(0, labelTextLength) : '';
  const params = { name, text, number, place: t(placeOf(markBounds(mark, size), size)) };
  return t(mark.kind === 'pin' && text !== '' ? 'mark.pinWithNote' : `mark.${mark.kind}`, params);
}
