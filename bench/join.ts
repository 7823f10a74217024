// From the press on Join to the open panel, on loopback: Chromium with Chromium, and Chromium with `coviewer peer`,
// in turns. The other side waits in the room already, as the agent does who sent the link.
import { type ChildProcess, spawn } from 'node:child_process';
import { ChromiumPerson, launchChromium } from '../webclient/test/e2e/chromium.ts';
import { newLink } from '../webclient/test/e2e/link.ts';
import { connected, enter } from '../webclient/test/e2e/room.ts';
import { binary, Service } from '../webclient/test/e2e/service.ts';
import { until } from '../webclient/test/e2e/until.ts';
import { percentile } from './figures.ts';

const rounds = 10;
const goalMs = 1000;

const browser = await launchChromium();
const service = await Service.start();

/** Joins a room in which somebody waits; the page itself says when Join was pressed and when it was connected. */
async function joinTakes(link: string): Promise<number> {
  const person = await ChromiumPerson.start(browser);
  await person.open(link);
  await person.fill('Your name', 'Lucia');
  await person.evaluate(() => {
    const marks = { pressed: 0, open: 0 };
    Object.assign(globalThis, { marks });
    addEventListener('click', () => {
      marks.pressed ||= performance.now();
    }, true);
    new MutationObserver(() => {
      const word = document.querySelector('.connection')?.getAttribute('data-word');
      if (word === 'direct' || word === 'relayed') marks.open ||= performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  }, null);
  await person.click('button', 'Join');
  await connected(person, 'direct');
  const took = await person.evaluate(() => {
    const { marks } = globalThis as unknown as { marks: { pressed: number; open: number } };
    return marks.open - marks.pressed;
  }, null);
  await person.close();
  return took;
}

async function withBrowser(): Promise<number> {
  const { link } = newLink(service.url);
  const agent = await ChromiumPerson.start(browser);
  await enter(agent, link, 'Giulia');
  const took = await joinTakes(link);
  await agent.close();
  return took;
}

async function withPeer(): Promise<number> {
  const { link } = newLink(service.url);
  const child: ChildProcess = spawn(await binary(), ['peer', 'watch', link], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout?.on('data', (chunk) => {
    out += String(chunk);
  });
  await until('the headless peer to be in the room', () => out !== '');
  const took = await joinTakes(link);
  child.kill('SIGINT');
  return took;
}

try {
  const [browsers, headless]: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    browsers.push(await withBrowser());
    headless.push(await withPeer());
  }
  for (const [what, took] of [
    ['Chromium', browsers],
    ['coviewer peer', headless],
  ] as const) {
    const median = percentile(took, 0.5);
    console.log(
      `Join to panel open on loopback, Chromium with ${what}: median ${median.toFixed(0)} ms, worst ${Math.max(...took).toFixed(0)} ms of ${took.length} (goal: ${goalMs} ms)`,
    );
    if (median > goalMs) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await service.stop();
}
