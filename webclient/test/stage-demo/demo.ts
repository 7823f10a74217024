/**
 * The stage in a real browser: draws by mouse, touch and keyboard, checks what came of it, and
 * leaves screenshots in the folder given as argument.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { drag, kinds, launch, open, painted, type Screen, touches, useTool } from './browser.ts';
import { bundledStage, serve } from './serve.ts';

const folder = process.argv[2] ?? '/tmp/coviewer-stage-demo';
/** What of the stage is fetched with the panel; what it shares with the rest of the page is not counted. */
const maxStageBytes = 10 * 1024;

const phone = { width: 360, height: 740, scale: 2, touch: true };
const desktop = { width: 1440, height: 900, scale: 1, touch: false };
const screens: readonly Screen[] = [
  { name: 'phone-light', ...phone, dark: false },
  { name: 'phone-dark', ...phone, dark: true },
  { name: 'desktop-light', ...desktop, dark: false },
  { name: 'desktop-dark', ...desktop, dark: true },
];

const shot = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: join(folder, `${name}.png`) });

/** The other person draws, points, and looks at a part; all through what the network would bring. */
async function playOther(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { demo } = window;
    const base = { by: demo.other, picture: demo.pictureId, color: 1, width: 90 };
    demo.remote(demo.newId(), { kind: 'ellipse', ...base, x1: 9300, y1: 4900, x2: 11200, y2: 8400 });
    const text = { kind: 'text', by: demo.other, picture: demo.pictureId, color: 1, fontSize: 520, x1: 1200, y1: 1900 };
    demo.remote(demo.newId(), { ...text, text: 'Does this corner\nfit in 90 cm?' });
    const points = Array.from({ length: 40 }, (_, i) => ({
      x: 3000 + i * 60,
      y: 8600 + Math.round(Math.sin(i / 4) * 260),
    }));
    const packed = demo.packPoints(points, false);
    const live = { type: 'live', element: 'livelivelive', picture: demo.pictureId, kind: 'ink', color: 1 } as const;
    demo.stage.presence(demo.other, {
      ...live,
      width: 80,
      state: 'drawing',
      from: 0,
      pressure: false,
      points: packed,
      seq: 1,
    });
    const pointer = { type: 'pointer', picture: demo.pictureId, light: false } as const;
    demo.stage.presence(demo.other, { ...pointer, x: 5400, y: 8600, seq: 1 });
    const view = { x: 800, y: 1400, w: 11000, h: 7600 };
    demo.stage.presence(demo.other, { type: 'viewport', picture: demo.pictureId, ...view, seq: 1 });
  });
  await painted(page);
}

async function byMouse(page: Page): Promise<void> {
  await useTool(page, 'arrow');
  await drag(page, [
    [640, 240],
    [760, 420],
    [800, 470],
  ]);
  assert.equal(await page.evaluate(() => window.demo.tool()), 'select', 'after an arrow the tool is select');
  await useTool(page, 'rectangle');
  await drag(page, [
    [1000, 90],
    [1260, 400],
  ]);
  await useTool(page, 'ellipse');
  await drag(page, [
    [420, 520],
    [421, 521],
  ]);
  assert.equal(await kinds(page), 'arrow rectangle ellipse', 'a tap is enough');
  await page.keyboard.press('Control+z');
  await useTool(page, 'ellipse');
  await drag(page, [
    [380, 480],
    [620, 700],
  ]);
  await useTool(page, 'pen');
  await drag(page, [
    [700, 700],
    [780, 640],
    [860, 720],
    [940, 640],
    [1020, 700],
  ]);
  assert.equal(await page.evaluate(() => window.demo.tool()), 'pen', 'the pen stays');
  await useTool(page, 'text');
  await page.mouse.click(560, 130);
  await page.keyboard.type('Removable cover');
  await page.keyboard.press('Escape');
  assert.equal(await kinds(page), 'arrow rectangle ellipse ink text');
}

async function editByMouse(page: Page): Promise<void> {
  await useTool(page, 'select');
  const before = await page.evaluate(() => window.demo.marks()[0]);
  await drag(page, [
    [700, 330],
    [760, 300],
  ]);
  const after = await page.evaluate(() => window.demo.marks()[0]);
  assert.notDeepEqual(after, before, 'dragging a mark moves it');
  await shot(
    page,
    `desktop-selected${await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? '-dark' : ''))}`,
  );
  await page.keyboard.press('Control+z');
  assert.deepEqual(await page.evaluate(() => window.demo.marks()[0]), before, 'undo takes the move back');
  await useTool(page, 'eraser');
  await page.mouse.click(1000, 200);
  assert.equal((await kinds(page)).includes('rectangle'), false, 'the eraser takes an own mark at once');
  await page.keyboard.press('Control+z');
}

