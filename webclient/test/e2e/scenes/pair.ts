import { newLink } from '../link.ts';
import type { Book } from './book.ts';
import type { Sight } from './sight.ts';

/** Giulia, who is looked at, and Lucia at a desk; with a picture of Giulia's if `photos` is at least one. */
export async function pair(book: Book, photos = 1): Promise<{ giulia: Sight; lucia: Sight }> {
  const { link } = newLink(book.service.url);
  const [giulia, lucia] = [await book.looked(), await book.other()];
  await book.enter(giulia, link, 'Giulia');
  await book.enter(lucia, link, 'Lucia');
  await Promise.all([giulia.connection('direct'), lucia.connection('direct')]);
  if (photos > 0) {
    await book.add(giulia, ...book.photos.slice(0, photos));
    await lucia.appears('.stage-image');
    await giulia.appears('.badge.arrived');
  }
  return { giulia, lucia };
}
