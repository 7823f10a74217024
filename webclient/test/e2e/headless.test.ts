import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { exifCanary } from './media.ts';
import { connected, draw, enter, frame, look, showsPicture } from './room.ts';
import { binary } from './service.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) child.kill();
  await set.dismiss();
});

interface Command {
  readonly child: ChildProcess;
  out: string;
  err: string;
}

async function peer(...args: string[]): Promise<Command> {
  const child = spawn(await binary(), ['peer', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const command: Command = { child, out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    command.out += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    command.err += String(chunk);
  });
  return command;
}

function ended(command: Command): Promise<number> {
  return until(`the end of ${command.child.spawnargs.slice(1).join(' ')}: ${command.err}`, () =>
    command.child.exitCode === null ? null : { code: command.child.exitCode },
  ).then(({ code }) => code);
}

test('coviewer peer share puts a photo on a browser’s panel, and ends when it has arrived', async () => {
  const { link } = newLink(set.service.url);
  const customer = await set.chromium();
  await enter(customer, link, 'Lucia');
  const share = await peer('share', '--name', 'Shop', link, set.media.photo);
  await showsPicture(customer, 1200, 800);
  assert.equal(await ended(share), 0, share.err);
  await frame(customer, /Shop/);
});

test('coviewer peer watch tells what a browser draws; save writes the clean photo', async () => {
  const { link } = newLink(set.service.url);
  const customer = await set.chromium();
  await enter(customer, link, 'Lucia');
  await customer.choose([set.media.photo]);
  await showsPicture(customer, 1200, 800);
  const watch = await peer('watch', link);
  await connected(customer, 'direct');
  await draw(customer, 'Arrow', '10,10 30,40');
  await until('the arrow as a JSON line', () => watch.out.split('\n').some((line) => line.includes('"arrow"')));
  for (const line of watch.out.split('\n').filter((l) => l !== '')) JSON.parse(line);
  watch.child.kill('SIGINT');
  await ended(watch);
  const folder = await mkdtemp(join(tmpdir(), 'coviewer-saved-'));
  try {
    await until('the place to be free', async () => (await look(customer)).connection !== 'direct');
    const save = await peer('save', link, folder);
    assert.equal(await ended(save), 0, save.err);
    const file = (await readdir(folder)).find((name) => name.endsWith('.jpg'));
    assert.ok(file, 'no photo was saved');
    const bytes = await readFile(join(folder, file));
    assert.ok((await readFile(set.media.photo)).includes(exifCanary), 'the test photo has no EXIF');
    assert.ok(!bytes.includes(exifCanary) && !bytes.includes('Exif'), 'EXIF left the device');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('coviewer peer new prints a link that a browser can join', async () => {
  const made = await peer('new', '--url', set.service.url);
  const link = await until('a link', () => /http\S+\/r\/\S+#\S+/.exec(made.out)?.[0]);
  const customer = await set.chromium();
  await enter(customer, link, 'Lucia');
});
