/** Small steps on the demo page, for the demo and the measurements. */
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Demo } from './page.ts';

declare global {
  interface Window {
    readonly demo: Demo;
  }
}

export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Screen {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly touch: boolean;
  readonly dark: boolean;
}

export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, headless: true, args: [...chromiumFlags] });
}

export async function open(browser: Browser, url: string, screen: Screen): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: screen.width, height: screen.height },
    deviceScaleFactor: screen.scale,
    hasTouch: screen.touch,
    isMobile: screen.touch,
    colorScheme: screen.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  await page.waitForSelector('html[data-ready] .stage-image');
  return page;
}

/** A drag by the real mouse, in parts. */
export async function drag(page: Page, path: readonly (readonly [number, number])[]): Promise<void> {
  const [first, ...rest] = path;
  if (first === undefined) return;
  await page.mouse.move(...(first as [number, number]));
  await page.mouse.down();
  for (const [x, y] of rest) await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
}

type Finger = readonly [id: number, x: number, y: number];

/** Fingers on the screen, by the browser's own input pipeline. */
export async function touches(page: Page, frames: readonly (readonly Finger[])[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let before = 0;
  for (const frame of [...frames, []]) {
    const type = frame.length > before ? 'touchStart' : frame.length < before ? 'touchEnd' : 'touchMove';
    const touchPoints = frame.map(([id, x, y]) => ({ id, x, y }));
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
    before = frame.length;
  }
  await session.detach();
}

export const useTool = (page: Page, tool: Parameters<Demo['setTool']>[0]): Promise<void> =>
  page.evaluate((id) => window.demo.setTool(id), tool);

export const kinds = (page: Page): Promise<string> =>
  page.evaluate(() =>
    window.demo
      .marks()
      .map((mark) => mark.kind)
      .join(' '),
  );

/** Two frames: what was asked for is painted then. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
