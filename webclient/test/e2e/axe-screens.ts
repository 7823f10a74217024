import { afterEach, test } from 'node:test';
import { accessible } from './accessible.ts';
import { ChromiumPerson } from './chromium.ts';
import type { PersonOptions } from './person.ts';
import { scenes } from './scenes/all.ts';
import { Book } from './scenes/book.ts';
import { StageSet } from './stage-set.ts';

/** Registers one test a scene: axe-core finds nothing on any of its screens, in either theme. */
export function testEveryScreen(size: PersonOptions): void {
  const set = StageSet.prepare();
  afterEach(() => set.dismiss());
  for (const [name, play] of Object.entries(scenes)) {
    test(`${size.width} × ${size.height}: ${name} passes axe, light and dark`, async () => {
      const book = new Book({
        service: set.service,
        media: set.media,
        photos: [set.media.photo, set.media.second],
        looked: size,
        start: (options) => set.chromium(options),
        shown: async ({ person }, screen) => {
          if (!(person instanceof ChromiumPerson)) throw new Error('axe is run in Chromium');
          await accessible(person.page, screen);
        },
      });
      await play(book);
    });
  }
}
