import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newLink } from './link.ts';
import { enter, look } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const mostStops = 60;

/** Presses Tab until the control with this name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < mostStops; i++) {
    const now = await page.evaluate(() => {
      const it = document.activeElement;
      const label = it instanceof HTMLInputElement ? it.labels?.[0]?.textContent : null;
      return it?.getAttribute('aria-label') ?? label ?? it?.textContent?.trim() ?? '';
    });
    if (now === name) return;
    seen.push(now);
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way by Tab to ${name}; on the way: ${seen.join(' | ')}`);
}

/** Walks a group of controls that is one tab stop. */
async function arrowTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < mostStops; i++) {
    const now = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (now === name) return;
    await page.keyboard.press('ArrowRight');
  }
  assert.fail(`no way by arrow keys to ${name}`);
}

test('with the keyboard alone: join, add a picture, draw a circle, undo, redo, chat, leave', async () => {
  const { link } = newLink(set.service.url);
  const other = await set.chromium();
  await enter(other, link, 'Giulia');

  const person = await set.chromium();
  const { page } = person;
  await page.goto(link);
  await page.getByRole('button', { name: 'Join' }).waitFor();
  await tabTo(page, 'Your name');
  await page.keyboard.type('Lucia');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Panel' }).waitFor();

  const chooser = page.waitForEvent('filechooser');
  await tabTo(page, 'Select');
  await arrowTo(page, 'Add picture');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(set.media.second);
  await until('the picture', async () => (await look(person)).picture);

  await arrowTo(page, 'Circle');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  assert.ok(
    await page.evaluate(() => document.activeElement?.closest('.stage') !== null),
    'the stage is before the tools',
  );
  await page.keyboard.press('Enter'); // the crosshair
  await page.keyboard.press('Enter'); // its first point
  for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowRight');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  const drawn = await until('the circle at the other', async () => (await look(other)).marks[0]);
  assert.match(drawn.name, /^Circle by Lucia/);

  await page.keyboard.press('Control+z');
  await until('the circle to be gone there', async () => (await look(other)).marks.length === 0);
  await page.keyboard.press('Control+Shift+z');
  await until('the circle to be back there', async () => (await look(other)).marks.length === 1);

  await tabTo(page, 'Chat');
  await page.keyboard.press('Enter');
  await until('the field', async () => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'));
  await page.keyboard.type('Is it 90 cm wide?');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('Is it 90 cm wide?').waitFor();
  await other.page.getByRole('button', { name: 'Chat, 1 new message' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Chat' }).waitFor({ state: 'hidden' });

  await tabTo(page, 'Leave');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Leave');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'You have left the room' }).waitFor();
  await until('word of it', async () => (await look(other)).connection === 'gone');
  assert.deepEqual(person.errors, []);
});

test('a sheet gives the focus back to the button that opened it', async () => {
  const person = await set.chromium();
  const { page } = person;
  await enter(person, newLink(set.service.url).link, 'Giulia');
  await tabTo(page, 'Invite somebody');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Invite somebody' }).getByRole('button', { name: 'Copy link' }).waitFor();
  await tabTo(page, 'Copy link');
  await page.keyboard.press('Escape');
  await until('the focus back', () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Invite somebody'),
  );
});

test('in the panel, PageDown and PageUp turn pictures for both, and Q keeps the tool', async () => {
  const { link } = newLink(set.service.url);
  const [other, person] = [await set.chromium(), await set.chromium()];
  await enter(other, link, 'Giulia');
  await enter(person, link, 'Lucia');
  const { page } = person;
  await person.choose([set.media.photo, set.media.second]);
  await until('both pictures', async () => (await look(other)).frames.length === 2);
  const shows = (who: typeof person, index: number) =>
    until(`picture ${index + 1} shown`, async () => {
      const frames = await who.page.locator('[role=option]').evaluateAll((all) => all.map((one) => one.ariaSelected));
      return frames[index] === 'true';
    });
  await page.getByRole('region', { name: 'Panel' }).focus();
  await page.keyboard.press('PageUp');
  await shows(other, 0);
  await page.keyboard.press('PageDown');
  await Promise.all([shows(person, 1), shows(other, 1)]);

  const pressed = (name: string) => page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
  const drawArrow = async () => {
    for (const key of ['Enter', 'Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter'])
      await page.keyboard.press(key);
  };
  await page.keyboard.press('a');
  await drawArrow();
  await until('Select again', async () => (await pressed('Select')) === 'true');
  await page.keyboard.press('Escape');
  await page.keyboard.press('q');
  await page.keyboard.press('a');
  await drawArrow();
  await until('two arrows at the other', async () => (await look(other)).marks.length === 2);
  assert.equal(await pressed('Arrow'), 'true');
});
