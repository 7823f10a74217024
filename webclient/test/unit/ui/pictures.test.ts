import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { pictureType } from '../../../src/blob/picture-type.ts';
import type { I18n, Translate } from '../../../src/i18n.ts';
import { type Intake, IntakeError, type Metadata } from '../../../src/media/types.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { pictures as query } from '../../../src/panel/query.ts';
import type { BlobState } from '../../../src/peer/types.ts';
import { type Adding, createAdding, maxFiles, pictureName } from '../../../src/state/adding.ts';
import { createAddingLater } from '../../../src/state/adding-later.ts';
import { createPictures, delivery } from '../../../src/state/pictures.ts';
import { createToasts } from '../../../src/state/toasts.ts';
import { roveTo } from '../../../src/ui/roving.ts';
import { TestClock } from './clock.ts';

const blob = (part: Partial<BlobState>): BlobState => ({
  phase: 'here',
  received: 0,
  size: 1000,
  delivered: new Map(),
  ...part,
});

for (const { name, state, mine, present, want } of [
  { name: 'unknown, mine', state: undefined, mine: true, present: [], want: { state: 'kept' } },
  { name: 'unknown, theirs', state: undefined, mine: false, present: ['b'], want: { state: 'waiting' } },
  {
    name: 'arriving',
    state: blob({ phase: 'receiving', received: 405 }),
    mine: false,
    present: ['b'],
    want: { state: 'receiving', percent: 40 },
  },
  {
    name: 'all bytes here, not yet verified',
    state: blob({ phase: 'receiving', received: 1000 }),
    mine: false,
    present: ['b'],
    want: { state: 'receiving', percent: 99 },
  },
  { name: 'failed', state: blob({ phase: 'failed' }), mine: false, present: ['b'], want: { state: 'failed' } },
  { name: 'mine, alone', state: blob({}), mine: true, present: [], want: { state: 'waiting' } },
  {
    name: 'mine, one of two has it',
    state: blob({ delivered: new Map([['b', 1]]) }),
    mine: true,
    present: ['b', 'c'],
    want: { state: 'sending', percent: 0, have: 1, of: 2 },
  },
  {
    name: 'mine, all have it',
    state: blob({ delivered: new Map([['b', 1]]) }),
    mine: true,
    present: ['b'],
    want: { state: 'arrived' },
  },
  {
    name: 'mine, who had it has left',
    state: blob({ delivered: new Map([['b', 1]]) }),
    mine: true,
    present: [],
    want: { state: 'arrived' },
  },
  { name: 'theirs, here', state: blob({}), mine: false, present: ['b'], want: { state: 'received' } },
]) {
  test(`delivery: ${name}`, () => assert.deepEqual(delivery(state, mine, present), want));
}

test('a preview is what its first bytes say, and nothing else is shown', () => {
  const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  assert.equal(pictureType(bytes('RIFF1234WEBPVP8 ')), 'image/webp');
  assert.equal(pictureType(bytes('\xff\xd8\xff\xe0')), 'image/jpeg');
  assert.equal(pictureType(bytes('\x89PNG\r\n\x1a\n')), 'image/png');
  assert.equal(pictureType(bytes('<svg xmlns=')), null);
  assert.equal(pictureType(new Uint8Array(0)), null);
});

const t: Translate = (key, params) => [key, ...Object.values(params ?? {})].join(' ');

function setUp(intake: (file: Blob) => Promise<Intake>) {
  const panel = new Panel({ site: 'aaaaaaaa', wall: () => 1_700_000_000_000 });
  const toasts = createToasts(new TestClock().after);
  const shown: string[] = [];
  let seed = 0;
  const adding = createAdding({
    panel,
    i18n: { t, language: signal('en') } as unknown as I18n,
    toasts,
    intake,
    addBlob: async () => 'ab'.repeat(32),
    random: (length) => new Uint8Array(length).fill(seed++),
    show: (id) => shown.push(id),
  });
  return { panel, toasts, adding, shown };
}

const taken: Intake = {
  preview: Uint8Array.from('RIFF1234WEBPVP8 ', (char) => char.charCodeAt(0)),
  view: new Blob(['view']),
  type: 'image/jpeg',
  pixelWidth: 4000,
  pixelHeight: 3000,
  found: ['location', 'camera'],
};

test('pictures come onto the panel in the order of the choice, one Undo each, one toast for all', async () => {
  const { panel, toasts, adding, shown } = setUp(async () => taken);
  await adding.add([new File([], 'a.jpg'), new File([], 'b.jpg')]);
  assert.deepEqual(
    query(panel).map(({ name }) => name),
    ['a.jpg', 'b.jpg'],
  );
  assert.deepEqual(shown, [query(panel)[0]?.id], 'the first of the choice is shown');
  assert.deepEqual(adding.pending.value, []);
  assert.equal(toasts.list.value.length, 1);
  assert.equal(
    toasts.list.value[0]?.text,
    'intake.removed a.jpg, b.jpg intake.removed.location and intake.removed.camera',
  );
  panel.undo();
  assert.equal(query(panel).length, 1);
});

