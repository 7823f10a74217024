/**
 * Pictures of every screen, for people to look at: drives the real product with
 * real pages and writes test/screenshots/lookbook/LOOK.SCENE.SCREEN.THEME.png.
 *
 *   npm run lookbook                     everything: five languages, light and dark, phone and desk, both browsers
 *   npm run lookbook -- firefox phone    only looks and scenes whose names have all of these in them
 *   npm run lookbook -- --list           the names
 *
 * COVIEWER_LOOKBOOK_PHOTOS names a folder of photos to show instead of made ones.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser as Chromium } from 'playwright-core';
import type { Browser as Firefox } from 'puppeteer-core';
import { ChromiumPerson, launchChromium } from './chromium.ts';
import { FirefoxPerson, launchFirefox } from './firefox.ts';
import { type Media, makeMedia } from './media.ts';
import type { PersonOptions } from './person.ts';
import { scenes } from './scenes/all.ts';
import { Book } from './scenes/book.ts';
import type { Sight } from './scenes/sight.ts';
import { Service } from './service.ts';

const folder = new URL('../screenshots/lookbook/', import.meta.url).pathname;

interface Look {
  readonly name: string;
  readonly browser: 'chromium' | 'firefox';
  readonly person: PersonOptions;
}

const phone: PersonOptions = { width: 360, height: 740, touch: true };
const desk: PersonOptions = { width: 1440, height: 900 };
const languages = ['en', 'it', 'es', 'fr', 'de'];

const usual: readonly Look[] = (['chromium', 'firefox'] as const).flatMap((browser) =>
  languages.flatMap((language) =>
    Object.entries({ phone, desk }).map(([size, person]) => ({
      name: `${browser}-${language}-${size}`,
      browser,
      person: { ...person, language },
    })),
  ),
);

/** What nobody's design shows and somebody's device has. */
const unusual: readonly Look[] = [
  { name: 'narrow', browser: 'chromium', person: { ...phone, width: 320, height: 640, language: 'de' } },
  { name: 'sideways', browser: 'chromium', person: { ...phone, width: 740, height: 360, language: 'en' } },
  { name: 'large-text-phone', browser: 'chromium', person: { ...phone, language: 'en', textSize: 2 } },
  { name: 'large-text-desk', browser: 'chromium', person: { ...desk, language: 'en', textSize: 2 } },
  { name: 'rtl-phone', browser: 'chromium', person: { ...phone, language: 'en', rtl: true } },
  { name: 'rtl-desk', browser: 'chromium', person: { ...desk, language: 'en', rtl: true } },
  { name: 'forced-phone', browser: 'chromium', person: { ...phone, language: 'en', forcedColors: true } },
  { name: 'forced-desk', browser: 'chromium', person: { ...desk, language: 'en', forcedColors: true } },
];

const looks: readonly Look[] = [...usual, ...unusual];

/** The browsers of one look; a Firefox has one language. */
class Browsers {
  readonly chromium: Chromium;
  #firefox: Firefox | null = null;
  #of: Look | null = null;

  constructor(chromium: Chromium) {
    this.chromium = chromium;
  }

  async firefox(look: Look): Promise<Firefox> {
    if (this.#of !== look) {
      await this.#firefox?.close();
      this.#firefox = await launchFirefox(look.person);
      this.#of = look;
    }
    return this.#firefox as Firefox;
  }

  async close(): Promise<void> {
    await Promise.all([this.chromium.close(), this.#firefox?.close()]);
  }
}

function photosToShow(media: Media): readonly string[] {
  const named = process.env['COVIEWER_LOOKBOOK_PHOTOS'];
  if (!named) return [media.photo, media.second];
  const files = readdirSync(named).filter((file) => /\.jpe?g$/i.test(file) && !/corrupt/i.test(file));
  return files.sort().map((file) => join(named, file));
}

/** By the page's own setting: neither browser has to be asked, and nothing else on the page changes. */
async function inBothThemes(sight: Sight, file: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await sight.person.evaluate((now) => {
      document.documentElement.dataset['theme'] = now;
    }, theme);
    await sight.still();
    await sight.person.screenshot(`${file}.${theme}.png`);
  }
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const asked = looks.flatMap((look) =>
    Object.entries(scenes)
      .filter(([scene]) => wanted.every((part) => part === '--list' || `${look.name}.${scene}`.includes(part)))
      .map(([scene, play]) => ({ look, scene, play })),
  );
  if (wanted.includes('--list')) {
    for (const { look, scene } of asked) console.log(`${look.name}.${scene}`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  const browsers = new Browsers(await launchChromium());
  const service = await Service.start();
  try {
    const media = await makeMedia(browsers.chromium);
    for (const { look, scene, play } of asked) {
      const book = new Book({
        service,
        media,
        photos: photosToShow(media),
        looked: look.person,
        // The others are always in Chromium: so each look of Firefox is also one of both browsers together.
        start: async (options, other) =>
          look.browser === 'firefox' && !other
            ? FirefoxPerson.start(await browsers.firefox(look), options)
            : ChromiumPerson.start(browsers.chromium, options),
        shown: (sight, screen) => inBothThemes(sight, `${folder}${look.name}.${scene}.${screen}`),
      });
      try {
        await play(book);
      } catch (error) {
        process.exitCode = 1;
        process.stderr.write(`${look.name}.${scene}: ${String(error)}\n`);
      }
      await book.close();
    }
  } finally {
    await Promise.all([browsers.close(), service.stop()]);
  }
}

await main();
