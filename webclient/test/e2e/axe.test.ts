import { afterEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessible } from './accessible.ts';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import type { PersonOptions } from './person.ts';
import { connected, draw, enter, look } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const sizes: readonly PersonOptions[] = [
  { width: 360, height: 740, touch: true },
  { width: 1440, height: 900 },
];

for (const size of sizes) {
  for (const dark of [false, true]) {
    const options = { ...size, dark };
    const where = `${size.width} × ${size.height}, ${dark ? 'dark' : 'light'}`;

    test(`pages before a room pass axe: ${where}`, async () => {
      const { page } = await set.chromium(options);
      await page.goto(set.service.url);
      await page.getByRole('button', { name: 'New room' }).waitFor();
      await accessible(page, 'start page');
      await page.goto(newLink(set.service.url).link);
      await page.getByRole('button', { name: 'Join' }).waitFor();
      await accessible(page, 'lobby');
      await page.goto(`${set.service.url}/nothing`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await accessible(page, 'notice');
    });

    test(`the room and what opens in it pass axe: ${where}`, async () => {
      const { link } = newLink(set.service.url);
      const person = await set.chromium(options);
      const other = await set.chromium();
      await enter(person, link, 'Giulia');
      await accessible(person.page, 'empty room');
      await enter(other, link, 'Lucia');
      await connected(person, 'direct');
      await person.choose([set.media.photo, set.media.heic]);
      await person.page.locator('.toast.error').waitFor();
      await until('the picture at both', async () => (await look(other)).picture);
      await draw(other, 'Circle', '50,30 80,70');
      await draw(person, 'Arrow', '10,10 30,40');
      await until('both marks', async () => (await look(person)).marks.length === 2);
      await accessible(person.page, 'room with marks and toasts');
      await sheets(person);
    });
  }
}

/** Whatever has a button in the header or behind "more", also what is added after this was written. */
async function everyDialog(page: Page): Promise<void> {
  const buttons = page.locator('[data-dialog]');
  await until('the dialogs', async () => (await buttons.count()) > 0);
  const ids = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('data-dialog') ?? ''));
  for (const id of ids) {
    const button = page.locator(`[data-dialog="${id}"]`);
    if (!(await button.isVisible())) await page.locator('[popovertarget="more-tools"]').first().click();
    if (await button.isDisabled()) {
      await page.keyboard.press('Escape');
      continue;
    }
    await button.click();
    const dialog = page.locator(`[id="${id}"]`);
    await dialog.waitFor();
    await accessible(page, id);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
}

async function sheets({ page }: ChromiumPerson): Promise<void> {
  for (const id of ['people', 'share', 'more-tools', 'style']) {
    const button = page.locator(`[popovertarget="${id}"]`).first();
    if (!(await button.isVisible())) continue; // on a phone color and width are among the tools
    await button.click();
    await page.locator(`[id="${id}"]:popover-open`).waitFor();
    await accessible(page, id);
    await page.keyboard.press('Escape');
  }
  await everyDialog(page);
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await accessible(page, 'the question before leaving');
}