test('what was removed is told of the photo that it was in, never of all, and a location first', async () => {
  const { toasts, adding } = setUp(async (file) => ({
    ...taken,
    found: (file as File).name === 'a.jpg' ? ['camera'] : ['location', 'camera'],
  }));
  await adding.add([new File([], 'a.jpg'), new File([], 'b.jpg')]);
  const [toast] = toasts.list.value;
  assert.equal(toast?.text, 'intake.removedOther');
  assert.deepEqual(toast?.lines, [
    'intake.removedFrom b.jpg intake.removed.location and intake.removed.camera',
    'intake.removedFrom a.jpg intake.removed.camera',
  ]);
});

test('of many groups the most telling are named, and a way leads to the others', async () => {
  const found: Metadata[][] = [['location'], [], ['camera'], ['time'], ['other'], ['location', 'camera'], []];
  const { toasts, adding } = setUp(async (file) => ({ ...taken, found: found[Number((file as File).name)] ?? [] }));
  let opened = 0;
  adding.leadTo(() => opened++);
  await adding.add(found.map((_, i) => new File([], String(i))));
  const [toast] = toasts.list.value;
  assert.deepEqual(toast?.lines, [
    'intake.removedFrom 5 intake.removed.location and intake.removed.camera',
    'intake.removedFrom 0 intake.removed.location',
    'intake.removedFrom 3 intake.removed.time',
    'intake.more 4',
  ]);
  toast?.action?.run();
  assert.equal(opened, 1);
});

test('what was refused of a choice is one toast: a line for each reason names each file', async () => {
  const { toasts, adding } = setUp(async (file) => {
    const { name } = file as File;
    if (name.endsWith('.heic')) throw new IntakeError('heic');
    if (name.endsWith('.mp4')) throw new IntakeError('not-a-picture');
    if (name.startsWith('bad')) throw new IntakeError('damaged');
    return taken;
  });
  const names = ['bad0.jpg', 'a.heic', 'good.jpg', 'video.mp4', 'b.heic', ...[1, 2, 3, 4].map((i) => `bad${i}.jpg`)];
  await adding.add(names.map((name) => new File([], name)));
  assert.equal(toasts.list.value.length, 1);
  const [toast] = toasts.list.value;
  assert.equal(toast?.tone, 'error');
  assert.equal(toast?.text, 'intake.refused 8');
  assert.deepEqual(toast?.lines, [
    'intake.line.damaged bad0.jpg, bad1.jpg, bad2.jpg, bad3.jpg, bad4.jpg',
    'intake.line.heic a.heic, b.heic',
    'intake.line.not-a-picture video.mp4',
    'intake.removed good.jpg intake.removed.location and intake.removed.camera',
  ]);
});

test('one refused, and what was removed from another, are told together', async () => {
  const { toasts, adding } = setUp(async (file) => {
    if ((file as File).name === 'bad') throw new IntakeError('damaged');
    return taken;
  });
  await adding.add([new File([], 'good.jpg'), new File([], 'bad')]);
  const [toast, ...others] = toasts.list.value;
  assert.deepEqual(others, []);
  assert.equal(toast?.text, 'intake.damaged bad');
  assert.deepEqual(toast?.lines, ['intake.removed good.jpg intake.removed.location and intake.removed.camera']);
});

for (const reason of ['not-a-picture', 'heic', 'svg', 'damaged', 'too-many-pixels', 'too-big'] as const) {
  test(`${reason} is said by name, and the next picture comes all the same`, async () => {
    const { panel, toasts, adding } = setUp(async (file) => {
      if ((file as File).name === 'bad') throw new IntakeError(reason);
      return taken;
    });
    await adding.add([new File([], 'bad'), new File([], 'good.jpg')]);
    assert.equal(toasts.list.value[0]?.text, `intake.${reason} bad`);
    assert.equal(toasts.list.value[0]?.tone, 'error');
    assert.equal(query(panel).length, 1);
  });
}

test('what the person canceled is not reported', async () => {
  const { toasts, adding } = setUp(async () => Promise.reject(new IntakeError('canceled')));
  await adding.add([new File([], 'a.jpg')]);
  assert.deepEqual(toasts.list.value, []);
});

test('what is beyond the limit is named', async () => {
  const { panel, toasts, adding } = setUp(async () => taken);
  await adding.add(Array.from({ length: maxFiles + 5 }, (_, i) => new File([], `${i}.jpg`)));
  assert.equal(query(panel).length, maxFiles);
  const [toast, ...others] = toasts.list.value;
  assert.deepEqual(others, []);
  assert.equal(toast?.text, `intake.tooManyFiles ${maxFiles}`);
  assert.equal(toast?.lines?.[0], `${maxFiles}.jpg, ${maxFiles + 1}.jpg + 3`);
});

