// How long a pen point takes from the event on one screen to the paint on the other: two pages of one Chromium on
// loopback, real mouse input, real data channels. Prints the median and p95 of 200 points, and the ping beside them.
import { ChromiumPerson, launchChromium } from '../webclient/test/e2e/chromium.ts';
import { newLink } from '../webclient/test/e2e/link.ts';
import { makeMedia } from '../webclient/test/e2e/media.ts';
import { at, chooseTool, connected, enter, showsPicture } from '../webclient/test/e2e/room.ts';
import { Service } from '../webclient/test/e2e/service.ts';
import { percentile } from './figures.ts';

const points = 200;
const goalMs = 50;

const browser = await launchChromium();
const service = await Service.start();
try {
  const { link } = newLink(service.url);
  const [near, far] = [await ChromiumPerson.start(browser), await ChromiumPerson.start(browser)];
  const media = await makeMedia(browser);
  await enter(near, link, 'Giulia');
  await enter(far, link, 'Lucia');
  await Promise.all([connected(near, 'direct'), connected(far, 'direct')]);
  await near.choose([media.second]);
  await Promise.all([showsPicture(near, 1600, 1000), showsPicture(far, 1600, 1000)]);
  await chooseTool(near, 'Pen');
  await near.page.evaluate(() => {
    const sent: number[] = [];
    Object.assign(globalThis, { sent });
    addEventListener('pointermove', (e) => sent.push(performance.timeOrigin + e.timeStamp), true);
  });
  await far.page.evaluate(() => {
    const painted: number[] = [];
    Object.assign(globalThis, { painted });
    const live = document.querySelector('.stage-live');
    if (!live) throw new Error('no live layer');
    // What changed the DOM is painted with the frame whose callbacks are running: the next one begins after it.
    new MutationObserver(() =>
      requestAnimationFrame(() => painted.push(performance.timeOrigin + performance.now())),
    ).observe(live, { subtree: true, childList: true, attributes: true, attributeFilter: ['d'] });
  });
  const from = await at(near, 0.1, 0.3);
  const { mouse } = near.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  const took: number[] = [];
  for (let i = 1; i <= points; i++) {
    const before = await far.page.evaluate(() => (globalThis as unknown as { painted: number[] }).painted.length);
    await mouse.move(from.x + i * 2, from.y + 40 * Math.sin(i / 8));
    await far.page.waitForFunction((n) => (globalThis as unknown as { painted: number[] }).painted.length > n, before);
    const painted = await far.page.evaluate((n) => (globalThis as unknown as { painted: number[] }).painted[n], before);
    const sent = await near.page.evaluate(() => (globalThis as unknown as { sent: number[] }).sent.at(-1));
    if (painted !== undefined && sent !== undefined) took.push(painted - sent);
  }
  await mouse.up();
  const median = percentile(took, 0.5);
  console.log(
    `pen point, event here to frame there, Chromium to Chromium on loopback: median ${median.toFixed(1)} ms, p95 ${percentile(took, 0.95).toFixed(1)} ms of ${took.length} points (goal: ${goalMs} ms)`,
  );
  if (median > goalMs) process.exitCode = 1;
} finally {
  await browser.close();
  await service.stop();
}
