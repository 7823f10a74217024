// Pictures and sheets that leave the panel as files: what is in them, what is not, and that text stays text.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { accessible } from './accessible.ts';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import type { Person, PersonOptions } from './person.ts';
import { at, connected, draw, enter, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const phone: PersonOptions = { width: 360, height: 740, touch: true };
const desk: PersonOptions = { width: 1440, height: 900 };

const evil = '<b>Lu</b><script>alert(1)</script>';

/** Giulia at a desk with a photo and marks of both; Lucia at a phone. */
async function pair(options: { dark?: boolean; other?: string } = {}) {
  const { link } = newLink(set.service.url);
  const agent = await set.chromium({ ...desk, ...(options.dark && { dark: true }) });
  const customer = await set.chromium({ ...phone, ...(options.dark && { dark: true }) });
  await enter(agent, link, 'Giulia');
  await enter(customer, link, options.other ?? 'Lucia');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await agent.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  return { agent, customer };
}

/** A number on the picture, with a note. */
async function pin(person: ChromiumPerson, x: number, y: number, note: string): Promise<void> {
  const before = (await look(person)).marks.length;
  await person.page.getByRole('region', { name: 'Panel' }).focus();
  await person.press('n');
  await person.tap(await at(person, x, y));
  await until('the number', async () => (await look(person)).marks.length === before + 1);
  if (note === '') return;
  await person.tap(await at(person, x, y));
  await until('the field for the note', () =>
    person.evaluate(() => document.activeElement instanceof HTMLTextAreaElement, null),
  );
  await person.type(note);
  await person.press('Escape');
  await until('the note', async () => (await look(person)).marks.some(({ name }) => name.includes(note)));
}

async function openSave(person: ChromiumPerson, name = 'Save picture'): Promise<void> {
  await person.page.getByRole('button', { name: /^More( tools)?$/ }).click();
  await person.click('button', name);
}

async function ready(person: ChromiumPerson): Promise<void> {
  await person.page.getByRole('link', { name: 'Save', exact: true }).waitFor();
}

/** Presses what saves, and gives the file. */
async function saved(person: ChromiumPerson, press: () => Promise<void>) {
  const [download] = await Promise.all([person.page.waitForEvent('download'), press()]);
  const file = join(await mkdtemp(join(tmpdir(), 'coviewer-save-')), 'file');
  await download.saveAs(file);
  return { name: download.suggestedFilename(), file, bytes: await readFile(file) };
}

const savePicture = (person: ChromiumPerson) => saved(person, () => person.click('link', 'Save'));

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
    const { agent, customer } = await pair({ dark });
    await draw(agent, 'Rectangle', '25,25 75,75');
    await draw(agent, 'Pen', '5,90 15,80 25,92 35,80 45,92');
    await draw(customer, 'Arrow', '90,10 55,50');
    await draw(customer, 'Circle', '60,60 90,90');
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
    await accessible(agent.page, 'save picture');
    const png = await savePicture(agent);
    await copyFile(png.file, set.shot(`save-result-${dark ? 'dark' : 'light'}`));
    assert.equal(png.name, 'photo.png');
    assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [1200, 800]);
    assert.deepEqual(
      chunksOf(png.bytes).filter((type) => /^(eXIf|tEXt|zTXt|iTXt)$/.test(type)),
      [],
      'pixels and nothing else',
    );
    await toast(agent, /photo\.png is in your downloads/);

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

