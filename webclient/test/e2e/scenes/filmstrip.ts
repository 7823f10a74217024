// The pictures' menu, their words, the preview, and taking back.
import { until } from '../until.ts';
import type { Scene } from './book.ts';
import { pair } from './pair.ts';
import type { Sight } from './sight.ts';

export const filmstrip: Scene = async (book) => {
  const { giulia, lucia } = await pair(book, 2);
  await book.add(lucia, ...book.photos.slice(0, 1));
  await until('three', async () => (await giulia.count('.frame')) === 3);
  await giulia.appears('.toast');
  await book.show(giulia, 'picture-added');
  await giulia.dismissToasts();
  await menu(giulia);
  await book.show(giulia, 'film-menu');
  await giulia.press('film.rename');
  await giulia.appears('#picture-words');
  await book.show(giulia, 'film-words');
  await giulia.click('#picture-caption');
  await giulia.person.type('The left arm is worn, and the seam below it is open');
  await giulia.click('#picture-words [type=submit]');
  await giulia.goes('#picture-words');
  await book.show(giulia, 'film-caption');
  if (!book.small) {
    await giulia.person.move(await middleOf(giulia, '.frame:nth-of-type(2)'));
    await giulia.appears('.film-popover.preview');
    await book.show(giulia, 'film-preview');
    await giulia.person.press('Escape');
    await giulia.person.move({ x: 700, y: 300 });
  }
  await menu(giulia);
  await giulia.press('film.takeBack');
  await giulia.appears('#take-back');
  await book.show(giulia, 'film-take-back');
  await giulia.click('#take-back .danger');
  await giulia.appears('.toast');
  await book.show(giulia, 'film-taken-back');
};

/** Of the first of one's own pictures, shown first. */
async function menu(sight: Sight): Promise<void> {
  await sight.click('.frame');
  await sight.appears('.frame:first-of-type[aria-selected=true]');
  await sight.click('.shown-picture [aria-haspopup=menu]');
  await sight.appears('.film-popover.menu');
}

async function middleOf(sight: Sight, css: string): Promise<{ x: number; y: number }> {
  return sight.person.evaluate((one) => {
    const box = document.querySelector(one)?.getBoundingClientRect();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  }, css);
}
