/**
 * Two pages in the hands of a monkey: random drags, keys, presses, texts, files
 * and reloads on both at once. Fails when a page reports an error, or when in
 * the end they do not show the same pictures with the same marks. A search for
 * what nobody thought of, no test: how a run goes depends on timing, too.
 *
 *   npm run monkey -- [SEED] [STEPS]
 */
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { ChromiumPerson, launchChromium } from './chromium.ts';
import { newLink } from './link.ts';
import { type Media, makeMedia } from './media.ts';
import { connected, enter, look } from './room.ts';
import { Service } from './service.ts';
import { until } from './until.ts';

const [seed = Date.now() % 100_000, steps = 400] = process.argv.slice(2).map(Number);
const screenshots = new URL('../screenshots/', import.meta.url).pathname;

const keys =
  'v h p a o r t n e k q w Delete Backspace Control+d Control+z Control+Shift+z Control+a + - Shift+1 Control+0 Shift+2 PageUp PageDown Enter Tab Shift+Tab ArrowLeft ArrowRight ArrowUp ArrowDown Shift+ArrowRight Escape Escape ? / F2 Space Home End'.split(
    ' ',
  );
const texts = [
  'Is it blue?',
  '44 cm',
  'مرحبا؟',
  '👩‍👩‍👧 ok',
  '<b>&amp;',
  'https://shop.example/a?b=c#d',
  'a\u202eb',
  'x'.repeat(300),
];
/** They end the visit, which would end the search too. */
const ending = /leave|close the room|close for both/i;

type Random = () => number;

