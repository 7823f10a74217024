// A picture that leaves the panel as a file: what is in it, and what is not.
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { desk, pairUp, phone } from './pair-up.ts';
import type { Person } from './person.ts';
import { at, converged, draw, enter, look, showsPicture, toast } from './room.ts';
import { openSave, pin, ready, saved } from './saving.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const savePicture = (person: ChromiumPerson) => saved(person, () => person.click('link', 'Download'));

/** Chunk types of a PNG. */
function chunksOf(png: Buffer): string[] {
  const types: string[] = [];
  for (let i = 8; i + 8 <= png.length; i += 12 + png.readUInt32BE(i)) types.push(png.toString('latin1', i + 4, i + 8));
  return types;
}

/** Colors of a PNG at parts of its width and height. */
function colors(person: Person, png: Buffer, places: readonly (readonly [number, number])[]): Promise<number[][]> {
  return person.evaluate(
    async ([base64, at]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return at.map(([x, y]) => [...(context?.getImageData(x * canvas.width, y * canvas.height, 1, 1).data ?? [])]);
    },
    [png.toString('base64'), places] as const,
  );
}

const apart = (a: readonly number[] = [], b: readonly number[] = []) =>
  Math.abs((a[0] ?? 0) - (b[0] ?? 0)) + Math.abs((a[1] ?? 0) - (b[1] ?? 0)) + Math.abs((a[2] ?? 0) - (b[2] ?? 0));

for (const dark of [false, true]) {
  test(`a picture with the marks of both, as on the screen, ${dark ? 'dark' : 'light'}`, async () => {
    const { agent, customer } = await pairUp(set, {
      agent: { ...desk, dark },
      customer: { ...phone, dark },
      photo: true,
    });
    await draw(agent, 'Rectangle', '25,25 75,75');
    await draw(agent, 'Pen', '5,90 15,80 25,92 35,80 45,92');
    await draw(customer, 'Arrow', '90,10 55,50');
    await draw(customer, 'Circle', '60,60 90,90');
    await converged(agent, customer, 4); // what comes later would be counted with the numbers
    await agent.click('button', 'Text');
    await agent.tap(await at(agent, 0.05, 0.08));
    await agent.type('A scratch <here> & there');
    await agent.press('Escape');
    await pin(agent, 0.15, 0.5, 'deep one');
    await pin(agent, 0.85, 0.3, '');
    await until('all marks', async () => (await look(agent)).marks.length === 7);
    await agent.screenshot(set.shot(`save-screen-${dark ? 'dark' : 'light'}`));

    await openSave(agent);
    await ready(agent);
    await agent.screenshot(set.shot(`save-dialog-desktop-${dark ? 'dark' : 'light'}`));
    const png = await savePicture(agent);
    await copyFile(png.file, set.shot(`save-result-${dark ? 'dark' : 'light'}`));
    assert.equal(png.name, 'photo.png');
    assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [1200, 800]);
    assert.deepEqual(
      chunksOf(png.bytes).filter((type) => /^(eXIf|tEXt|zTXt|iTXt)$/.test(type)),
      [],
      'pixels and nothing else',
    );
    await toast(agent, /photo\.png: your browser saves it/);

    await openSave(agent);
    await ready(agent);
    await agent.page.getByRole('switch', { name: 'With the marks' }).click();
    await until(
      'the picture without marks',
      async () => (await agent.page.locator('.save-result[aria-busy=false]').count()) === 1,
    );
    const bare = await savePicture(agent);
    const places = [
      [0.5, 0.25],
      [0.9, 0.75],
      [0.15, 0.48],
      [0.35, 0.6],
    ] as const;
    const [onLine, onCircle, onPin, beside] = await colors(agent, png.bytes, places);
    const [photoLine, photoCircle, photoPin, photoBeside] = await colors(agent, bare.bytes, places);
    assert.ok(apart(onLine, photoLine) > 60, 'the rectangle is in it');
    assert.ok(apart(onCircle, photoCircle) > 60, 'the circle of the other is in it');
    assert.ok(apart(onPin, photoPin) > 60, 'the number is in it');
    assert.ok(apart(beside, photoBeside) < 6, 'the photo is as it was');
    assert.deepEqual(agent.errors, []);
  });
}

test('Firefox makes the same picture', async () => {
  const { link } = newLink(set.service.url);
  const agent = await set.firefox();
  await enter(agent, link, 'Giulia');
  await agent.choose([set.media.photo]);
  await showsPicture(agent, 1200, 800);
  await draw(agent, 'Rectangle', '25,25 75,75');
  await until('the mark', async () => (await look(agent)).marks.length === 1);
  await agent.click('button', 'More');
  await agent.click('button', 'Save picture');
  const seen = await until('the picture as it will be saved', () =>
    agent.evaluate(async () => {
      const image = document.querySelector<HTMLImageElement>('.save-result img');
      const photo = document.querySelector<HTMLImageElement>('img.stage-image');
      if (!image || !photo) return null;
      await image.decode();
      const at = (shown: HTMLImageElement) => {
        const canvas = document.createElement('canvas');
        canvas.width = shown.naturalWidth;
        canvas.height = shown.naturalHeight;
        const context = canvas.getContext('2d');
        context?.drawImage(shown, 0, 0);
        return [...(context?.getImageData(canvas.width * 0.5, canvas.height * 0.25, 1, 1).data ?? [])];
      };
      return { size: [image.naturalWidth, image.naturalHeight], saved: at(image), photo: at(photo) };
    }, null),
  );
  await agent.screenshot(set.shot('save-dialog-firefox'));
  assert.deepEqual(seen.size, [1200, 800]);
  assert.ok(apart(seen.saved, seen.photo) > 60, 'the mark is in it');
  assert.deepEqual(agent.errors, []);
});

test('a phone hands the picture to another app', async () => {
  const { customer } = await pairUp(set, { photo: true });
  await customer.evaluate(() => {
    const shared = window as unknown as { shared?: string };
    navigator.canShare = () => true;
    navigator.share = async ({ files }: ShareData = {}) => {
      shared.shared = files?.map((file) => `${file.name} ${file.type} ${file.size > 1_000}`).join() ?? '';
    };
  }, null);
  await openSave(customer);
  await ready(customer);
  await customer.screenshot(set.shot('save-dialog-phone'));
  await customer.click('button', 'Share…');
  await until('the system to have it', () =>
    customer.evaluate(() => (window as unknown as { shared?: string }).shared === 'photo.png image/png true', null),
  );
  await until('the dialog to be gone', async () => (await customer.page.locator('#save').count()) === 0);
});

test('in a room without a picture both dialogs say what to do first', async () => {
  const agent = await set.chromium(desk);
  await enter(agent, newLink(set.service.url).link, 'Giulia');
  await openSave(agent);
  await agent.page.getByText('There is no picture to save yet').waitFor();
  await agent.click('button', 'Close');
  await openSave(agent, 'Save sheet');
  await agent.page.getByText('There are no pictures yet').waitFor();
  assert.equal(await agent.page.getByRole('button', { name: 'Print…' }).count(), 0);
  await agent.press('Escape');
  await until('the focus to be back', () => agent.evaluate(() => document.activeElement !== document.body, null));
});
