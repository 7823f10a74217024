import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { promisify } from 'node:util';
import { newLink } from './link.ts';
import { exifCanary } from './media.ts';
import { Recorder } from './recorder.ts';
import { at, chooseTool, connected, enter, frame, look, showsPicture } from './room.ts';
import { binary } from './service.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare('--log-level', 'debug');
const recorder = new Recorder();
afterEach(() => set.dismiss());
after(() => recorder.close());

const textCanary = 'PANEL-CANARY-4f7d2a90';
const nameCanary = 'NAMECANARY81c3';

test('what is on the panel is nowhere in the service: memory, log, disk, wire', async () => {
  const port = Number(new URL(set.service.url).port);
  const origin = `http://127.0.0.1:${await recorder.tcp(port)}`;
  const { link, room, secret } = newLink(origin);
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  await tellOfRecordedRelay(agent.page);
  await tellOfRecordedRelay(customer.page);
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
  const photo = await savedPhoto(link.replace(origin, set.service.url), [agent.page, customer.page]);
  const slices = [0.2, 0.5, 0.8].map((part) => {
    const from = Math.floor(photo.length * part);
    return photo.subarray(from, from + 24);
  });
  const canaries = [textCanary, nameCanary, exifCanary, secret].map((text) => Buffer.from(text));
  const needles = [...canaries, ...slices];

  // The search itself must work: the room's id is known to the service, and passed the wire.
  const known = Buffer.from(room);
  assert.deepEqual(await set.service.inMemory([known]), [known], 'the search of memory finds nothing at all');
  assert.ok(recorder.bytes.includes(known), 'the recorder saw no signaling');
  assert.ok(recorder.bytes.length > photo.length, 'the recorder saw no relayed photo');

  assert.deepEqual((await set.service.inMemory(needles)).map(String), [], 'in memory');
  const [wire, disk] = [recorder.bytes, await set.service.onDisk()];
  const log = Buffer.from(set.service.log + set.service.stdout.replace(/\n {2}http.*\n/, ''));
  for (const needle of needles) {
    assert.ok(!wire.includes(needle), `on the wire: ${needle}`);
    assert.ok(!disk.includes(needle), `on disk: ${needle}`);
    assert.ok(!log.includes(needle), `in the log: ${needle}`);
  }
});

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