/** mulberry32: small, and the same everywhere. */
function randomFrom(start: number): Random {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Monkey {
  readonly #random: Random;
  readonly #media: Media;
  readonly person: ChromiumPerson;
  readonly log: string[] = [];

  constructor(person: ChromiumPerson, media: Media, random: Random) {
    this.person = person;
    this.#media = media;
    this.#random = random;
  }

  async step(): Promise<void> {
    const [name, act] = this.#pick(this.#acts);
    this.log.push(name);
    await act();
  }

  readonly #acts: readonly (readonly [string, () => Promise<void>])[] = [
    ...Array.from({ length: 5 }, () => ['drag', () => this.#drag()] as const),
    ...Array.from({ length: 8 }, () => ['key', () => this.#key()] as const),
    ...Array.from({ length: 6 }, () => ['press', () => this.#press()] as const),
    ...Array.from({ length: 3 }, () => ['tap', async () => this.person.tap(this.#point())] as const),
    ['wheel', () => this.#wheel()],
    ['type', async () => this.person.page.keyboard.insertText(this.#pick(texts))],
    ['files', () => this.#files()],
    ['focus', () => this.person.page.getByRole('region', { name: 'Panel' }).focus({ timeout: 2_000 })],
    ['reload', () => this.#reload()],
  ];

  async #drag(): Promise<void> {
    await this.person.drag(Array.from({ length: 2 + this.#below(6) }, () => this.#point()));
  }

  async #key(): Promise<void> {
    const key = this.#pick(keys);
    this.log.push(key);
    await this.person.press(key);
  }

  async #wheel(): Promise<void> {
    const { x, y } = this.#point();
    await this.person.page.mouse.move(x, y);
    if (this.#below(2) === 0) await this.person.page.keyboard.down('Control');
    await this.person.page.mouse.wheel(0, 400 * (this.#random() - 0.5));
    await this.person.page.keyboard.up('Control');
  }

  async #press(): Promise<void> {
    const buttons = await this.person.page.$$(
      'button:visible, [role=menuitem]:visible, [role=option]:visible, input[type=radio]:visible',
    );
    const button = buttons[this.#below(buttons.length)];
    const name =
      (await button?.evaluate((one) => one.getAttribute('aria-label') ?? one.textContent ?? '').catch(() => '')) ?? '';
    if (!button || ending.test(name)) return;
    this.log.push(name);
    await button.click({ timeout: 500, noWaitAfter: true }).catch(() => undefined); // covered, or gone meanwhile
  }

  async #files(): Promise<void> {
    const { photo, second, damaged, heic } = this.#media;
    const input = this.person.page.locator('input[type=file]').first();
    await input.setInputFiles([this.#pick([photo, second, damaged, heic])], { timeout: 500 }).catch(() => undefined);
  }

  async #reload(): Promise<void> {
    if (this.#below(4) > 0) return;
    await this.person.reload();
    await until('the room after a reload', async () => {
      const join = this.person.page.getByRole('button', { name: 'Join' });
      if (await join.isVisible()) await join.click();
      return (await look(this.person)).connection === 'direct';
    });
  }

  #point(): { x: number; y: number } {
    const { width, height } = this.person.page.viewportSize() ?? { width: 100, height: 100 };
    return { x: width * this.#random(), y: 70 + (height - 70) * this.#random() };
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #pick<T>(all: readonly T[]): T {
    return all[this.#below(all.length)] as T;
  }
}

/** What two people must have in common: the pictures in their order, and the marks of the one in view. */
async function inCommon(person: ChromiumPerson): Promise<string> {
  const { marks, frames, picture } = await look(person);
  const names = frames.map((name) => name.replace(/,.*/, '')); // behind it is how far a transfer is
  return JSON.stringify([names, picture?.width, marks.map(({ id, path }) => [id, path])]);
}

async function closeAll({ page }: ChromiumPerson): Promise<void> {
  for (let i = 0; i < 6; i++) await page.keyboard.press('Escape');
  for (const close of await page.$$('.compare-bar > .button:visible, .column .sheet-head button:visible'))
    await close.click().catch(() => undefined);
}

/** Goes through all pictures; gives how many marks there are. */
async function compare(one: ChromiumPerson, other: ChromiumPerson): Promise<number> {
  await Promise.all([closeAll(one), closeAll(other)]);
  const { frames } = await look(one);
  let marks = 0;
  for (const [i, name] of frames.entries()) {
    await until(`picture ${i + 1}, ${name}, to be the same`, async () => {
      const [a, b] = await Promise.all([inCommon(one), inCommon(other)]);
      if (a !== b) throw new Error(`${a}\n${b}`);
      return true;
    });
    marks += (await look(one)).marks.length;
    await one.page.getByRole('region', { name: 'Panel' }).focus();
    await one.press('PageDown');
  }
  return marks;
}

async function meet(browser: Browser, service: Service, media: Media): Promise<[ChromiumPerson, ChromiumPerson]> {
  const { link } = newLink(service.url);
  const people: [ChromiumPerson, ChromiumPerson] = [
    await ChromiumPerson.start(browser),
    await ChromiumPerson.start(browser, { width: 360, height: 740, touch: true }),
  ];
  for (const [i, person] of people.entries()) {
    await person.page.addInitScript(() => Object.assign(window, { print() {} }));
    await enter(person, link, ['Giulia', 'Lucia'][i] ?? '');
  }
  await Promise.all(people.map((person) => connected(person, 'direct')));
  await people[0].choose([media.photo]);
  return people;
}

async function main(): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  const browser = await launchChromium();
  const service = await Service.start();
  try {
    const media = await makeMedia(browser);
    const people = await meet(browser, service, media);
    const random = randomFrom(seed);
    for (const { page } of people) page.on('pageerror', ({ stack }) => process.stderr.write(`${stack}\n`));
    const monkeys = people.map((person) => new Monkey(person, media, random));
    const found: string[] = [];
    try {
      for (let i = 0; i < steps; i++) await Promise.all(monkeys.map((monkey) => monkey.step()));
      console.log(`seed ${seed}: ${steps} steps, ${await compare(...people)} marks in the end`);
    } catch (error) {
      found.push(String(error));
    }
    found.push(...people.flatMap(({ errors }) => errors));
    if (found.length === 0) return;
    process.exitCode = 1;
    for (const { log } of monkeys) found.push(`last: ${log.slice(-40).join(' | ')}`);
    process.stderr.write(`seed ${seed}:\n${found.join('\n')}\n`);
    await Promise.all(people.map((person, i) => person.screenshot(`${screenshots}monkey-${seed}-${i}.png`)));
  } finally {
    await Promise.all([browser.close(), service.stop()]);
  }
}

await main();
