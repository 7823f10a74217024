/** The stage once through Firefox: mouse and keyboard, a look at the result in the folder given as argument. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { serve } from './serve.ts';

const folder = process.argv[2] ?? '/tmp/coviewer-stage-demo';
const executablePath = process.env['COVIEWER_FIREFOX'] ?? '/usr/bin/firefox-esr';

mkdirSync(folder, { recursive: true });
const served = await serve();
const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(served.url);
  await page.waitForSelector('html[data-ready] .stage-image');
  const kinds = () =>
    page.evaluate(() =>
      window.demo
        .marks()
        .map((mark) => mark.kind)
        .join(' '),
    );
  const drag = async (tool: 'pen' | 'arrow' | 'ellipse', from: [number, number], to: [number, number]) => {
    await page.evaluate((id) => window.demo.setTool(id), tool);
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 12 });
    await page.mouse.up();
  };
  await drag('arrow', [640, 240], [800, 470]);
  await drag('ellipse', [380, 480], [620, 700]);
  await drag('pen', [700, 700], [1020, 640]);
  await page.evaluate(() => window.demo.setTool('text'));
  await page.mouse.click(560, 130);
  await page.keyboard.type('Removable cover');
  await page.keyboard.press('Escape');
  assert.equal(await kinds(), 'arrow ellipse ink text');
  const wide = await page.evaluate(() => window.demo.stage.view()[2]);
  await page.mouse.move(700, 450);
  await page.mouse.wheel({ deltaY: -240 });
  await page.waitForFunction((before) => window.demo.stage.view()[2] < before, {}, wide);
  await page.keyboard.press('o');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=application]');
  for (const key of ['Enter', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter'] as const) {
    await page.keyboard.press(key);
  }
  assert.equal(await kinds(), 'arrow ellipse ink text ellipse');
  await page.keyboard.down('Control');
  await page.keyboard.press('z');
  await page.keyboard.up('Control');
  assert.equal(await kinds(), 'arrow ellipse ink text');
  await page.screenshot({ path: join(folder, 'firefox.png') });
  console.log('Firefox: drawn by mouse and keyboard, zoomed, undone');
} finally {
  await browser.close();
  served.close();
}
