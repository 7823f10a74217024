// A reload in the middle of something: what was begun is not left lying on the other screen, nor lost on this one.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { laptop, pairUp } from './pair-up.ts';
import { at, chooseTool, connected, frame, inRoom, look, showsPicture } from './room.ts';
import { StageSet } from './stage-set.ts';
import { frameOf } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

async function pair() {
  const { agent: giulia, customer: lucia } = await pairUp(set, { customer: laptop });
  await giulia.choose([set.media.photo, set.media.second]);
  await frame(lucia, /second/);
  await showsPicture(lucia, 1200, 800);
  return { giulia, lucia };
}

test('a stroke whose author reloads goes from the other screen', async () => {
  const { giulia, lucia } = await pair();
  await chooseTool(lucia, 'Pen');
  const [from, to] = [await at(lucia, 0.2, 0.2), await at(lucia, 0.6, 0.6)];
  const { mouse } = lucia.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 12 });
  const live = () => giulia.page.locator('.stage-live > *').count();
  await until('the stroke on its way', async () => (await live()) === 1);
  await lucia.reload();
  await until('the room again', () => inRoom(lucia));
  await connected(lucia, 'direct');
  assert.equal(await live(), 0, 'once she is back, nothing of it is there');
  assert.deepEqual((await look(giulia)).marks, []);
});

test('what was about to be said is still there, and gone for good when one leaves', async () => {
  const { giulia } = await pair();
  const { page } = giulia;
  const field = page.getByRole('textbox', { name: 'Message' });
  await giulia.click('button', /^Chat/);
  await field.fill('Is the cover wash');
  await giulia.reload();
  await giulia.click('button', /^Chat/);
  assert.equal(await field.inputValue(), 'Is the cover wash');
  await giulia.click('button', 'Leave');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByRole('heading', { name: 'You have left the room' }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  assert.ok(!kept.includes('wash'), kept);
});

test('the large preview that waits for its picture stands over its frame, within the window', async () => {
  const { giulia } = await pair();
  await giulia.reload();
  await frame(giulia, /second/);
  const wanted = frameOf(giulia.page, 'second.jpg');
  await wanted.hover();
  const image = giulia.page
    .getByRole('tooltip')
    .getByRole('img', { includeHidden: true })
    .or(giulia.page.locator('.preview img'));
  await until('the picture in it', () => image.first().evaluate((one) => (one as HTMLImageElement).naturalWidth > 0));
  await until('the preview over its frame', async () => {
    const [box, frameBox] = [await giulia.page.getByRole('tooltip').boundingBox(), await wanted.boundingBox()];
    return box !== null && frameBox !== null && box.y >= 0 && box.y + box.height <= frameBox.y;
  });
});