test('beyond the limit beside others refused: one more line', async () => {
  const { toasts, adding } = setUp(async () => Promise.reject(new IntakeError('damaged')));
  await adding.add(Array.from({ length: maxFiles + 1 }, (_, i) => new File([], `${i}.jpg`)));
  const [toast] = toasts.list.value;
  assert.equal(toast?.text, `intake.refused ${maxFiles + 1}`);
  assert.equal(toast?.lines?.length, 2);
  assert.equal(toast?.lines?.[1], `intake.line.beyond ${maxFiles}.jpg ${maxFiles}`);
});

test('how many are through is counted over all choices; canceled, the rest is not added and what is there stays', async () => {
  const waiting: (() => void)[] = [];
  const { panel, toasts, adding } = setUp(async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return taken;
  });
  const next = async () => {
    while (waiting.length === 0) await new Promise(setImmediate);
    waiting.shift()?.();
  };
  const names = ['0', '1', '2', '3', '4'];
  const ends = [adding.add(names.map((name) => new File([], name))), adding.add([new File([], 'later')])];
  assert.equal(adding.pending.value.length, 6);
  await next();
  await next();
  while (waiting.length === 0) await new Promise(setImmediate);
  assert.deepEqual([adding.done.value, adding.pending.value.length], [2, 4]);
  adding.cancel();
  assert.deepEqual([adding.done.value, adding.pending.value.length], [0, 0]);
  await next(); // what was in hand comes to its end, and nowhere else
  await Promise.all(ends);
  assert.deepEqual(
    query(panel).map(({ name }) => name),
    ['0', '1'],
  );
  assert.equal(toasts.list.value[0]?.text, 'intake.removed 0, 1 intake.removed.location and intake.removed.camera');
  const again = adding.add([new File([], 'again')]);
  await next();
  await again;
  assert.equal(query(panel).length, 3, 'after a cancel one may go on');
});

test('stopped, it tells nothing more', async () => {
  const { toasts, adding } = setUp(async () => Promise.reject(new IntakeError('damaged')));
  const end = adding.add([new File([], 'a.jpg')]);
  adding.stop();
  await end;
  assert.deepEqual(toasts.list.value, []);
});

test('files that wait for the code are pending at once, each choice comes once, and a failure ends the waiting', async () => {
  const { adding, panel } = setUp(async () => taken);
  let arrive: (adding: Adding) => void = () => {};
  let fail: () => void = () => {};
  let failures = 0;
  const later = createAddingLater(
    () =>
      new Promise((resolve, reject) => {
        arrive = resolve;
        fail = () => reject(new Error('no network'));
      }),
    () => failures++,
  );
  const lost = later.add([new File([], 'lost.jpg')]);
  assert.deepEqual(
    later.pending.value.map(({ name }) => name),
    ['lost.jpg'],
  );
  fail();
  await lost;
  assert.deepEqual(later.pending.value, []);
  assert.equal(failures, 1);
  const ends = [later.add([new File([], 'a.jpg')]), later.add([new File([], 'b.jpg')])];
  assert.equal(later.pending.value.length, 2);
  arrive(adding);
  await Promise.all(ends);
  assert.deepEqual(later.pending.value, []);
  assert.deepEqual(
    query(panel).map(({ name }) => name),
    ['a.jpg', 'b.jpg'],
  );
});

test('the name of a picture', () => {
  assert.equal(pictureName('C:\\Users\\Lucia\\sofa.jpg', t), 'sofa.jpg');
  assert.equal(pictureName('image.png', t), 'pictures.pasted');
  assert.equal(pictureName('', t), 'pictures.unnamed');
  assert.equal(pictureName('x'.repeat(500), t).length, 120);
  assert.equal(pictureName(`${'x'.repeat(500)}.jpg`, t), `${'x'.repeat(116)}.jpg`, 'a long name keeps its end');
});

test('previews are made once and revoked with their picture', async () => {
  const { panel, adding } = setUp(async () => taken);
  const urls = new Set<string>();
  const pictures = createPictures({
    panel,
    present: signal([]),
    blobUrl: () => null,
    objectUrl: () => {
      urls.add(`blob:${urls.size}`);
      return `blob:${urls.size - 1}`;
    },
    revokeObjectUrl: (url) => void urls.delete(url),
  });
  panel.subscribe(() => pictures.changed());
  await adding.add([new File([], 'a.jpg')]);
  assert.equal(pictures.list.value[0]?.preview, 'blob:0');
  assert.equal(pictures.shown.value, pictures.list.value[0]?.id);
  pictures.changed();
  assert.equal(pictures.list.value[0]?.preview, 'blob:0');
  panel.undo();
  assert.deepEqual(pictures.list.value, []);
  assert.equal(pictures.shown.value, null);
  assert.equal(urls.size, 0);
});

test('arrow keys go round a group', () => {
  assert.equal(roveTo('ArrowRight', 2, 3), 0);
  assert.equal(roveTo('ArrowLeft', 0, 3), 2);
  assert.equal(roveTo('End', 0, 3), 2);
  assert.equal(roveTo('a', 0, 3), null);
  assert.equal(roveTo('Home', 0, 0), null);
});
