// Saving a picture, with pictures and a way of drawing them of the test's own.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import type { RenderOptions } from '../../../src/export/render.ts';
import type { Translate } from '../../../src/i18n.ts';
import { Panel } from '../../../src/panel/panel.ts';
import type { PictureView } from '../../../src/state/pictures.ts';
import { createSave } from '../../../src/state/save.ts';

const site = 'aaaaaaaa';
const t: Translate = (key) => key;

/** Each drawing waits until the test ends it. */
function setUp() {
  const panel = new Panel({ site, wall: () => 1_000 });
  panel.set('picture1', {
    ...{ kind: 'picture', by: site, name: 'front/photo.jpg', pixelWidth: 40, pixelHeight: 30, size: 10 },
    ...{ preview: new Uint8Array(12), blob: new Uint8Array(32), type: 'image/jpeg', stripped: true, order: 'a5' },
  });
  const list = signal<readonly PictureView[]>([]);
  const here: { url: string; full: boolean }[] = [];
  const drawn: { readonly options: RenderOptions; end(): Promise<void>; fail(): Promise<void> }[] = [];
  const urls: string[] = [];
  const timers: (() => void)[] = [];
  const options = {
    ...{ panel, t, pictures: { list, url: () => here[0] ?? null } },
    after: (_: number, action: () => void) => {
      timers.push(action);
      return () => {};
    },
    objectUrl: () => {
      urls.push(`blob:${urls.length}`);
      return `blob:${urls.length - 1}`;
    },
    revokeObjectUrl: (url: string) => void urls.splice(urls.indexOf(url), 1),
  };
  const draw = (given: RenderOptions) =>
    new Promise<{ canvas: HTMLCanvasElement; scaled: boolean }>((resolve, reject) => {
      const canvas = {
        ...{ width: 40, height: 30 },
        toBlob: (done: (blob: Blob) => void) => done(new Blob(['png'], { type: 'image/png' })),
      } as unknown as HTMLCanvasElement;
      const settled = () => new Promise<void>((done) => setImmediate(done));
      drawn.push({
        options: given,
        end() {
          resolve({ canvas, scaled: false });
          return settled();
        },
        fail() {
          reject(new Error('no memory'));
          return settled();
        },
      });
    });
  /** The filmstrip has changed: something has arrived. */
  const arrived = (url: string, full: boolean) => {
    here[0] = { url, full };
    list.value = [];
  };
  return { options, draw, drawn, arrived, urls, timers, open: (id: string | null) => createSave(options, id, draw) };
}

test('no picture, and nothing of it here yet, are told apart', () => {
  const { open } = setUp();
  assert.equal(open(null).phase.value, 'none');
  assert.equal(open('picture9').phase.value, 'none');
  assert.equal(open('picture1').phase.value, 'waiting');
});

test('a picture is made with its marks, under a name that any system takes', async () => {
  const { arrived, open, drawn } = setUp();
  arrived('blob:full', true);
  const save = open('picture1');
  assert.equal(save.phase.value, 'making');
  assert.equal(drawn[0]?.options.marks, true);
  await drawn[0]?.end();
  assert.equal(save.phase.value, 'ready');
  assert.equal(save.saved.value?.file.name, 'front-photo.png');
  assert.equal(save.saved.value?.full, true);
});

test('a picture that is deleted or taken back meanwhile is no longer shown, and its address is none', async () => {
  const { arrived, open, drawn, urls, options } = setUp();
  arrived('blob:full', true);
  const save = open('picture1');
  await drawn[0]?.end();
  options.panel.set('picture1', { deleted: true });
  arrived('blob:full', true);
  assert.equal(save.phase.value, 'none');
  assert.equal(save.saved.value, null);
  assert.deepEqual(urls, []);
});

test('of a preview it says so, and it is made again by itself when the rest is here', async () => {
  const { arrived, open, drawn, urls, timers } = setUp();
  arrived('blob:preview', false);
  const save = open('picture1');
  await drawn[0]?.end();
  assert.equal(save.saved.value?.full, false);
  arrived('blob:preview', false);
  assert.equal(drawn.length, 1, 'the same is not made twice');
  arrived('blob:full', true);
  assert.equal(save.phase.value, 'making');
  await drawn[1]?.end();
  assert.equal(save.saved.value?.full, true);
  for (const end of timers.splice(0)) end();
  assert.equal(urls.length, 1, 'the address of the first one is given back');
});

test('marks switched off and on again: only the last one counts', async () => {
  const { arrived, open, drawn } = setUp();
  arrived('blob:full', true);
  const save = open('picture1');
  await drawn[0]?.end();
  save.setMarks(false);
  save.setMarks(true);
  assert.ok(drawn[1]?.options.signal.aborted);
  await drawn[1]?.end();
  assert.equal(save.phase.value, 'making');
  await drawn[2]?.end();
  assert.equal(save.phase.value, 'ready');
  assert.equal(drawn[2]?.options.marks, true);
});

test('what could not be made can be tried again', async () => {
  const { arrived, open, drawn } = setUp();
  arrived('blob:full', true);
  const save = open('picture1');
  await drawn[0]?.fail();
  assert.equal(save.phase.value, 'failed');
  save.retry();
  await drawn[1]?.end();
  assert.equal(save.phase.value, 'ready');
});

test('closed: what is being made ends, and the file lives long enough to be downloaded', async () => {
  const { arrived, open, drawn, urls, timers } = setUp();
  arrived('blob:full', true);
  const save = open('picture1');
  await drawn[0]?.end();
  save.setMarks(false);
  save.stop();
  assert.ok(drawn[1]?.options.signal.aborted);
  assert.equal(urls.length, 1);
  for (const end of timers.splice(0)) end();
  assert.equal(urls.length, 0);
});
