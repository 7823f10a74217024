// Marks without drawing: Mark area by keyboard alone and by a finger, and Move to… in the list of marks.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessible } from './accessible.ts';
import type { ChromiumPerson } from './chromium.ts';
import { pairUp } from './pair-up.ts';
import type { PersonOptions } from './person.ts';
import { type Box, converged, draw, look } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(async () => {
  const { errors } = set;
  await set.dismiss();
  assert.deepEqual(errors, [], 'a page had errors');
});

const smallPhone: PersonOptions = { width: 320, height: 640, touch: true, scale: 2, dark: true };

const pair = () => pairUp(set, { customer: smallPhone, photo: true });

const dialog = (person: ChromiumPerson, name = 'Mark area') => person.page.getByRole('dialog', { name });
const part = (person: ChromiumPerson, name: string) =>
  person.page.getByRole('dialog').getByRole('button', { name, exact: true });

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const now = document.activeElement;
    return now?.getAttribute('aria-label') ?? now?.textContent?.trim() ?? '';
  });

const has = (page: Page, name: string | RegExp): Promise<true> =>
  until(`the focus on ${name}`, async () => {
    const now = await focused(page);
    if (typeof name === 'string' ? now !== name : !name.test(now)) throw new Error(now);
    return true as const;
  });

async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

async function more(person: ChromiumPerson, what: string): Promise<void> {
  await person.click('button', /^More/);
  await person.page.getByRole('button', { name: what, exact: true }).click();
}

/** Where the line of the only mark is, in hundredths of the picture. */
async function place(person: ChromiumPerson): Promise<readonly number[]> {
  const { picture } = await look(person);
  const line = await person.page.locator('.stage-root [role=img] .mark-line').boundingBox();
  assert.ok(picture && line);
  const { x, y, width, height }: Box = picture.box;
  const part = (value: number, from: number, of: number) => Math.round(((value - from) / of) * 100);
  return [
    ...[part(line.x, x, width), part(line.y, y, height)],
    ...[part(line.x + line.width, x, width), part(line.y + line.height, y, height)],
  ];
}

test('by keyboard alone a circle goes to a part of a part, and the other sees it there', async () => {
  const { agent, customer } = await pair();
  const { page } = agent;
  const before = (await look(agent)).picture?.box;
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await keys(page, 'Enter');
  await page.getByRole('button', { name: 'Mark area' }).waitFor();
  for (let i = 0; i < 20 && (await focused(page)) !== 'Mark area'; i++) await page.keyboard.press('Tab');
  await keys(page, 'Enter');
  await has(page, 'center');
  await keys(page, 'ArrowRight', 'ArrowRight', 'ArrowUp', 'Enter');
  await has(page, 'upper right');
  assert.equal(await part(agent, 'upper right').getAttribute('aria-pressed'), 'true');
  await keys(page, 'Tab');
  await has(page, 'Go closer');
  await keys(page, 'Enter');
  await has(page, 'center');
  await page.getByRole('group', { name: 'In nine parts: upper right' }).waitFor();
  await keys(page, 'ArrowLeft', 'ArrowDown', 'Enter');
  await dialog(agent).getByText('upper right, there lower left').waitFor();
  await agent.screenshot(set.shot('area-near'));
  await accessible(page, 'mark area, closer');
  await keys(page, 'Tab', 'Tab', 'Tab', 'Tab');
  await has(page, 'Put mark');
  await keys(page, 'Enter');
  await has(page, /^Circle by Giulia, upper right$/);
  const seen = await until('it at the other', async () => (await look(customer)).marks[0]);
  assert.equal(seen.name, 'Circle by Giulia, upper right');
  // The lower left ninth of the upper right one is from 67 to 78 across, and from 22 to 33 down.
  for (const [i, wanted] of [67, 22, 78, 33].entries()) {
    const is = (await place(customer))[i] ?? 0;
    assert.ok(Math.abs(is - wanted) <= 2, `${await place(customer)}`);
  }
  await page.getByText('Mark added.').waitFor({ state: 'attached' });
  assert.deepEqual((await look(agent)).picture?.box, before, 'what is in view need not be shown');
  await keys(page, 'Control+z');
  await converged(agent, customer, 0);
});

test('on a small phone a finger puts an arrow and a number, and goes back to the whole', async () => {
  const { agent, customer } = await pair();
  await more(customer, 'Mark area');
  const sizes = await dialog(customer)
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]));
  assert.ok(
    sizes.flat().every((size) => size >= 44),
    `targets of ${JSON.stringify(sizes)}`,
  );
  await part(customer, 'lower left').tap();
  await part(customer, 'Go closer').tap();
  await part(customer, 'right').tap();
  await part(customer, 'Whole picture').tap();
  await dialog(customer).getByText('lower left', { exact: true }).waitFor();
  assert.equal(await part(customer, 'lower left').getAttribute('aria-pressed'), 'true');
  await dialog(customer).getByRole('radio', { name: 'Arrow' }).check();
  await customer.screenshot(set.shot('area-phone'));
  await accessible(customer.page, 'mark area on a phone');
  await part(customer, 'Put mark').tap();
  await until('the arrow', async () => (await look(agent)).marks[0]?.name === 'Arrow by Lucia, lower left');
  await more(customer, 'Mark area');
  await dialog(customer).getByRole('radio', { name: 'Number' }).check();
  await part(customer, 'Put mark').tap();
  await until('number 1', async () =>
    (await look(agent)).marks.some(({ name }) => name === 'Number 1 by Lucia, center'),
  );
});

test('Move to… in the list moves a mark, whoever made it, and keeps its size', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Rectangle', '10,10 30,20');
  await converged(agent, customer, 1);
  const before = await place(agent);
  await more(customer, 'Marks');
  await customer.page.getByRole('button', { name: 'Move to…: Rectangle by Giulia, upper left' }).click();
  await has(customer.page, 'upper left');
  await accessible(customer.page, 'moving a mark');
  await part(customer, 'lower right').tap();
  await customer.screenshot(set.shot('area-move-phone'));
  await part(customer, 'Move here').tap();
  await until('it there', async () => (await look(agent)).marks[0]?.name === 'Rectangle by Giulia, lower right');
  await has(customer.page, /^Rectangle by Giulia, lower right$/);
  const [left = 0, top = 0, right = 0, bottom = 0] = await place(agent);
  assert.ok(Math.abs((left + right) / 2 - 83) <= 1 && Math.abs((top + bottom) / 2 - 83) <= 1, 'its middle');
  assert.ok(Math.abs(right - left - (Number(before[2]) - Number(before[0]))) <= 1, 'its width');
  await customer.click('button', 'Undo');
  await until('it back', async () => (await look(agent)).marks[0]?.name === 'Rectangle by Giulia, upper left');
});

test('a mark that goes while one would move it is said to be gone; closing gives the focus back', async () => {
  const { agent, customer } = await pair();
  await draw(customer, 'Circle', '40,40 60,60');
  await converged(agent, customer, 1);
  await more(agent, 'Marks');
  await agent.page.getByRole('button', { name: /^Move to…: Circle by Lucia/ }).click();
  await dialog(agent, 'Move to…').waitFor();
  await customer.page.getByRole('toolbar', { name: 'Selected marks' }).getByRole('button', { name: 'Delete' }).click();
  await agent.page.getByText('This mark is no longer on the picture shown.').waitFor();
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await agent.page.getByRole('dialog').waitFor({ state: 'detached' });
  await has(agent.page, 'More');
});
