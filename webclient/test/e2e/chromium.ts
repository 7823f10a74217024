import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { drag, type Person, type PersonOptions, type Point } from './person.ts';

/** What keeps a stock Chromium quiet and willing in a container; none of it changes WebRTC. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The same engine without the windows around it starts and opens pages in a third of the time. Figures ask for the other. */
const executablePath = [process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(
  (file) => existsSync(file),
);

export function launchChromium(): Promise<Browser> {
  if (!executablePath) throw new Error('Chromium is missing: run `make browsers`');
  return chromium.launch({ executablePath, args: flags });
}

export class ChromiumPerson implements Person {
  readonly browser = 'chromium';
  readonly errors: string[] = [];
  readonly page: Page;
  private readonly context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (m) => {
      if (m.type() === 'error') this.errors.push(m.text());
    });
  }

  static async start(browser: Browser, o: PersonOptions = {}): Promise<ChromiumPerson> {
    const context = await browser.newContext({
      viewport: { width: o.width ?? 1280, height: o.height ?? 800 },
      deviceScaleFactor: o.scale ?? 1,
      colorScheme: o.dark ? 'dark' : 'light',
      forcedColors: o.forcedColors ? 'active' : 'none',
      hasTouch: o.touch ?? false,
      isMobile: o.touch ?? false,
      locale: o.language ?? 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    if (o.textSize || o.rtl)
      await page.addInitScript(
        ([textSize, rtl]) =>
          document.addEventListener('DOMContentLoaded', () => {
            const root = document.documentElement;
            if (textSize) root.style.fontSize = `${textSize * 100}%`;
            if (rtl) root.dir = 'rtl';
          }),
        [o.textSize, o.rtl] as const,
      );
    return new ChromiumPerson(context, page);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }
  async reload(): Promise<void> {
    await this.page.reload();
  }
  async click(role: string, name: string | RegExp): Promise<void> {
    await this.page.getByRole(role as 'button', { name, exact: true }).click();
  }
  async fill(name: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name }).fill(text);
  }
  async choose(files: readonly string[]): Promise<void> {
    await this.page
      .locator('input[type=file]')
      .first()
      .setInputFiles([...files]);
  }
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
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
    return this.page.evaluate(page as (argument: unknown) => T | Promise<T>, argument);
  }
  async toFront(): Promise<void> {
    await this.page.bringToFront();
  }
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }
  async close(): Promise<void> {
    await this.context.close();
  }
}
