/**
 * Pictures of every screen and state, for people to look at: drives the real
 * product with real pages and writes test/screenshots/lookbook/*.png.
 *
 *   npm run lookbook                   everything
 *   npm run lookbook -- phone-dark     only looks or scenes whose name has this in it
 *
 * COVIEWER_LOOKBOOK_PHOTOS names a folder of photos to show instead of made ones.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ChromiumPerson, launchChromium } from './chromium.ts';
import { newLink } from './link.ts';
import { type Media, makeMedia } from './media.ts';
import type { PersonOptions, Point } from './person.ts';
import { look } from './room.ts';
import { Service } from './service.ts';
import { until } from './until.ts';

const folder = new URL('../screenshots/lookbook/', import.meta.url).pathname;
const locales = new URL('../../locales/', import.meta.url).pathname;

interface Look {
  readonly name: string;
  readonly person: PersonOptions;
  /** Every scene, or only those whose words matter. */
  readonly all: boolean;
}

const phone: PersonOptions = { width: 360, height: 740, scale: 2, touch: true };
const desktop: PersonOptions = { width: 1440, height: 900 };

const looks: readonly Look[] = [
  { name: 'en-phone-light', person: phone, all: true },
  { name: 'en-desktop-light', person: desktop, all: true },
  { name: 'en-phone-dark', person: { ...phone, dark: true }, all: true },
  { name: 'en-desktop-dark', person: { ...desktop, dark: true }, all: true },
  ...['it', 'es', 'fr', 'de'].flatMap((language) => [
    { name: `${language}-phone-light`, person: { ...phone, language }, all: false },
    { name: `${language}-desktop-dark`, person: { ...desktop, dark: true, language }, all: false },
  ]),
];

/** One look at the product: the pages of one size, theme and language. */
class Book {
  readonly service: Service;
  readonly media: Media;
  readonly photos: readonly string[];
  readonly look: Look;
  readonly #browser: Browser;
  readonly #people: ChromiumPerson[] = [];
  readonly #words: Readonly<Record<string, string>>;

  constructor(browser: Browser, service: Service, media: Media, look: Look) {
    this.#browser = browser;
    this.service = service;
    this.media = media;
    this.look = look;
    this.photos = photosToShow(media);
    this.#words = JSON.parse(readFileSync(`${locales}${look.person.language ?? 'en'}.json`, 'utf8'));
  }

  word(key: string): string {
    return this.#words[key] ?? key;
  }

  async person(options: PersonOptions = this.look.person): Promise<ChromiumPerson> {
    const person = await ChromiumPerson.start(this.#browser, options);
    this.#people.push(person);
    return person;
  }

  async shot(page: Page, scene: string): Promise<void> {
    await page.screenshot({ path: `${folder}${this.look.name}.${scene}.png` });
  }

  /** Makes a room as a person does, and joins it; tells its link. */
  async make(person: ChromiumPerson, name: string): Promise<string> {
    await person.open(this.service.url);
    await this.press(person, 'landing.newRoom');
    await this.#join(person, name, false);
    await person.page.locator('.share-button').click();
    const link = await person.page.locator('.copy input').inputValue();
    await person.press('Escape');
    return link;
  }

  /** Opens a link, gives a name, joins. */
  async enter(person: ChromiumPerson, link: string, name: string, hide = false): Promise<void> {
    await person.open(link);
    await this.#join(person, name, hide);
  }

  async #join(person: ChromiumPerson, name: string, hide: boolean): Promise<void> {
    await person.fill(this.word('lobby.name'), name);
    if (hide) await person.click('switch', this.word('lobby.hide'));
    await this.press(person, 'lobby.join');
    await until(`${name} in the room`, () => person.page.locator('.stage').isVisible());
  }

  press(person: ChromiumPerson, key: string): Promise<void> {
    return person.click('button', this.word(key));
  }

