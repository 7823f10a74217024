// How long a pen point takes from the event to the frame of one's own screen that shows it, unthrottled: Chromium, a
// picture with marks on it, real mouse input. Prints the median and p95 in frames of the display.
import { ChromiumPerson, launchChromium } from '../webclient/test/e2e/chromium.ts';
import { newLink } from '../webclient/test/e2e/link.ts';
import { makeMedia } from '../webclient/test/e2e/media.ts';
import { at, chooseTool, enter, showsPicture } from '../webclient/test/e2e/room.ts';
import { Service } from '../webclient/test/e2e/service.ts';
import { percentile } from './figures.ts';

const points = 200;
const goalFrames = 1;

interface Watch {
  /** When the event came, by what the browser says of it. */
  sent: number | null;
  took: number[];
  frame: number[];
}

const browser = await launchChromium();
const service = await Service.start();
try {
  const person = await ChromiumPerson.start(browser);
  const media = await makeMedia(browser);
  await enter(person, newLink(service.url).link, 'Giulia');
  await person.choose([media.second]);
  await showsPicture(person, 1600, 1000);
  await chooseTool(person, 'Pen');
  await person.page.evaluate(() => {
    const watch: Watch = { sent: null, took: [], frame: [] };
    Object.assign(globalThis, { watch });
    addEventListener('pointermove', (e) => (watch.sent ??= performance.timeOrigin + e.timeStamp), true);
    let last = 0;
    const tick = (time: number) => {
      if (last > 0) watch.frame.push(time - last);
      last = time;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const live = document.querySelector('.stage-live');
    if (!live) throw new Error('no live layer');
    // The DOM changes within a frame's callbacks; the task after it begins when that frame is painted.
    const painted = new MessageChannel();
    painted.port1.onmessage = () => {
      if (watch.sent !== null) watch.took.push(performance.timeOrigin + performance.now() - watch.sent);
      watch.sent = null;
    };
    new MutationObserver(() => painted.port2.postMessage(null)).observe(live, {
      ...{ subtree: true, childList: true, attributes: true, attributeFilter: ['d', 'points'] },
    });
  });
  const count = () => person.page.evaluate(() => (globalThis as unknown as { watch: Watch }).watch.took.length);
  const from = await at(person, 0.1, 0.3);
  const { mouse } = person.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  for (let i = 1; i <= points; i++) {
    const before = await count();
    await mouse.move(from.x + i * 2, from.y + 40 * Math.sin(i / 8));
    await person.page.waitForFunction(
      (n) => (globalThis as unknown as { watch: Watch }).watch.took.length > n,
      before,
    );
  }
  await mouse.up();
  const { took, frame } = await person.page.evaluate(() => (globalThis as unknown as { watch: Watch }).watch);
  const frameMs = percentile(frame, 0.5);
  const median = percentile(took, 0.5) / frameMs;
  console.log(
    `pen point, event to own paint: median ${median.toFixed(2)} frames (${percentile(took, 0.5).toFixed(1)} ms), p95 ${(percentile(took, 0.95) / frameMs).toFixed(2)} frames of ${frameMs.toFixed(1)} ms, ${took.length} points (goal: ${goalFrames} frame)`,
  );
  if (median > goalFrames) process.exitCode = 1;
} finally {
  await browser.close();
  await service.stop();
}
