// The chat beside the panel, or on a phone in a sheet over its lower part.
import { until } from '../until.ts';
import type { Scene } from './book.ts';
import { pair } from './pair.ts';
import type { Sight } from './sight.ts';

export const chat: Scene = async (book) => {
  const { giulia, lucia } = await pair(book);
  await giulia.dismissToasts();
  await lucia.click('[data-dialog=chat]');
  await say(lucia, 'Hello Giulia! Does it come in blue?');
  await giulia.appears('.toast');
  await book.show(giulia, 'chat-peek');
  await giulia.click('[data-dialog=chat]');
  await giulia.appears('#chat .chat-message');
  await say(giulia, 'It does: https://shop.example/sofas/lario?color=blue, and in green. 🛋️');
  await giulia.click('.chat-point');
  await say(giulia, 'This arm is 22 cm wide, so it should pass through your door. I will ask the workshop to be sure.');
  await lucia.person.type('I am mea');
  await giulia.appears('#chat .chat-writers');
  await book.show(giulia, 'chat');
  const long = 'A very long message that has nearly no end. '.repeat(46).slice(0, 1990);
  await giulia.person.fill(giulia.word('chat.field'), long);
  await until('the counter', () => giulia.isVisible('#chat-left'));
  await book.show(giulia, 'chat-long');
};

async function say(sight: Sight, text: string): Promise<void> {
  const before = await sight.count('#chat .chat-message');
  await sight.click('#chat textarea');
  await sight.person.type(text);
  await sight.click('.chat-send');
  await until('the message', async () => (await sight.count('#chat .chat-message')) > before);
}