async function byTouch(page: Page): Promise<void> {
  const start = await page.evaluate(() => window.demo.stage.view());
  await useTool(page, 'pen');
  const stroke = Array.from({ length: 12 }, (_, i) => [[0, 80 + i * 16, 420 - (i % 4) * 12] as const]);
  await touches(page, stroke);
  assert.equal(await kinds(page), 'ink');
  await touches(page, [
    [[0, 120, 360]],
    [
      [0, 120, 360],
      [1, 220, 360],
    ],
    [
      [0, 90, 360],
      [1, 250, 360],
    ],
    [
      [0, 60, 360],
      [1, 290, 360],
    ],
  ]);
  assert.equal(await kinds(page), 'ink', 'two fingers never draw');
  const zoomed = await page.evaluate(() => window.demo.stage.view());
  assert.ok(zoomed[2] < start[2] * 0.6, 'two fingers zoom');
  await page.evaluate(() => window.demo.stage.fit());
  await page.waitForFunction((width) => window.demo.stage.view()[2] === width, start[2]);
  await useTool(page, 'ellipse');
  await touches(page, [[[0, 60, 380]], [[0, 110, 420]], [[0, 150, 450]]]);
  await useTool(page, 'text');
  await touches(page, [[[0, 60, 300]]]);
  await page.keyboard.type('Removable');
  await touches(page, [[[0, 300, 640]]]);
  assert.equal(await kinds(page), 'ink ellipse text', 'tapping away keeps the text');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  run(): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { html: string }[] }[];
  }>;
}

/** What axe-core finds on the page, as text; nothing, if all is well. */
async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: AxeRun }).axe.run();
    return violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`);
  });
  assert.deepEqual(found, []);
}

/** What is seen only for a moment: typing, a mark about to be erased, the pointer light, a close look. */
async function moments(page: Page): Promise<void> {
  await useTool(page, 'text');
  await page.mouse.click(760, 560);
  await page.keyboard.type('Typed in place');
  await shot(page, 'desktop-typing');
  await page.keyboard.press('Escape');
  await painted(page);
  await shot(page, 'desktop-typed');
  await useTool(page, 'eraser');
  await page.mouse.click(1160, 620);
  await painted(page);
  await page.getByText("Tap again to erase Lucia's mark").first().waitFor();
  await shot(page, 'desktop-armed');
  await useTool(page, 'pointer');
  await page.mouse.move(500, 400);
  await page.mouse.move(520, 420, { steps: 4 });
  await page.evaluate(() => {
    const { demo } = window;
    const pointer = { type: 'pointer', picture: demo.pictureId, light: true } as const;
    demo.stage.presence(demo.other, { ...pointer, x: 7000, y: 6600, seq: 9 });
  });
  await page.waitForFunction(() => document.querySelectorAll('.cursor-light:not(.cursor-dark)').length === 2);
  await shot(page, 'desktop-light-pointer');
  await useTool(page, 'select');
  await page.mouse.move(1000, 600);
  for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -120);
  await page.waitForFunction(() => {
    const layer = document.querySelector<HTMLElement>('.stage-marks');
    return layer?.style.transform.endsWith('scale(1)');
  });
  await shot(page, 'desktop-close');
  await page.evaluate(() => window.demo.stage.fit());
  await page.waitForFunction(() => window.demo.stage.view()[2] > 12000);
}

/** The preview stands until the full view can be painted; there is never nothing in between. */
async function swapPicture(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { demo } = window;
    const layer = document.querySelector('.stage-picture') as HTMLElement;
    const seen: number[] = [];
    new MutationObserver(() => seen.push(layer.querySelectorAll('img').length)).observe(layer, { childList: true });
    Object.assign(window, { seen });
    demo.showFull();
  });
  await page.waitForFunction(() => (window as unknown as { seen: number[] }).seen.length > 0);
  const fewest = await page.evaluate(() => Math.min(...(window as unknown as { seen: number[] }).seen));
  assert.equal(fewest, 1, 'the preview was taken away before the full view was there');
}

/** Chooses the circle, draws it, finds it by Tab, moves and deletes it: without a pointer. */
async function byKeyboard(page: Page): Promise<void> {
  const count = (await kinds(page)).split(' ').length;
  await page.locator('#stage').focus();
  await page.keyboard.press('o');
  await page.keyboard.press('Enter');
  await page.getByRole('application').waitFor();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await shot(page, 'desktop-keyboard');
  await page.keyboard.press('Enter');
  assert.equal((await kinds(page)).split(' ').length, count + 1);
  assert.equal(await page.getByRole('application').count(), 0, 'role application only while drawing');
  await painted(page);
  await page.keyboard.press('Delete');
  assert.equal((await kinds(page)).split(' ').length, count, 'what was just made is selected and can be deleted');
  await page.keyboard.press('Tab');
  const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.match(label ?? '', /by (Giulia|Lucia), /);
  await painted(page);
  await shot(page, 'desktop-focus');
  assert.ok(await page.getByRole('region', { name: 'Panel' }).count());
  assert.ok(await page.getByRole('img', { name: /^Arrow by Giulia/ }).count());
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const size = gzipSync(await bundledStage(), { level: 9 }).length;
  console.log(`stage without wire and panel: ${(size / 1024).toFixed(1)} KB gzip`);
  const served = await serve();
  const browser = await launch();
  try {
    for (const screen of screens) {
      const page = await open(browser, served.url, screen);
      if (screen.touch) await byTouch(page);
      else await byMouse(page);
      await playOther(page);
      await shot(page, screen.name);
      await accessible(page);
      if (!screen.touch) await editByMouse(page);
      if (screen.name === 'desktop-light') {
        await byKeyboard(page);
        await moments(page);
      }
      await page.context().close();
      console.log(`${screen.name}: drawn, looked at, taken back`);
    }
    const late = await open(browser, `${served.url}?full=late`, screens[2] as Screen);
    await swapPicture(late);
    await late.context().close();
    assert.ok(size <= maxStageBytes, `stage is ${size} bytes, more than ${maxStageBytes}`);
  } finally {
    await browser.close();
    served.close();
  }
}

await main();
