import type { Person, PersonOptions, Point } from '../person.ts';
import { type Box, look } from '../room.ts';
import { until } from '../until.ts';

/**
 * What stands on a person's page, found by CSS and by the words of its language: names differ from language to
 * language, so the scenes cannot use them as the other tests do. In either browser.
 */
export class Sight {
  readonly person: Person;
  readonly options: PersonOptions;
  readonly #words: Readonly<Record<string, unknown>>;

  constructor(person: Person, options: PersonOptions, words: Readonly<Record<string, unknown>>) {
    this.person = person;
    this.options = options;
    this.#words = words;
  }

  /** A text of the person's language, without placeholders. */
  word(key: string): string {
    const word = this.#words[key];
    if (typeof word !== 'string') throw new Error(`no text ${key}`);
    return word;
  }

  count(css: string): Promise<number> {
    return this.person.evaluate((one) => document.querySelectorAll(one).length, css);
  }

  /** Waits for it, by CSS alone: it may be hidden. */
  appears(css: string): Promise<number> {
    return until(css, () => this.count(css), 30_000);
  }

  goes(css: string): Promise<true> {
    return until(`no ${css}`, async () => (await this.count(css)) === 0 || null);
  }

  text(css: string): Promise<string> {
    return this.person.evaluate((one) => document.querySelector(one)?.textContent ?? '', css);
  }

  value(css: string): Promise<string> {
    return this.person.evaluate((one) => document.querySelector<HTMLInputElement>(one)?.value ?? '', css);
  }

  async isVisible(css: string): Promise<boolean> {
    return (await this.#spot(css)) !== null;
  }

  /** Waits until its middle can be pressed, and presses it. */
  async click(css: string): Promise<void> {
    const at = await until(`${css} to press`, () => this.#spot(css));
    await this.person.tap(at);
  }

  /** Presses the button with this text in the person's language. */
  async press(key: string): Promise<void> {
    const name = this.word(key);
    await this.person.evaluate((wanted) => {
      for (const old of document.querySelectorAll('[data-scene]')) old.removeAttribute('data-scene');
      const called = (one: Element) => one.getAttribute('aria-label') ?? one.textContent?.trim();
      const buttons = [...document.querySelectorAll('button, [role=menuitem]')].filter(
        (one) => called(one) === wanted && one.checkVisibility(),
      );
      // What opened last lies over the others.
      buttons.at(-1)?.setAttribute('data-scene', wanted);
    }, name);
    await this.click('[data-scene]');
  }

  /** A place on the picture, as parts of its sides. */
  async at(x: number, y: number): Promise<Point> {
    const box = await until('a picture', () => this.#box('.stage-image'));
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  }

  marks(): Promise<number> {
    return this.count('.stage-marks .mark');
  }

  /** The tool is in the bar, or on a small screen behind "more". */
  async tool(key: string): Promise<void> {
    const name = this.word(key);
    const css = `[aria-label="${quoted(name)}"]`;
    if (!(await this.isVisible(`.toolbar > ${css}`))) {
      await this.click('[popovertarget=more-tools]');
      await this.click(`#more-tools ${css}`);
      if (await this.isVisible('#more-tools')) await this.person.press('Escape');
      return;
    }
    await this.click(`.toolbar > ${css}`);
  }

  /** Draws along points given as parts of the picture. */
  async draw(key: string, ...points: readonly (readonly [number, number])[]): Promise<void> {
    const before = await this.marks();
    await this.tool(key);
    await this.person.drag(await Promise.all(points.map(([x, y]) => this.at(x, y))));
    await until('the mark', async () => (await this.marks()) > before);
  }

  async write(text: string, x: number, y: number): Promise<void> {
    await this.tool('tool.text');
    await this.person.tap(await this.at(x, y));
    await this.appears('.stage-text');
    await this.person.type(text);
  }

  /** Opens what has a button in the header or behind "more"; false where this browser has no such thing. */
  async open(dialog: string): Promise<boolean> {
    const css = `[data-dialog="${dialog}"]`;
    if (!(await this.isVisible(css))) await this.click('[popovertarget=more-tools]');
    if ((await this.count(`${css}:not([disabled])`)) === 0) {
      await this.person.press('Escape');
      return false;
    }
    await this.click(css);
    await this.appears(`[id="${dialog}"]`);
    return true;
  }

  async close(css: string): Promise<void> {
    await this.person.press('Escape');
    await until(`${css} to close`, async () => !(await this.isVisible(css)));
  }

  async dismissToasts(): Promise<void> {
    await until('no toast', async () => {
      if (await this.isVisible('.toast .icon-button')) await this.click('.toast .icon-button');
      return (await this.count('.toast')) === 0;
    });
  }

  async connection(word: 'direct' | 'relayed' | 'gone' | 'reconnecting'): Promise<void> {
    await until(`the connection ${word}`, async () => (await look(this.person)).connection === word, 60_000);
  }

  /** Waits for motion to end, so that pictures do not catch it half way. */
  async still(): Promise<void> {
    await until('motion to end', async () => {
      const moving = await this.person.evaluate(() => {
        const ends = (one: Animation) => one.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY;
        const running = document.getAnimations().filter((one) => one.playState === 'running' && ends(one));
        const loading = [...document.images].filter((one) => one.checkVisibility() && !one.complete);
        return [...running.map((one) => (one as CSSTransition).transitionProperty), ...loading.map(({ src }) => src)];
      }, null);
      if (moving.length > 0) throw new Error(moving.join());
      return true;
    });
  }

  #box(css: string): Promise<Box | null> {
    return this.person.evaluate((one) => {
      const box = document.querySelector(one)?.getBoundingClientRect();
      return box && box.width > 0 ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
    }, css);
  }

  /** The middle of the first one that is seen and not covered; null while there is none. */
  #spot(css: string): Promise<Point | null> {
    return this.person.evaluate((one) => {
      for (const element of document.querySelectorAll(one)) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const box = element.getBoundingClientRect();
        const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        const top = document.elementFromPoint(at.x, at.y);
        if (box.width > 0 && top !== null && (element.contains(top) || top.contains(element))) return at;
      }
      return null;
    }, css);
  }
}

function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
