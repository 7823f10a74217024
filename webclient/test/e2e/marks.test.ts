// Marks in the hands of two people: numbers, the bar of what is selected, whose they are, the list, clearing, touch,
// keys alone, and what was drawn before the code for it was there.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { Fingers } from './fingers.ts';
import { newLink } from './link.ts';
import { desk, pairUp, phone } from './pair-up.ts';
import { at, chooseTool, converged, draw, enter, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(async () => {
  const { errors } = set;
  await set.dismiss();
  assert.deepEqual(errors, [], 'a page had errors');
});

const pair = () => pairUp(set, { customer: { ...phone, scale: 2 }, photo: true });

const names = async (person: ChromiumPerson): Promise<readonly string[]> =>
  (await look(person)).marks.map(({ name }) => name).sort();

const sees = (person: ChromiumPerson, what: string, ...wanted: readonly RegExp[]): Promise<readonly string[]> =>
  until(what, async () => {
    const seen = await names(person);
    if (seen.length !== wanted.length) throw new Error(seen.join('; '));
    for (const [i, name] of wanted.entries()) if (!name.test(seen[i] ?? '')) throw new Error(seen.join('; '));
    return seen;
  });

const bar = (person: ChromiumPerson) => person.page.getByRole('toolbar', { name: 'Selected marks' });
const mark = (person: ChromiumPerson, name: RegExp) => person.page.getByRole('img', { name });
const badge = (person: ChromiumPerson) => person.page.locator('.stage-badge');

async function tapAt(person: ChromiumPerson, x: number, y: number): Promise<void> {
  const point = await at(person, x / 100, y / 100);
  await person.page.mouse.click(point.x, point.y);
}

async function more(person: ChromiumPerson, what: string): Promise<void> {
  await person.click('button', /^More/);
  await person.page.getByRole('button', { name: what, exact: true }).click();
}

test('numbers count on whoever puts them, keep what they are, and carry a note', async () => {
  const { agent, customer } = await pair();
  await chooseTool(agent, 'Number');
  await tapAt(agent, 20, 20);
  await sees(customer, 'number 1', /^Number 1 by Giulia, upper left$/);
  await more(customer, 'Number');
  const there = await at(customer, 0.5, 0.5);
  await new Fingers(customer).tap(there);
  await sees(agent, 'two numbers', /^Number 1 by Giulia/, /^Number 2 by Lucia, center$/);
  await tapAt(agent, 80, 80);
  await sees(customer, 'three numbers', /^Number 1/, /^Number 2/, /^Number 3 by Giulia, lower right$/);

  await tapAt(agent, 80, 80);
  await agent.type('Scratch');
  await agent.press('Escape');
  await sees(customer, 'the note', /^Number 1/, /^Number 2/, /^Number 3 by Giulia, lower right: Scratch$/);
  await agent.screenshot(set.shot('marks-numbers'));

  await chooseTool(agent, 'Select');
  await tapAt(agent, 20, 20);
  await agent.press('Delete');
  await sees(customer, 'numbers as they were', /^Number 2/, /^Number 3/);
});

test('the bar restyles, copies and deletes what is selected, each as one step; it is never over it', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Rectangle', '30,30 60,60');
  await converged(agent, customer, 1);
  await bar(agent).waitFor();
  const color = () => mark(customer, /^Rectangle/).getAttribute('data-color');
  const before = await color();
  await bar(agent).getByRole('button', { name: 'Color and width' }).click();
  await agent.page.locator('.selection-bar').getByRole('radio', { name: 'Amber' }).check();
  await until('another color', async () => (await color()) !== before);
  await agent.screenshot(set.shot('marks-bar'));
  await bar(agent).getByRole('button', { name: 'Duplicate' }).click();
  await converged(agent, customer, 2);
  const covered = await agent.page.evaluate(() => {
    const box = (css: string) => document.querySelector(css)?.getBoundingClientRect();
    const [a, b] = [box('.selection-bar'), box('.overlay-box')];
    return a && b ? a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom : null;
  });
  assert.equal(covered, false, 'the bar is over the selection');
  await bar(agent).getByRole('button', { name: 'Delete' }).click();
  await converged(agent, customer, 1);
  assert.equal(await bar(agent).count(), 0);
  await agent.press('Control+z');
  await agent.press('Control+z');
  await until('the copy is gone', async () => (await look(agent)).marks.length === 1);
  await agent.press('Control+z');
  await until('the color is back', async () => (await color()) === before);
});

test('every mark shows whose it is: pointed at, and under the focus; another’s goes with the second press', async () => {
  const { agent, customer } = await pair();
  await draw(customer, 'Circle', '40,40 60,60');
  await converged(agent, customer, 1);
  await chooseTool(agent, 'Select');
  const edge = await at(agent, 0.4, 0.5);
  await agent.move(edge);
  await badge(agent).getByText('Lucia').waitFor();
  await agent.move(await at(agent, 0.9, 0.9));
  await badge(agent).waitFor({ state: 'hidden' });
  await agent.page.getByRole('region', { name: 'Panel' }).focus();
  await agent.press('Tab');
  await badge(agent).getByText('Lucia').waitFor();
  await agent.press('Enter');
  await bar(agent).getByText('Lucia').waitFor();
  assert.equal(await bar(agent).getByRole('button', { name: 'Color and width' }).count(), 0, 'it is Lucia’s');
  await agent.screenshot(set.shot('marks-other'));
  await agent.press('Enter');
  await until('the focus in the bar', () =>
    bar(agent)
      .locator(':focus')
      .count()
      .then((n) => n === 1),
  );
  await bar(agent).getByRole('button', { name: 'Delete', exact: true }).click();
  await bar(agent).getByRole('button', { name: 'Delete Lucia’s mark?' }).click();
  await converged(agent, customer, 0);
});