  /** A tool: on a phone it may be behind "more". */
  async tool(person: ChromiumPerson, key: string): Promise<void> {
    const button = person.page.getByRole('button', { name: this.word(key), exact: true });
    if (!(await button.isVisible())) await this.press(person, 'toolbar.more');
    await button.click();
  }

  async draw(person: ChromiumPerson, key: string, points: readonly (readonly [number, number])[]): Promise<void> {
    const before = await marks(person);
    await this.tool(person, key);
    await person.drag(await Promise.all(points.map(([x, y]) => at(person, x, y))));
    await until('the mark', async () =>
      person.page
        .locator('.stage-marks .mark')
        .count()
        .then((n) => n > before),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#people.splice(0).map((person) => person.close().catch(() => undefined)));
  }
}

function photosToShow(media: Media): readonly string[] {
  const named = process.env['COVIEWER_LOOKBOOK_PHOTOS'];
  if (!named) return [media.photo, media.second];
  const files = readdirSync(named).filter((file) => /\.jpe?g$/i.test(file) && !/corrupt/i.test(file));
  return files.sort().map((file) => join(named, file));
}

type Scene = (book: Book) => Promise<void>;

/** Before a room. */
const outside: Scene = async (book) => {
  const person = await book.person();
  await person.open(book.service.url);
  await person.page.locator('.steps').waitFor();
  await book.shot(person.page, 'landing');
  await person.open(newLink(book.service.url).link);
  await person.fill(book.word('lobby.name'), 'Lucia');
  await person.page.locator('.presence').waitFor();
  await book.shot(person.page, 'lobby');
};

const sheets: readonly (readonly [scene: string, button: string, selector: string])[] = [
  ['people', 'people.title', '.people-button'],
  ['share', 'share.title', '.share-button'],
  ['settings', 'settings.title', '.settings-button'],
  ['more', 'toolbar.more', '[popovertarget=more-tools]'],
  ['style', 'toolbar.style', '[popovertarget=style]'],
];

/** Two people, a picture, marks of both, and all that opens over them. */
const room: Scene = async (book) => {
  const giulia = await book.person();
  const link = await book.make(giulia, 'Giulia');
  await book.shot(giulia.page, 'room-empty');
  const lucia = await book.person({ ...desktop, language: book.look.person.language ?? 'en' });
  await book.enter(lucia, link, 'Lucia');
  await until('a connection', async () => (await look(giulia)).connection === 'direct');
  await giulia.choose(book.photos.slice(0, 1));
  await giulia.page.locator('.toast.done').waitFor();
  await book.shot(giulia.page, 'room-removed');
  await lucia.page.locator('.stage-image').waitFor();
  await giulia.page.locator('.badge.arrived').first().waitFor();
  await dismissToasts(giulia.page);
  await book.draw(giulia, 'tool.arrow', [[0.2, 0.2], [0.4, 0.45]]); // biome-ignore format: one mark a line
  await book.draw(giulia, 'tool.pen', [[0.1, 0.8], [0.2, 0.7], [0.3, 0.85], [0.4, 0.75]]); // biome-ignore format: as above
  await book.draw(lucia, 'tool.ellipse', [[0.55, 0.35], [0.85, 0.75]]); // biome-ignore format: as above
  await write(book, lucia, 'Size?', 0.7, 0.2);
  await until('all marks', async () => (await marks(giulia)) === 4);
  await lucia.page.keyboard.press('Escape');
  await zoomIn(book, lucia);
  await lucia.move(await at(lucia, 0.5, 0.5));
  await giulia.page.locator('.cursor:not(.cursor-away)').waitFor({ state: 'attached' });
  await book.shot(giulia.page, 'room');
  await book.shot(lucia.page, 'other-side');
  for (const [scene, , selector] of sheets) {
    const button = giulia.page.locator(selector).first();
    if (!(await button.isVisible())) continue;
    await button.click();
    if (scene === 'share') await giulia.page.locator('.qr').waitFor();
    await book.shot(giulia.page, `sheet-${scene}`);
    await giulia.page.keyboard.press('Escape');
  }
  await dialogs(book, giulia);
  await book.press(giulia, 'room.leave');
  await book.shot(giulia.page, 'leave');
  await giulia.page.keyboard.press('Escape');
  await book.tool(lucia, 'tool.showEverybody');
  await giulia.page.locator('.toast', { hasText: 'Lucia' }).waitFor();
  await book.shot(giulia.page, 'shown');
  await dismissToasts(giulia.page);
  if (!book.look.all) return;
  await write(book, giulia, 'Here the fabric is worn', 0.3, 0.5, async () => book.shot(giulia.page, 'typing'));
  await giulia.choose(book.photos.length > 2 ? book.photos : Array.from({ length: 6 }, () => book.photos).flat());
  await until('the frames', async () => (await look(giulia)).frames.length > 7, 60_000);
  await until('no more to prepare', async () => (await giulia.page.locator('.frame.pending').count()) === 0, 60_000);
  await book.shot(giulia.page, 'filmstrip');
  await lucia.close();
  await until('trouble', async () => (await look(giulia)).connection !== 'direct', 60_000);
  await book.shot(giulia.page, 'without-other');
};

/** Whatever has a button in the header or behind "more". */
async function dialogs(book: Book, { page }: ChromiumPerson): Promise<void> {
  const buttons = page.locator('[data-dialog]');
  await until('the dialogs', async () => (await buttons.count()) > 0);
  for (const id of await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('data-dialog') ?? ''))) {
    const button = page.locator(`[data-dialog="${id}"]`).first();
    if (!(await button.isVisible())) await page.locator('[popovertarget="more-tools"]').first().click();
    await button.click();
    await page.locator(`[id="${id}"]`).waitFor();
    await book.shot(page, `dialog-${id}`);
    await page.keyboard.press('Escape');
    await page.locator(`[id="${id}"]`).waitFor({ state: 'hidden' });
  }
}

