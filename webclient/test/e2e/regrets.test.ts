// What one would regret: it is asked before, told after, or has a way back.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { laptop, pairUp } from './pair-up.ts';
import { converged, draw, frame, showsPicture, toast } from './room.ts';
import { answer, openSnap, shows } from './snap-screen.ts';
import { StageSet } from './stage-set.ts';
import { frameOf, inOrder, named } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

test('a still that was worked on goes with the second press; Escape goes from a box to the frame first', async () => {
  const { agent: giulia } = await pairUp(set, { customer: laptop });
  const { page } = giulia;
  await answer(giulia, 'still');
  await openSnap(giulia, 'More');
  await giulia.click('button', 'Choose…');
  await shows(giulia, '.snap-canvas canvas');
  await giulia.click('button', 'Black out');
  await giulia.click('button', 'Add a box');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-part'));
  await until('the box to be held', async () => (await focused()) === '0');
  await giulia.press('Escape');
  await page.getByRole('button', { name: 'Remove the box' }).waitFor({ state: 'detached' });
  await giulia.press('Escape');
  await page.getByRole('button', { name: 'Discard the still?' }).waitFor();
  assert.equal(await page.locator('.snap-box').count(), 1, 'nothing is lost yet');
  await giulia.press('Escape');
  await page.locator('#snap').waitFor({ state: 'detached' });
});

test('marks of others that go by a key are told of, and come back', async () => {
  const { agent: giulia, customer: lucia } = await pairUp(set, { customer: laptop });
  await giulia.choose([set.media.photo]);
  await showsPicture(lucia, 1200, 800);
  await draw(lucia, 'Circle', '30,30 60,60');
  await converged(giulia, lucia, 1);
  await giulia.page.getByRole('region', { name: 'Panel' }).focus();
  await giulia.press('Control+a');
  await giulia.press('Delete');
  await converged(giulia, lucia, 0);
  await toast(giulia, /1 mark cleared/);
  await giulia.page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await converged(giulia, lucia, 1);
});

test('when the picture in view goes, both look at its neighbor', async () => {
  const { agent: giulia, customer: lucia } = await pairUp(set, { customer: laptop });
  await giulia.choose([
    ...(await named(set.media.photo, ['a.jpg', 'b.jpg'])),
    ...(await named(set.media.second, ['c.jpg'])),
    ...(await named(set.media.photo, ['d.jpg'])),
  ]);
  await frame(lucia, /d\.jpg/);
  await frameOf(giulia.page, 'b.jpg').click();
  const selected = (person: typeof giulia, name: string) =>
    until(`${name} in view`, async () => (await frameOf(person.page, name).getAttribute('aria-selected')) === 'true');
  await selected(lucia, 'b.jpg');
  await giulia.press('Delete');
  await inOrder([giulia, lucia], 'a.jpg c.jpg d.jpg');
  await Promise.all([selected(giulia, 'c.jpg'), selected(lucia, 'c.jpg')]);
});