test('a reply points at the mark', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Arrow', '20,20 50,50');
  await converged(agent, customer, 1);
  await bar(agent).getByRole('button', { name: 'Reply about this' }).click();
  await agent.fill('Message', 'This corner?');
  await agent.press('Enter');
  await customer.click('button', /^Chat/);
  await customer.page.getByText('This corner?').waitFor();
});

test('the list says what is there, goes to it, changes and deletes it', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Arrow', '70,70 90,90');
  await draw(customer, 'Circle', '10,10 20,20');
  await converged(agent, customer, 2);
  await more(customer, 'Marks');
  const sheet = customer.page.getByRole('region', { name: 'Marks' }).or(customer.page.locator('#marks'));
  await sheet.first().waitFor();
  await customer.screenshot(set.shot('marks-list-phone'));
  await customer.page.getByRole('button', { name: /^Arrow by Giulia, lower right/ }).click();
  await until('the focus on the arrow', () =>
    customer.page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Arrow by Giulia')),
  );
  await bar(customer).waitFor();
  await more(customer, 'Marks');
  await customer.page.getByRole('button', { name: /^Delete: Circle by Lucia/ }).click();
  await sees(agent, 'the arrow alone', /^Arrow/);
});

test('clearing asks with numbers and names, and one undo brings all back', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Arrow', '70,70 90,90');
  await draw(agent, 'Rectangle', '20,60 40,80');
  await draw(customer, 'Circle', '10,10 30,30');
  await converged(agent, customer, 3);
  await more(agent, 'Clear marks');
  const dialog = agent.page.getByRole('dialog', { name: 'Clear marks' });
  await dialog.getByText('2 marks on this picture are yours.').waitFor();
  await dialog.getByText('1 is by Lucia.').waitFor();
  await agent.screenshot(set.shot('marks-clear'));
  await dialog.getByRole('button', { name: 'Clear my marks' }).click();
  await sees(customer, 'the circle alone', /^Circle by Lucia/);
  await toast(agent, /2 marks cleared/);
  await agent.page.getByRole('button', { name: 'Undo' }).last().click();
  await converged(agent, customer, 3);
  await more(agent, 'Clear marks');
  await dialog.getByRole('button', { name: 'Clear all' }).click();
  await converged(agent, customer, 0);
  await agent.press('Control+z');
  await converged(agent, customer, 3);
});

test('fingers: a long press selects or lights up, two tap undo, three tap redo, two never draw', async () => {
  const { agent, customer } = await pair();
  const fingers = new Fingers(customer);
  await draw(customer, 'Circle', '30,30 70,70');
  await converged(agent, customer, 1);
  await chooseTool(customer, 'Pen');
  const edge = await at(customer, 0.3, 0.5);
  await fingers.hold(edge, 'the bar of the circle', async () => (await bar(customer).count()) === 1);
  await badge(customer).getByText('Lucia').waitFor();
  await customer.screenshot(set.shot('marks-held-phone'));

  const free = await at(customer, 0.9, 0.2);
  const lit = () => agent.page.locator('.cursor-light:not(.cursor-dark)').count();
  await fingers.hold(free, 'the light at the other', async () => (await lit()) === 1);
  await agent.screenshot(set.shot('marks-light'));
  await converged(agent, customer, 1); // by now a mark of either press would be there too

  const [a, b, c] = [await at(customer, 0.2, 0.9), await at(customer, 0.5, 0.9), await at(customer, 0.8, 0.9)];
  await fingers.tap(a, b);
  await converged(agent, customer, 0);
  await fingers.tap(a, b, c);
  await converged(agent, customer, 1);

  await chooseTool(customer, 'Pen');
  await fingers.at(a, b);
  await fingers.at({ x: a.x - 20, y: a.y - 40 }, { x: b.x + 20, y: b.y - 40 });
  await fingers.lift();
  await draw(customer, 'Arrow', '45,45 55,55');
  await sees(agent, 'the circle and what was drawn after it', /^Arrow/, /^Circle/);
});

test('keys alone put a number, select all, copy, and find help', async () => {
  const { agent, customer } = await pair();
  await agent.page.getByRole('region', { name: 'Panel' }).focus();
  await agent.press('n');
  await agent.press('Enter');
  await agent.page.getByRole('application').waitFor();
  await agent.press('Enter');
  await sees(customer, 'a number in the middle', /^Number 1 by Giulia, center$/);
  await agent.press('Control+a');
  await agent.press('Control+d');
  await sees(customer, 'two numbers', /^Number 1/, /^Number 2/);
  await agent.press('?');
  const help = agent.page.locator('#help');
  await help.getByText('Ctrl+D').waitFor();
  await help.getByText('Number').first().waitFor();
  await agent.screenshot(set.shot('marks-help'));
  await agent.press('Escape');
  await help.waitFor({ state: 'detached' });
});

test('what is drawn before the code for it is there comes out whole', async () => {
  const { link } = newLink(set.service.url);
  const agent = await set.chromium(desk);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await enter(agent, link, 'Giulia');
  await agent.choose([set.media.photo]);
  await showsPicture(agent, 1200, 800);
  await agent.page.route(/\/chunks\/(drawing|later)/, async (route) => {
    await held;
    await route.continue();
  });
  await agent.reload();
  await draw(agent, 'Arrow', '10,10 40,40');
  await draw(agent, 'Pen', '50,50 60,60 70,50');
  assert.deepEqual(await names(agent), []);
  release();
  await sees(agent, 'both marks', /^Arrow by Giulia, upper left/, /^Drawing by Giulia/);
});
