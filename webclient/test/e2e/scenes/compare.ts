// Two pictures at once.
import type { Scene } from './book.ts';
import { pair } from './pair.ts';

export const compare: Scene = async (book) => {
  const { giulia, lucia } = await pair(book, 2);
  await giulia.dismissToasts();
  await giulia.open('compare');
  await book.show(giulia, 'compare-picker');
  await giulia.click('.compare-choice');
  await giulia.appears('.compare[data-mode=side]');
  await giulia.dismissToasts();
  await giulia.draw('tool.arrow', [0.2, 0.2], [0.4, 0.45]);
  await giulia.person.press('Escape');
  await book.show(giulia, 'compare-side');
  await giulia.click('.compare-modes label:nth-of-type(2)');
  await giulia.appears('.compare[data-mode=overlay]');
  await book.show(giulia, 'compare-overlay');
  await lucia.click('.frame:not([aria-selected=true])');
  await giulia.goes('.compare');
};