test('a phone hands the picture to another app', async () => {
  const { customer } = await pair();
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
  await accessible(customer.page, 'save picture on a phone');
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

/** Two pictures, one with a hostile name, notes, and a hostile message of somebody with a hostile name. */
async function hostileRoom() {
  const both = await pair({ other: evil });
  const { agent, customer } = both;
  const folder = await mkdtemp(join(tmpdir(), 'coviewer-evil-'));
  const file = join(folder, '<img src=x onerror=alert(2)>.jpg');
  await writeFile(file, await readFile(set.media.second));
  await pin(agent, 0.2, 0.4, '<i>deep</i> scratch');
  await customer.choose([file]);
  await showsPicture(agent, 1600, 1000);
  await customer.page.getByRole('button', { name: /^Chat/ }).click();
  await customer.fill('Message', '</article><script>document.title="taken"</script> hello');
  await customer.click('button', 'Send');
  await agent.page.getByRole('button', { name: /^Chat/ }).click();
  await agent.page.getByRole('article').filter({ hasText: 'hello' }).waitFor();
  return both;
}

test('a sheet as a file: complete, closed in itself, and hostile names and words stay text', async () => {
  const { agent } = await hostileRoom();
  await openSave(agent, 'Save sheet');
  await agent.page.getByRole('switch', { name: 'With the chat' }).waitFor();
  await agent.screenshot(set.shot('sheet-dialog-desktop'));
  await accessible(agent.page, 'save sheet');
  const html = await saved(agent, () => agent.click('button', 'Save as file'));
  assert.match(html.name, /^Panel, .*\.html$/);
  const text = html.bytes.toString();
  assert.equal(/<script|<img src=x|<b>Lu|<i>deep/.test(text), false, 'nobody wrote an element');

  const { page } = await set.chromium(desk);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().slice(0, 5)));
  const file = join(await mkdtemp(join(tmpdir(), 'coviewer-sheet-')), 'sheet.html');
  await copyFile(html.file, file);
  await page.goto(pathToFileURL(file).href);
  const shown = await page.evaluate(() => ({
    title: document.title,
    text: document.body.innerText,
    pictures: [...document.images].map((image) => [image.naturalWidth, image.naturalHeight]),
    numbers: [...document.querySelectorAll('li')].map((item) => item.value),
  }));
  assert.match(shown.title, /^Panel, /);
  for (const wanted of [
    evil,
    '<img src=x onerror=alert(2)>.jpg',
    '<i>deep</i> scratch',
    'document.title="taken"',
    'Giulia',
  ])
    assert.ok(shown.text.includes(wanted), wanted);
  assert.deepEqual(shown.pictures, [
    [1200, 800],
    [1600, 1000],
  ]);
  assert.deepEqual(shown.numbers, [1]);
  assert.deepEqual(
    asked.filter((url) => url !== 'data:' && url !== 'file:'),
    [],
    'it asks nobody for anything',
  );
  await page.screenshot({ path: set.shot('sheet-file'), fullPage: true });
  assert.deepEqual(agent.errors, []);
});

test('without the chat there is no word of it in the file', async () => {
  const { agent } = await hostileRoom();
  await openSave(agent, 'Save sheet');
  await agent.page.getByRole('switch', { name: 'With the chat' }).click();
  const html = await saved(agent, () => agent.click('button', 'Save as file'));
  assert.equal(html.bytes.toString().includes('hello'), false);
  await toast(agent, /is in your downloads/);
});

test('a print shows the sheet and nothing of the page, black on white, also from a dark page', async () => {
  const { agent } = await pair({ dark: true });
  await pin(agent, 0.3, 0.5, 'here');
  await agent.choose([set.media.second, set.media.photo]);
  await until('three pictures', async () => (await look(agent)).frames.length === 3);
  await agent.evaluate(() => {
    window.print = () => void document.documentElement.setAttribute('data-printing', '');
  }, null);
  await openSave(agent, 'Save sheet');
  await agent.click('button', 'Print…');
  const { page } = agent;
  await page.locator('html[data-printing]').waitFor();
  assert.equal(await page.locator('.printed').isVisible(), false, 'only the printer sees it');
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const sheet = document.querySelector('.printed');
    const style = sheet && getComputedStyle(sheet);
    return {
      others: [...document.body.children].filter((e) => e !== sheet && e.getClientRects().length > 0).length,
      color: style?.color,
      background: style?.backgroundColor,
      pictures: [...(sheet?.querySelectorAll('img') ?? [])].map((image) => image.naturalWidth),
      kept: [...(sheet?.querySelectorAll('figure') ?? [])].map((figure) => getComputedStyle(figure).breakInside),
    };
  });
  assert.deepEqual(seen, {
    others: 0,
    color: 'rgb(0, 0, 0)',
    background: 'rgb(255, 255, 255)',
    pictures: [1200, 1600, 1200],
    kept: ['avoid', 'avoid', 'avoid'],
  });
  await writeFile(set.shot('sheet-print').replace(/png$/, 'pdf'), await page.pdf({ format: 'A4' }));
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('.printed').count(), 0, 'nothing of it stays');
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  assert.deepEqual(agent.errors, []);
});

test('a sheet that takes long shows how far it is, and can be canceled', async () => {
  const { agent } = await pair();
  await agent.choose([set.media.second]);
  await until('two pictures', async () => (await look(agent)).frames.length === 2);
  // The second picture takes as long as the test wants.
  await agent.evaluate(() => {
    const toBlob = HTMLCanvasElement.prototype.toBlob;
    let count = 0;
    HTMLCanvasElement.prototype.toBlob = function (...given: Parameters<typeof toBlob>) {
      if (++count < 2) toBlob.apply(this, given);
    };
  }, null);
  await openSave(agent, 'Save sheet');
  await agent.click('button', 'Save as file');
  await agent.page.getByRole('progressbar', { name: 'Picture 2 of 2' }).waitFor();
  await agent.screenshot(set.shot('sheet-progress'));
  await agent.click('button', 'Cancel');
  await agent.page.getByRole('button', { name: 'Save as file' }).waitFor();
  await agent.screenshot(set.shot('sheet-canceled'));
});
