import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { promisify } from 'node:util';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { exifCanary } from './media.ts';
import { Recorder } from './recorder.ts';
import { at, chooseTool, connected, enter, frame, look, showsPicture } from './room.ts';
import { pin } from './saving.ts';
import { binary } from './service.ts';
import { StageSet } from './stage-set.ts';
import { frameOf, named } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare('--log-level', 'debug');
const recorder = new Recorder();
afterEach(() => set.dismiss());
after(() => recorder.close());

const textCanary = 'PANEL-CANARY-4f7d2a90';
const nameCanary = 'NAMECANARY81c3';
const noteCanary = 'NOTE-CANARY-b27e5d16';
const captionCanary = 'CAPTION-CANARY-93c0aa4e';
const chatCanary = 'CHAT-CANARY-e85f1127';
const takenBackCanary = 'TAKENBACK-CANARY-6d40';

test('what is on the panel is nowhere in the service: memory, log, disk, wire', async () => {
  const port = Number(new URL(set.service.url).port);
  const origin = `http://127.0.0.1:${await recorder.tcp(port)}`;
  const { link, room, secret } = newLink(origin);
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  await tellOfRecordedRelay(agent.page);
  await tellOfRecordedRelay(customer.page);
  await rememberShown(agent.page);
  await enter(agent, link, nameCanary, { hide: true });
  await enter(customer, link, 'Lucia', { hide: true });
  await Promise.all([connected(agent, 'relayed'), connected(customer, 'relayed')]);
  await customer.choose([set.media.photo]);
  await showsPicture(agent, 1200, 800);
  await frame(customer, /arrived/);
  await chooseTool(agent, 'Text');
  await agent.tap(await at(agent, 0.4, 0.4));
  await agent.type(textCanary);
  await agent.press('Escape');
  await until('the text on the other side', async () =>
    (await look(customer)).marks.some((mark) => mark.name.includes(textCanary)),
  );
  await pin(agent, 0.7, 0.7, noteCanary);
  await caption(customer, 'photo.jpg', captionCanary);
  await say(agent, customer, chatCanary);
  const regretted = await takenBack(customer, agent, set.media.second);
  const photo = await savedPhoto(link.replace(origin, set.service.url), [agent.page, customer.page]);
  const texts = [textCanary, nameCanary, noteCanary, captionCanary, chatCanary, takenBackCanary, exifCanary, secret];
  const needles = [...texts.map((text) => Buffer.from(text)), ...slices(photo), ...slices(regretted)];

  // The search itself must work: the room's id is known to the service, and passed the wire.
  const known = Buffer.from(room);
  assert.deepEqual(await set.service.inMemory([known]), [known], 'the search of memory finds nothing at all');
  assert.ok(recorder.bytes.includes(known), 'the recorder saw no signaling');
  assert.ok(recorder.bytes.length > photo.length + regretted.length, 'the recorder saw no relayed photos');

  assert.deepEqual((await set.service.inMemory(needles)).map(String), [], 'in memory');
  const [wire, disk] = [recorder.bytes, await set.service.onDisk()];
  const log = Buffer.from(set.service.log + set.service.stdout.replace(/\n {2}http.*\n/, ''));
  for (const needle of needles) {
    assert.ok(!wire.includes(needle), `on the wire: ${needle}`);
    assert.ok(!disk.includes(needle), `on disk: ${needle}`);
    assert.ok(!log.includes(needle), `in the log: ${needle}`);
  }
});

/** Pieces that nothing else contains by chance: an even area of a picture may be nothing but zeros in its file. */
function slices(picture: Buffer): Buffer[] {
  return [0.2, 0.5, 0.8].map((part) => {
    for (let from = Math.floor(picture.length * part); from + 24 <= picture.length; from++) {
      const piece = picture.subarray(from, from + 24);
      if (new Set(piece).size >= 16) return piece;
    }
    throw new Error('the picture is too even to be looked for');
  });
}

async function choose(person: ChromiumPerson, picture: string, action: RegExp): Promise<void> {
  await frameOf(person.page, picture).focus();
  await person.press('Shift+F10');
  await person.page.getByRole('menuitem', { name: action }).click();
}

async function caption(person: ChromiumPerson, picture: string, text: string): Promise<void> {
  await choose(person, picture, /^Caption/);
  await person.fill('Caption', text);
  await person.click('button', 'Save');
  await frame(person, new RegExp(text));
}

async function say(from: ChromiumPerson, to: ChromiumPerson, text: string): Promise<void> {
  await from.click('button', 'Chat');
  await from.fill('Message', text);
  await from.click('button', 'Send');
  await to.page.locator('.toast').getByText(text).waitFor();
}

/** Shares a picture and takes it back; gives the bytes that had arrived at the other one. */
async function takenBack(from: ChromiumPerson, to: ChromiumPerson, file: string): Promise<Buffer> {
  const name = `${takenBackCanary}.jpg`;
  await from.choose(await named(file, [name]));
  await showsPicture(to, 1600, 1000);
  await frame(from, new RegExp(`${takenBackCanary}.*arrived`));
  const bytes = await to.page.evaluate(async () => {
    const all = Reflect.get(window, 'shown') as Blob[];
    const sizes = await Promise.all(all.map(async (blob) => (await createImageBitmap(blob)).width));
    // The last one: a picture that is still arriving is shown too, with nothing in the rest of it.
    const found = all[sizes.lastIndexOf(1600)];
    return found ? [...new Uint8Array(await found.arrayBuffer())] : [];
  });
  assert.ok(bytes.length > 0, 'the picture that is taken back was never shown');
  await choose(from, name, /^Take back/);
  await from.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await frameOf(to.page, name).waitFor({ state: 'detached' });
  return Buffer.from(bytes);
}

/** Remembers what the page shows as a picture: its address alone gives no bytes under the page's policy. */
async function rememberShown(page: import('playwright-core').Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: Blob[] = [];
    Reflect.set(window, 'shown', shown);
    const original = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      shown.push(blob);
      return original(blob);
    };
  });
}

/** Points the relay's address in `welcome` at the recorder, as a listener on the wire would sit there. */
async function tellOfRecordedRelay(page: import('playwright-core').Page): Promise<void> {
  await page.routeWebSocket(/\/signaling$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage(async (message) => {
      const text = String(message);
      const found = /turn:127\.0\.0\.1:(\d+)\?transport=udp/.exec(text);
      if (!found) return socket.send(text);
      const recorded = await recorder.udp(Number(found[1]));
      const m = JSON.parse(text) as { iceServers: { urls: string[] }[] };
      for (const s of m.iceServers) s.urls = [`turn:127.0.0.1:${recorded}?transport=udp`];
      socket.send(JSON.stringify(m));
    });
  });
}

/** The photo's bytes as they travelled: fetched by a headless peer after one of the two has left. */
async function savedPhoto(link: string, pages: readonly import('playwright-core').Page[]): Promise<Buffer> {
  await pages[0]?.getByRole('button', { name: 'Leave', exact: true }).click();
  await pages[0]?.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  const folder = await mkdtemp(join(tmpdir(), 'coviewer-saved-'));
  try {
    await promisify(execFile)(await binary(), ['peer', 'save', '--timeout', '30s', link, folder]);
    const file = (await readdir(folder)).find((name) => name.endsWith('.jpg'));
    assert.ok(file, 'the headless peer saved no photo');
    return await readFile(join(folder, file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
