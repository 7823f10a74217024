import { mkdirSync } from 'node:fs';
import { after, before } from 'node:test';
import type { Browser as Chromium } from 'playwright-core';
import type { Browser as Firefox } from 'puppeteer-core';
import { ChromiumPerson, launchChromium } from './chromium.ts';
import { FirefoxPerson, launchFirefox } from './firefox.ts';
import { type Media, makeMedia } from './media.ts';
import type { Person, PersonOptions } from './person.ts';
import { Service } from './service.ts';

const screenshots = new URL('../screenshots/', import.meta.url).pathname;

/**
 * What the tests of one file share: a service, browsers, media. Each test makes
 * its own people and rooms.
 */
export class StageSet {
  service!: Service;
  media!: Media;
  #chromium!: Chromium;
  #firefox: Firefox | null = null;
  readonly #people: Person[] = [];

  /** Registers set-up and clean-up with the test runner. */
  static prepare(...flags: string[]): StageSet {
    const set = new StageSet();
    before(async () => {
      mkdirSync(screenshots, { recursive: true });
      set.#chromium = await launchChromium();
      [set.service, set.media] = await Promise.all([Service.start(...flags), makeMedia(set.#chromium)]);
    });
    after(async () => {
      await set.dismiss();
      await Promise.all([set.#chromium?.close(), set.#firefox?.close(), set.service?.stop()]);
    });
    return set;
  }

  async chromium(options: PersonOptions = {}): Promise<ChromiumPerson> {
    const person = await ChromiumPerson.start(this.#chromium, options);
    this.#people.push(person);
    return person;
  }

  async firefox(options: PersonOptions = {}): Promise<FirefoxPerson> {
    this.#firefox ??= await launchFirefox();
    const person = await FirefoxPerson.start(this.#firefox, options);
    this.#people.push(person);
    return person;
  }

  /** Sends everybody home, so that the next test starts alone. */
  async dismiss(): Promise<void> {
    await Promise.all(this.#people.splice(0).map((person) => person.close().catch(() => undefined)));
  }

  /** Of the pages of all who are here. */
  get errors(): readonly string[] {
    return this.#people.flatMap((person) => person.errors);
  }

  shot(name: string): string {
    return `${screenshots}${name}.png`;
  }
}
