import { readFileSync } from 'node:fs';
import type { Media } from '../media.ts';
import type { Person, PersonOptions } from '../person.ts';
import type { Service } from '../service.ts';
import { until } from '../until.ts';
import { Sight } from './sight.ts';

const locales = new URL('../../../locales/', import.meta.url).pathname;

export interface BookOptions {
  readonly service: Service;
  readonly media: Media;
  /** Shown instead of made ones. */
  readonly photos: readonly string[];
  /** The page that is looked at. */
  readonly looked: PersonOptions;
  /** The browser of whoever is looked at, and of the others. */
  start(options: PersonOptions, other: boolean): Promise<Person>;
  /** What is done with a screen. */
  shown(sight: Sight, screen: string): Promise<void>;
}

/** The screens of one look at the product: one browser, size, theme and language. Used for pictures and for axe. */
export class Book {
  readonly service: Service;
  readonly media: Media;
  readonly photos: readonly string[];
  readonly #options: BookOptions;
  readonly #people: Person[] = [];

  constructor(options: BookOptions) {
    this.#options = options;
    this.service = options.service;
    this.media = options.media;
    this.photos = options.photos;
  }

  get small(): boolean {
    const { width = 0, height = 0 } = this.#options.looked;
    return width <= 860 || height <= 480;
  }

  /** Somebody at the page that is looked at. */
  looked(): Promise<Sight> {
    return this.#start(this.#options.looked, false);
  }

  /** Somebody else, at a desk. */
  other(): Promise<Sight> {
    const { language } = this.#options.looked;
    return this.#start({ width: 1440, height: 900, ...(language && { language }) }, true);
  }

  async show(sight: Sight, screen: string): Promise<void> {
    await sight.person.toFront();
    await sight.still();
    await this.#options.shown(sight, screen);
  }

  /** Opens a link, gives a name, joins. */
  async enter(sight: Sight, link: string, name: string, hide = false): Promise<void> {
    await sight.person.open(link);
    await this.join(sight, name, hide);
  }

  async join(sight: Sight, name: string, hide = false): Promise<void> {
    await sight.appears('#name');
    await sight.click('#name');
    await sight.person.type(name);
    if (hide) await sight.click('[role=switch]');
    await sight.click('[type=submit]');
    await sight.appears('.stage-root.stage');
    // Dialogs and strip come after it.
    await sight.appears('[data-dialog]');
  }

  /** A picture, with its file name, until it is seen. */
  async add(sight: Sight, ...files: readonly string[]): Promise<void> {
    const before = await sight.count('.frame');
    await sight.person.choose(files);
    await until(`${files.length} more pictures`, async () => (await sight.count('.frame')) >= before + files.length);
    await until('no more to prepare', async () => (await sight.count('.frame.pending')) === 0, 60_000);
    await sight.appears('.stage-image');
  }

  async close(): Promise<void> {
    await Promise.all(this.#people.splice(0).map((person) => person.close().catch(() => undefined)));
  }

  async #start(options: PersonOptions, other: boolean): Promise<Sight> {
    const person = await this.#options.start(options, other);
    this.#people.push(person);
    const words = JSON.parse(readFileSync(`${locales}${options.language ?? 'en'}.json`, 'utf8'));
    return new Sight(person, options, words);
  }
}

/** Drives to screens and shows each. */
export type Scene = (book: Book) => Promise<void>;
