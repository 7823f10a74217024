// What a person sets for their own hands: the wheel, and keys of one sign.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { at, enter, look, showsPicture } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

async function person(): Promise<ChromiumPerson> {
  const lucia = await set.chromium({ width: 1440, height: 900 });
  await enter(lucia, newLink(set.service.url).link, 'Lucia');
  await lucia.choose([set.media.photo]);
  await showsPicture(lucia, 1200, 800);
  return lucia;
}

test('keys of one sign can be switched off, for tools and for dialogs; Ctrl and arrows go on', async () => {
  const lucia = await person();
  const { page } = lucia;
  const pressed = (name: string) => page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
  const panel = page.getByRole('region', { name: 'Panel' });
  await panel.focus();
  await lucia.press('p');
  await until('the pen', async () => (await pressed('Pen')) === 'true');
  await lucia.click('button', 'Settings');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck();
  await lucia.press('Escape');
  await panel.focus();
  const before = (await look(lucia)).picture?.box;
  for (const key of ['a', '?', '+']) await lucia.press(key);
  await lucia.press('ArrowRight'); // and this one is heard after them
  await until('the picture moved', async () => (await look(lucia)).picture?.box.x !== before?.x);
  assert.equal((await look(lucia)).picture?.box.width, before?.width, '+ did nothing');
  assert.equal(await pressed('Pen'), 'true');
  assert.equal(await page.locator('#help').count(), 0);
  await lucia.reload();
  await lucia.click('button', 'Settings');
  assert.equal(await page.getByRole('switch', { name: 'Single-key shortcuts' }).isChecked(), false, 'it is remembered');
});

test('the wheel moves the picture for whoever wants that', async () => {
  const lucia = await person();
  const box = async () => until('a box', async () => (await look(lucia)).picture?.box);
  const middle = await at(lucia, 0.5, 0.5);
  await lucia.move(middle);
  const fitted = await box();
  await lucia.page.mouse.wheel(0, -240);
  const zoomed = await until('a zoom', async () => {
    const now = await box();
    return now.width > fitted.width ? now : null;
  });
  await lucia.click('button', 'Settings');
  await lucia.page.getByRole('combobox', { name: 'Mouse wheel' }).selectOption('Moves the picture');
  await lucia.press('Escape');
  await lucia.move(middle);
  await lucia.page.mouse.wheel(0, -120);
  const moved = await until('a move', async () => {
    const now = await box();
    return now.y > zoomed.y ? now : null;
  });
  assert.ok(Math.abs(moved.width - zoomed.width) < 1, 'it did not zoom');
});