/** A place on the picture, as fractions of its sides: by class, because names are in the person's language here. */
async function at(person: ChromiumPerson, fx: number, fy: number): Promise<Point> {
  const box = await until('a picture', () => person.page.locator('.stage-image').boundingBox());
  return { x: box.x + box.width * fx, y: box.y + box.height * fy };
}

function marks(person: ChromiumPerson): Promise<number> {
  return person.page.locator('.stage-marks .mark').count();
}

async function zoomIn(book: Book, person: ChromiumPerson): Promise<void> {
  for (let i = 0; i < 3; i++) await book.tool(person, 'tool.zoomIn');
}

async function write(
  book: Book,
  person: ChromiumPerson,
  text: string,
  x: number,
  y: number,
  shot?: () => Promise<void>,
) {
  await book.tool(person, 'tool.text');
  await person.tap(await at(person, x, y));
  await person.page.locator('.stage-text').waitFor();
  await person.type(text);
  await shot?.();
  await person.press('Escape');
}

async function dismissToasts(page: Page): Promise<void> {
  await until('no toast', async () => {
    const close = page.locator('.toast .icon-button').first();
    if (await close.isVisible()) await close.click();
    return (await page.locator('.toast').count()) === 0;
  });
}

/** What is no picture, each with its words. */
const refusals: Scene = async (book) => {
  const { media } = book;
  const person = await book.person();
  await book.enter(person, newLink(book.service.url).link, 'Giulia');
  await person.choose([media.second]);
  await person.page.locator('.stage-image').waitFor();
  await dismissToasts(person.page);
  for (const [scene, file] of Object.entries({ heic: media.heic, damaged: media.damaged, bomb: media.bomb })) {
    await person.choose([file]);
    await person.page.locator('.toast.error').waitFor();
    await book.shot(person.page, `toast-${scene}`);
    await dismissToasts(person.page);
  }
  await person.choose([media.heic, media.svg, media.text, media.damaged]);
  await until('two toasts', async () => (await person.page.locator('.toast').count()) === 2);
  await book.shot(person.page, 'toasts');
};

