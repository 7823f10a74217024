// Out of the panel and into it: the picture, the sheet, the still of a tab, the receipt.
import { answer } from '../snap-screen.ts';
import type { Scene } from './book.ts';
import { pair } from './pair.ts';

export const keeping: Scene = async (book) => {
  const { giulia } = await pair(book, 2);
  await giulia.dismissToasts();
  await giulia.draw('tool.ellipse', [0.2, 0.2], [0.6, 0.7]);
  await giulia.person.press('Escape');
  await giulia.open('save');
  await giulia.appears('#save a[download]');
  await book.show(giulia, 'save-picture');
  await giulia.close('#save');
  await giulia.open('sheet');
  await book.show(giulia, 'save-sheet');
  await giulia.close('#sheet');
  await giulia.open('receipt');
  await book.show(giulia, 'receipt');
  await giulia.close('#receipt');
};

export const snap: Scene = async (book) => {
  const { giulia } = await pair(book);
  await giulia.dismissToasts();
  await answer(giulia.person, 'still');
  if (!(await giulia.open('snap'))) {
    // Instead of the button there is a hint, among the tools.
    await giulia.click('[popovertarget=more-tools]');
    await book.show(giulia, 'snap-none');
    return;
  }
  await book.show(giulia, 'snap-intro');
  await giulia.press('snap.choose');
  await giulia.appears('.snap-canvas canvas');
  await book.show(giulia, 'snap-crop');
  await giulia.press('snap.blackOut');
  await giulia.press('snap.addBox');
  await giulia.appears('.snap-box');
  await book.show(giulia, 'snap-black-out');
  await answer(giulia.person, 'refuse');
  await giulia.press('snap.retake');
  await giulia.appears('#snap .honest, #snap .problem');
  await book.show(giulia, 'snap-refused');
};
