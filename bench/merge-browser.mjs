// node bench/merge-browser.mjs: the same in Chromium, at full speed and with the processor slowed down four times as a
// stand-in for a phone. CHROMIUM names the browser.
import { bundle, fromWebclient, report, runs, targetMs } from './merge-bundle.mjs';

const { chromium } = fromWebclient('playwright-core');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath, args: [...args, ...quiet] });
try {
  const source = await bundle('iife');
  for (const slowdown of [1, 4]) {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.addScriptTag({ content: source });
    const result = await page.evaluate((n) => globalThis.load.bench(n), runs);
    report(`Chromium ${browser.version()}, slowed ${slowdown}×`, result, slowdown === 1 ? targetMs : undefined);
    await page.close();
  }
} finally {
  await browser.close();
}
