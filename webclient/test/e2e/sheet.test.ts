// The sheet of all pictures: what is in it, that hostile text stays text, print, progress.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { addPhoto, desk, meet, pairUp, phone } from './pair-up.ts';
import { look, showsPicture, toast } from './room.ts';
import { openSave, pin, saved } from './saving.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const evil = '<b>Lu</b><script>alert(1)</script>';

/** Two pictures, one with a hostile name, notes, and a hostile message of somebody with a hostile name. */
async function hostileRoom() {
  const both = await meet(set, await set.chromium(desk), await set.chromium(phone), evil);
  await addPhoto(set, both);
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
  await toast(agent, /your browser saves it/);
});

test('a print shows the sheet and nothing of the page, black on white, also from a dark page', async () => {
  const { agent } = await pairUp(set, {
    agent: { ...desk, dark: true },
    customer: { ...phone, dark: true },
    photo: true,
  });
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
  const { agent } = await pairUp(set, { photo: true });
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
