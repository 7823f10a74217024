import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type ElementHandle, type KeyInput, type Page } from 'puppeteer-core';
import { drag, type Person, type PersonOptions, type Point } from './person.ts';

const executablePath = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((file) => existsSync(file));

/** The language holds for all of its pages: it is a setting of the browser. */
export function launchFirefox({ language = 'en-US' }: PersonOptions = {}): Promise<Browser> {
  if (!executablePath) throw new Error('Firefox is missing: run `make browsers`');
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'intl.accept_languages': language,
      'ui.systemUsesDarkTheme': 0,
      // A machine without any other interface offers loopback candidates only.
      'media.peerconnection.ice.loopback': true,
    },
  });
}

export class FirefoxPerson implements Person {
  readonly browser = 'firefox';
  readonly errors: string[] = [];
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (m) => {
      if (m.type() === 'error') this.errors.push(m.text());
    });
  }

  static async start(browser: Browser, o: PersonOptions = {}): Promise<FirefoxPerson> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: o.width ?? 1280, height: o.height ?? 800, deviceScaleFactor: o.scale ?? 1 });
    return new FirefoxPerson(page);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }
  async reload(): Promise<void> {
    await this.page.reload();
  }
  async click(role: string, name: string | RegExp): Promise<void> {
    if (typeof name !== 'string') throw new Error('Puppeteer finds exact names only');
    await this.page.locator(`::-p-aria([role="${role}"][name="${name}"])`).click();
  }
  async fill(name: string, text: string): Promise<void> {
    await this.page.locator(`::-p-aria([role="textbox"][name="${name}"])`).fill(text);
  }
  async choose(files: readonly string[]): Promise<void> {
    const input = (await this.page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(...files);
  }
  async press(key: string): Promise<void> {
    const keys = key.split('+') as KeyInput[];
    const last = keys.pop();
    for (const k of keys) await this.page.keyboard.down(k);
    if (last) await this.page.keyboard.press(last);
    for (const k of keys.reverse()) await this.page.keyboard.up(k);
  }
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }
  async drag(points: readonly Point[]): Promise<void> {
    await drag(this.page.mouse, points);
  }
  async move(p: Point): Promise<void> {
    await this.page.mouse.move(p.x, p.y, { steps: 4 });
  }
  async tap(p: Point): Promise<void> {
    await this.page.mouse.click(p.x, p.y);
  }
  evaluate<T, A>(page: (argument: A) => T | Promise<T>, argument: A): Promise<T> {
    return this.page.evaluate(page as (argument: unknown) => T | Promise<T>, argument) as Promise<T>;
  }
  async toFront(): Promise<void> {
    await this.page.bringToFront();
  }
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file as `${string}.png` });
  }
  async close(): Promise<void> {
    await this.page.browserContext().close();
  }
}