/** Every page that says why there is no room. */
const notices: Scene = async (book) => {
  const { url } = book.service;
  const { link, room: id, secret } = newLink(url);
  const addresses = {
    'no-secret': link.split('#')[0] ?? '',
    'bad-secret': link.slice(0, -3),
    mismatch: `${url}/r/${id}#${newLink(url).secret}`,
    'bad-link': `${url}/r/short#${secret}`,
    missing: `${url}/nothing`,
  };
  for (const [scene, address] of Object.entries(addresses)) {
    const person = await book.person();
    await person.open(address);
    await person.page.locator('main [role=status]').waitFor();
    await book.shot(person.page, `notice-${scene}`);
    await person.close();
  }
  const insecure = await book.person();
  await insecure.page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await insecure.open(link);
  await insecure.page.locator('main [role=status]').waitFor();
  await book.shot(insecure.page, 'notice-insecure');
};

/** The ways in which a place in a room is not had or lost. */
const places: Scene = async (book) => {
  const { link } = newLink(book.service.url);
  const [giulia, lucia, third] = [await book.person(), await book.person(), await book.person()];
  await book.enter(giulia, link, 'Giulia', true);
  await book.enter(lucia, link, 'Lucia', true);
  await until('a relayed connection', async () => (await look(giulia)).connection === 'relayed');
  await book.shot(giulia.page, 'relayed');
  await third.open(link);
  await third.fill(book.word('lobby.name'), 'Nosy');
  await book.press(third, 'lobby.join');
  await third.page.getByRole('button', { name: book.word('notice.again') }).waitFor();
  await book.shot(third.page, 'notice-room-full');
  await giulia.choose(book.photos.slice(0, 1));
  await lucia.page.locator('.stage-image').waitFor();
  await lucia.page.locator('button.follow-button').click();
  await lucia.page.locator('.follow-banner').waitFor();
  await book.shot(lucia.page, 'following');
  await book.press(lucia, 'room.leave');
  await lucia.page.locator('dialog .danger').click();
  await lucia.page.getByText(book.word('notice.wiped')).waitFor();
  await book.shot(lucia.page, 'notice-left');
  await giulia.page.locator('.note[data-kind=gone]').waitFor();
  await book.shot(giulia.page, 'gone');
  await book.press(giulia, 'room.leave');
  await book.press(giulia, 'room.closeForBoth');
  await giulia.page.locator('#close-room').waitFor();
  await book.shot(giulia.page, 'close-room');
  await giulia.page.locator('#close-room .danger').click();
  await giulia.page.getByText(book.word('notice.wiped')).waitFor();
  await book.shot(giulia.page, 'notice-closed');
  await third.open(link);
  await third.page.getByRole('heading', { name: book.word('notice.link-spent.title') }).waitFor();
  await book.shot(third.page, 'notice-link-spent');
};

const scenes: Readonly<Record<string, Scene>> = { outside, room, refusals, notices, places };
const short = new Set<Scene>([outside, room]);

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const asked = (name: string) => wanted.length === 0 || wanted.every((part) => name.includes(part));
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  const service = await Service.start();
  const media = await makeMedia(browser);
  try {
    for (const one of looks) {
      for (const [name, scene] of Object.entries(scenes)) {
        if (!asked(`${one.name}.${name}`) || (!one.all && !short.has(scene))) continue;
        const book = new Book(browser, service, media, one);
        try {
          await scene(book);
        } catch (error) {
          process.exitCode = 1;
          process.stderr.write(`${one.name}.${name}: ${String(error)}\n`);
        }
        await book.close();
      }
    }
  } finally {
    await Promise.all([browser.close(), service.stop()]);
  }
}

await main();
