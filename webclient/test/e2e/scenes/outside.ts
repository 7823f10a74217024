// Before a room, and every page that says why there is none.
import { newLink } from '../link.ts';
import { until } from '../until.ts';
import type { Book, Scene } from './book.ts';

export const outside: Scene = async (book) => {
  const sight = await book.looked();
  await sight.person.open(book.service.url);
  await sight.appears('.steps');
  await book.show(sight, 'landing');
  const { link } = newLink(book.service.url);
  await sight.person.open(link);
  await sight.appears('.presence[data-count="0"]');
  await book.show(sight, 'lobby-nobody');
  await book.enter(await book.other(), link, 'Lucia');
  await sight.person.open('about:blank');
  await sight.person.open(link);
  await sight.appears('.presence[data-count="1"]');
  await sight.click('#name');
  await sight.person.type('Giulia');
  await book.show(sight, 'lobby-somebody');
};

export const notices: Scene = async (book) => {
  const { url } = book.service;
  const { link, room, secret } = newLink(url);
  const addresses = {
    'no-secret': link.split('#')[0] ?? '',
    'bad-secret': link.slice(0, -3),
    mismatch: `${url}/r/${room}#${newLink(url).secret}`,
    'bad-link': `${url}/r/short#${secret}`,
    missing: `${url}/nothing`,
  };
  const sight = await book.looked();
  for (const [screen, address] of Object.entries(addresses)) {
    await sight.person.open('about:blank'); // only another fragment would be the same page
    await sight.person.open(address);
    await sight.appears('main [role=status]');
    await book.show(sight, `notice-${screen}`);
  }
};

/** The ways in which a place in a room is not had, or lost. */
export const places: Scene = async (book) => {
  const { link } = newLink(book.service.url);
  const [giulia, lucia, third] = [await book.looked(), await book.looked(), await book.looked()];
  await book.enter(giulia, link, 'Giulia', true);
  await book.show(giulia, 'alone');
  await book.enter(lucia, link, 'Lucia', true);
  await giulia.connection('relayed');
  await giulia.dismissToasts();
  await book.show(giulia, 'relayed');
  await third.person.open(link);
  await third.appears('.presence[data-count="2"]');
  await book.show(third, 'lobby-full');
  await third.click('[type=submit]');
  await until('the notice', async () => (await third.text('h1')) === third.word('notice.room-full.title'));
  await book.show(third, 'notice-room-full');
  await book.add(giulia, ...book.photos.slice(0, 1));
  await lucia.appears('.stage-image');
  await lucia.click('button.follow-button');
  await lucia.appears('.follow-banner');
  await lucia.dismissToasts();
  await book.show(lucia, 'following');
  await leave(book, lucia);
  await giulia.connection('gone');
  await giulia.appears('.note[data-kind=gone]');
  await giulia.dismissToasts();
  await book.show(giulia, 'gone');
  await giulia.click('.leave-button');
  await giulia.press('room.closeForBoth');
  await giulia.appears('#close-room');
  await book.show(giulia, 'close-room');
  await giulia.click('#close-room .danger');
  await giulia.appears('.honest');
  await book.show(giulia, 'ended-closed');
  await third.person.open('about:blank');
  await third.person.open(link);
  await until('the notice', async () => (await third.text('h1')) === third.word('notice.link-spent.title'));
  await book.show(third, 'notice-link-spent');
};

async function leave(book: Book, sight: Awaited<ReturnType<Book['looked']>>): Promise<void> {
  await sight.click('.leave-button');
  await sight.appears('dialog[open]');
  await book.show(sight, 'leave');
  await sight.click('dialog[open] .danger');
  await sight.appears('.honest');
  await book.show(sight, 'ended-left');
}
