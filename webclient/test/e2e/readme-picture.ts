// Makes docs/panel.png: two real pages on one panel, side by side. `npm run picture` after the look has changed.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChromiumPerson, launchChromium } from './chromium.ts';
import { at, chooseTool, connected, converged, draw, enter, frame, inRoom, showsPicture } from './room.ts';
import { Service } from './service.ts';
import { until } from './until.ts';

const target = new URL('../../../docs/panel.png', import.meta.url).pathname;

/** A sofa in a room, drawn here: no photo of anybody's. */
const sofa = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1100">
  <defs>
    <linearGradient id="wall" x2="0" y2="1"><stop stop-color="#f3ebe2"/><stop offset="1" stop-color="#dcd3c6"/></linearGradient>
    <linearGradient id="floor" x2="0" y2="1"><stop stop-color="#c4a47e"/><stop offset="1" stop-color="#a98760"/></linearGradient>
    <linearGradient id="cloth" x2="0" y2="1"><stop stop-color="#93a89c"/><stop offset="1" stop-color="#71877c"/></linearGradient>
  </defs>
  <rect width="1600" height="820" fill="url(#wall)"/><rect y="820" width="1600" height="280" fill="url(#floor)"/>
  <rect x="1080" y="120" width="330" height="260" fill="#fff"/><rect x="1100" y="140" width="290" height="220" fill="#c9d7df"/>
  <path d="M1100 330l80-90 60 60 70-100 80 130z" fill="#8fa7b0"/>
  <g fill="#5b4331"><rect x="330" y="880" width="34" height="80"/><rect x="1230" y="880" width="34" height="80"/></g>
  <ellipse cx="800" cy="965" rx="560" ry="22" fill="#0002"/>
  <g fill="url(#cloth)">
    <rect x="300" y="440" width="1000" height="400" rx="70"/><rect x="360" y="400" width="430" height="280" rx="60"/>
    <rect x="810" y="400" width="430" height="280" rx="60"/><rect x="230" y="560" width="170" height="340" rx="70"/>
    <rect x="1200" y="560" width="170" height="340" rx="70"/><rect x="360" y="680" width="880" height="220" rx="50"/>
  </g>
  <path d="M800 690v205M380 690h840" stroke="#5f756a" stroke-width="4" fill="none"/>
</svg>`;

const browser = await launchChromium();
const service = await Service.start();
try {
  const picture = join(await mkdtemp(join(tmpdir(), 'coviewer-picture-')), 'Sofa Lario.png');
  const page = await browser.newPage({ viewport: { width: 1600, height: 1100 } });
  await page.setContent(`<style>body{margin:0}</style>${sofa}`);
  await page.screenshot({ path: picture });

  const agent = await ChromiumPerson.start(browser, { width: 1120, height: 760, scale: 2 });
  const customer = await ChromiumPerson.start(browser, { width: 360, height: 740, scale: 2 });
  await agent.open(service.url);
  await agent.click('button', 'New room');
  await agent.fill('Your name', 'Giulia');
  await agent.click('button', 'Join');
  await until('the room', () => inRoom(agent));
  await agent.click('button', 'Invite somebody');
  await agent.page.getByRole('region', { name: 'Invite somebody' }).getByRole('button', { name: 'Copy link' }).click();
  const link = await until('the link', () => agent.evaluate(() => navigator.clipboard.readText(), null));
  await agent.press('Escape');
  await enter(customer, link, 'Lucia');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await agent.choose([picture]);
  await showsPicture(customer, 1600, 1100);
  await frame(agent, /arrived/);
  await chooseTool(agent, 'Text');
  await agent.tap(await at(agent, 0.16, 0.18));
  await agent.type('The cover comes off');
  await agent.press('Escape');
  await draw(agent, 'Arrow', '34,26 40,42');
  await draw(customer, 'Circle', '74,50 88,86');
  await converged(agent, customer, 3);
  for (const person of [agent, customer]) {
    await chooseTool(person, 'Hand');
    for (const close of await person.page.getByRole('button', { name: 'Dismiss', exact: true }).all()) {
      await close.click({ timeout: 1000 }).catch(() => undefined);
    }
  }
  await customer.move(await at(customer, 0.92, 0.78));
  await agent.move(await at(agent, 0.42, 0.47));
  await until('both pointers', async () => {
    const seen = (person: ChromiumPerson) => person.page.locator('.cursor:not(.cursor-away)').count();
    return (await seen(agent)) + (await seen(customer)) === 2;
  });
  const [desk, phone] = [await agent.page.screenshot(), await customer.page.screenshot()];
  await page.setViewportSize({ width: 1600, height: 860 });
  const source = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;
  await page.setContent(`<style>
    body { margin: 0; block-size: 860px; display: flex; gap: 40px; align-items: center; justify-content: center;
      background: linear-gradient(135deg, #e4ecec, #cfdcdc); }
    img { border-radius: 14px; box-shadow: 0 12px 40px #0003; inline-size: 1120px; }
    .phone { inline-size: 360px; border-radius: 34px; border: 10px solid #181b20; box-sizing: border-box; }
  </style><img src="${source(desk)}"><img class="phone" src="${source(phone)}">`);
  await page.screenshot({ path: target });
  const { length } = await readFile(target);
  console.log(`${target}: ${Math.round(length / 1024)} KB`);
} finally {
  await browser.close();
  await service.stop();
}
