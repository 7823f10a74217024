// The room itself: empty, at work, and whatever opens over it.
import { until } from '../until.ts';
import type { Scene } from './book.ts';
import { pair } from './pair.ts';
import type { Sight } from './sight.ts';

/** Not columns, and nothing with a scene of its own. */
const others = ['people', 'share', 'style', 'more-tools'];

export const room: Scene = async (book) => {
  const { giulia, lucia } = await pair(book, 0);
  await giulia.dismissToasts();
  await book.show(giulia, 'room-empty');
  await book.add(giulia, ...book.photos.slice(0, 1));
  await giulia.appears('.toast.done');
  await book.show(giulia, 'room-removed');
  await lucia.appears('.stage-image');
  await giulia.appears('.badge.arrived');
  await giulia.dismissToasts();
  await giulia.draw('tool.arrow', [0.2, 0.2], [0.4, 0.45]);
  await giulia.draw('tool.pen', [0.1, 0.8], [0.2, 0.7], [0.3, 0.85], [0.4, 0.75]);
  await lucia.draw('tool.ellipse', [0.55, 0.35], [0.85, 0.75]);
  await lucia.write('Size?', 0.7, 0.2);
  await lucia.person.press('Escape');
  await until('all marks', async () => (await giulia.marks()) === 4);
  await lucia.person.press('Escape');
  for (let i = 0; i < 3; i++) await lucia.tool('tool.zoomIn');
  await lucia.person.move(await lucia.at(0.5, 0.5));
  await giulia.appears('.cursor:not(.cursor-away)');
  await book.show(giulia, 'room');
  for (const id of others) {
    const button = `[popovertarget="${id}"]`;
    if (!(await giulia.isVisible(button))) continue; // on a phone color and width are among the tools
    await giulia.click(button);
    await giulia.appears(`[id="${id}"]:popover-open`);
    if (id === 'share') await giulia.appears('.qr');
    await book.show(giulia, `sheet-${id}`);
    await giulia.close(`[id="${id}"]`);
  }
  await everyDialog(giulia, (screen) => book.show(giulia, screen));
  await lucia.tool('tool.showEverybody');
  await giulia.appears('.toast');
  await book.show(giulia, 'shown');
};

/** Whatever has a button in the header or behind "more", also what is added after this was written. */
async function everyDialog(sight: Sight, show: (screen: string) => Promise<void>): Promise<void> {
  const ids = await sight.person.evaluate(
    () => [...document.querySelectorAll('[data-dialog]')].map((one) => one.getAttribute('data-dialog') ?? ''),
    null,
  );
  for (const id of new Set(ids)) {
    if (!(await sight.open(id))) continue;
    if (id === 'save') await sight.appears('#save a[download]');
    await show(`dialog-${id}`);
    await sight.close(`[id="${id}"]`);
  }
}

/** Many pictures, and what becomes of the other. */
export const many: Scene = async (book) => {
  const { giulia, lucia } = await pair(book, 0);
  const several = Array.from({ length: 8 }, (_, i) => book.photos[i % book.photos.length] ?? '');
  await book.add(giulia, ...several);
  await book.show(giulia, 'filmstrip-many');
  await giulia.dismissToasts();
  await lucia.person.close();
  await until('trouble', async () => (await giulia.count('.connection[data-word=direct]')) === 0, 60_000);
  await giulia.appears('.note');
  await book.show(giulia, 'without-other');
};

/** What is no picture, each with its words. */
export const refusals: Scene = async (book) => {
  const { media } = book;
  const { giulia } = await pair(book, 1);
  await giulia.dismissToasts();
  for (const [screen, file] of Object.entries({ heic: media.heic, damaged: media.damaged, bomb: media.bomb })) {
    await giulia.person.choose([file]);
    await giulia.appears('.toast.error');
    await book.show(giulia, `toast-${screen}`);
    await giulia.dismissToasts();
  }
  await giulia.person.choose([media.heic, media.svg, media.text, media.damaged]);
  await giulia.appears('.toast.error li');
  await book.show(giulia, 'toasts');
  await giulia.dismissToasts();
  await giulia.open('told');
  await book.show(giulia, 'told');
};
