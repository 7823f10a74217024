import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { desk, type Pair, pairUp, phone } from './pair-up.ts';
import type { Point } from './person.ts';
import { type Box, chooseTool, enter, frame, inRoom, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const sharpPhone = { ...phone, scale: 2 };

/** The product is the first picture, 1600 × 1000; the customer's photo the second, 1200 × 800. */
async function pair(): Promise<Pair> {
  const both = await pairUp(set, { customer: sharpPhone });
  const { agent, customer } = both;
  await agent.choose([set.media.second]);
  await frame(customer, /second/);
  await customer.choose([set.media.photo]);
  await Promise.all([frame(agent, /photo/), frame(customer, /photo/)]);
  await shows(agent, panel(agent), 1200);
  return both;
}

const panel = (person: ChromiumPerson): Locator => person.page.getByRole('region', { name: 'Panel' });
const beside = (person: ChromiumPerson): Locator => person.page.getByRole('region', { name: /^Beside it/ });
const slider = (person: ChromiumPerson): Locator => person.page.getByRole('slider', { name: /^Divider/ });

/** On a phone they lie over the upper picture. */
async function dismissToasts(person: ChromiumPerson): Promise<void> {
  await until('no toast', async () => {
    const close = person.page.locator('.toast .icon-button').first();
    // It may go by itself in between: then the next look finds none.
    if (await close.isVisible()) await close.click({ timeout: 1_000 });
    return (await person.page.locator('.toast').count()) === 0;
  });
}

/** By the menu "More" and its picker: the picture in view beside the other one. */
async function compare(person: ChromiumPerson): Promise<void> {
  await person.click('button', /^More/);
  await person.click('button', 'Compare');
  await person.page.getByRole('toolbar', { name: 'Pictures' }).getByRole('button').first().click();
  await shows(person, beside(person), 1600);
}

/** Waits for the full picture of this width in a pane. */
function shows(person: ChromiumPerson, pane: Locator, width: number): Promise<true> {
  return until(`a picture of ${width} pixels`, async () => {
    const image = pane.locator('img.stage-image');
    const seen = await image.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth).join());
    if (seen !== String(width)) throw new Error(`${person.browser} shows ${seen}`);
    return true as const;
  });
}

/** What is in the middle of a pane, as parts of the picture, and how large the picture is, as parts of the pane. */
async function place(pane: Locator): Promise<{ x: number; y: number; zoom: number }> {
  const [outer, inner] = await Promise.all([box(pane), box(pane.locator('img.stage-image'))]);
  const margin = 32;
  const fitted = Math.min((outer.width - margin) / inner.width, (outer.height - margin) / inner.height);
  return {
    x: (outer.x + outer.width / 2 - inner.x) / inner.width,
    y: (outer.y + outer.height / 2 - inner.y) / inner.height,
    zoom: 1 / fitted,
  };
}

async function box(locator: Locator): Promise<Box> {
  return until('a box', () => locator.boundingBox());
}

/** Both panes show the same part of their pictures, larger than fitted. */
function inStep(person: ChromiumPerson, least: number): Promise<true> {
  return until('both panes in step', async () => {
    const [a, b] = await Promise.all([place(panel(person)), place(beside(person))]);
    const apart = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y), Math.abs(a.zoom / b.zoom - 1));
    if (apart > 0.01 || a.zoom < least) throw new Error(JSON.stringify([a, b]));
    return true as const;
  });
}

async function at(pane: Locator, fx: number, fy: number): Promise<Point> {
  const { x, y, width, height } = await box(pane);
  return { x: x + width * fx, y: y + height * fy };
}

/** Two fingers that move apart around a point. */
async function pinch(person: ChromiumPerson, center: Point, from: number, to: number): Promise<void> {
  const client = await person.page.context().newCDPSession(person.page);
  const fingers = (half: number) => [
    { x: center.x, y: center.y - half, id: 1 },
    { x: center.x, y: center.y + half, id: 2 },
  ];
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number; id: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', fingers(from).slice(0, 1));
  await send('touchStart', fingers(from));
  for (let i = 1; i <= 10; i++) await send('touchMove', fingers(from + ((to - from) * i) / 10));
  await send('touchEnd', []);
  await client.detach();
}

const marks = (pane: Locator): Promise<string[]> =>
  pane.locator('[role=img][data-id]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));

const haveMark = (pane: Locator, name: RegExp): Promise<true> =>
  until(`a mark ${name}`, async () => {
    const seen = await marks(pane);
    if (!seen.some((one) => name.test(one))) throw new Error(seen.join(' | '));
    return true as const;
  });

test('one compares, both see it at once; each zooms for oneself, both panes in step', async () => {
  const { agent, customer } = await pair();
  await compare(agent);
  await Promise.all([shows(customer, beside(customer), 1600), toast(customer, /Giulia compares two pictures/)]);
  const before = await place(panel(customer));
  const wheelAt = await at(panel(agent), 0.3, 0.4);
  await agent.page.mouse.move(wheelAt.x, wheelAt.y);
  await agent.page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await agent.page.mouse.wheel(0, -120);
  await agent.page.keyboard.up('Control');
  await inStep(agent, 1.3);
  const second = await at(beside(agent), 0.5, 0.5);
  await chooseTool(agent, 'Hand');
  await agent.drag([second, { x: second.x + 80, y: second.y - 40 }]);
  await inStep(agent, 1.3);
  const { zoom } = await place(panel(customer));
  assert.ok(Math.abs(zoom / before.zoom - 1) < 0.01, "the customer's view moved along");
  await pinch(customer, await at(beside(customer), 0.5, 0.5), 30, 90);
  await inStep(customer, 1.8);
  await agent.screenshot(set.shot('compare-side-agent'));
  await customer.screenshot(set.shot('compare-side-customer'));
  assert.deepEqual([...agent.errors, ...customer.errors], []);
});

test('a pinch with one finger on each picture is one pinch', async () => {
  const { agent, customer } = await pair();
  await compare(agent);
  await shows(customer, beside(customer), 1600);
  const line = await at(beside(customer), 0.5, 0);
  await pinch(customer, line, 40, 110);
  await inStep(customer, 1.8);
  assert.deepEqual(await marks(panel(customer)), []);
});

test('both draw in both panes; marks and pointers carry names there', async () => {
  const { agent, customer } = await pair();
  await compare(agent);
  await shows(customer, beside(customer), 1600);
  await chooseTool(agent, 'Circle');
  await agent.drag([await at(beside(agent), 0.4, 0.4), await at(beside(agent), 0.6, 0.6)]);
  await haveMark(beside(customer), /^Circle by Giulia/);
  assert.deepEqual(await marks(panel(customer)), []);
  await dismissToasts(customer);
  await chooseTool(customer, 'Arrow');
  await customer.drag([await at(panel(customer), 0.4, 0.4), await at(panel(customer), 0.6, 0.6)]);
  await haveMark(panel(agent), /^Arrow by Lucia/);
  await until("Giulia's pointer in the second pane", async () => {
    await agent.move(await at(beside(agent), 0.5 + Math.random() / 20, 0.5));
    return (await beside(customer).locator('.cursor:not(.cursor-away)').allTextContents()).includes('Giulia');
  });
  await customer.screenshot(set.shot('compare-marks-customer'));
  await agent.press('Escape');
  await until(
    'nothing selected',
    async () => (await agent.page.getByRole('toolbar', { name: 'Selected' }).count()) === 0,
  );
  assert.equal(await beside(agent).count(), 1, 'Escape ended more than the selection');
  const on = await at(beside(agent), 0.5, 0.4);
  await agent.tap(on);
  await agent.page.getByRole('toolbar', { name: 'Selected' }).getByRole('button', { name: 'Duplicate' }).click();
  await until('two circles', async () => (await marks(beside(customer))).length === 2);
  await agent.screenshot(set.shot('compare-marks-agent'));
});

test('overlay: the divider by keys and by dragging is the same for both; one draws on what one sees', async () => {
  const { agent, customer } = await pair();
  await compare(agent);
  await shows(customer, beside(customer), 1600);
  await agent.page.getByRole('group', { name: 'How to compare' }).getByText('Overlay', { exact: true }).click();
  await slider(customer).waitFor();
  await dismissToasts(customer);
  const value = (person: ChromiumPerson) => slider(person).evaluate((one) => (one as HTMLInputElement).valueAsNumber);
  assert.equal(await value(customer), 500);
  await slider(agent).focus();
  await agent.press('ArrowLeft');
  await agent.press('ArrowLeft');
  await until('the divider at the customer', async () => (await value(customer)) === 460);
  await agent.press('End');
  await until('the divider at its end', async () => (await value(customer)) === 1000);
  await agent.press('Home');
  await until('the divider at its start', async () => (await value(customer)) === 0);
  await agent.press('PageUp');
  const from = await at(panel(agent), 0.1, 0.5);
  const to = await at(panel(agent), 0.6, 0.5);
  await until('a tenth', async () => (await value(agent)) === 100);
  await agent.drag([from, to]);
  await until('where it was dragged to', async () => Math.abs((await value(customer)) - 600) <= 3);
  assert.match((await slider(customer).getAttribute('aria-valuetext')) ?? '', /60% of .*photo/);
  await chooseTool(agent, 'Rectangle');
  await agent.drag([await at(panel(agent), 0.35, 0.4), await at(panel(agent), 0.5, 0.6)]);
  await haveMark(panel(customer), /^Rectangle by Giulia/);
  await chooseTool(agent, 'Rectangle');
  await agent.drag([await at(beside(agent), 0.65, 0.4), await at(beside(agent), 0.7, 0.6)]);
  await haveMark(beside(customer), /^Rectangle by Giulia/);
  const finger = await at(panel(customer), 0.6, 0.5);
  await customer.drag([finger, { x: finger.x - 72, y: finger.y }]);
  await until('the divider by the customer', async () => Math.abs((await value(agent)) - 400) <= 10);
  await pinch(customer, await at(panel(customer), 0.5, 0.3), 20, 60);
  await inStep(customer, 1.8);
  await agent.screenshot(set.shot('compare-overlay-agent'));
  await customer.screenshot(set.shot('compare-overlay-customer'));
});

test('swap, leave by Done and by Escape, back to an own view, and the way to the others again', async () => {
  const { agent, customer } = await pair();
  await compare(agent);
  await shows(customer, beside(customer), 1600);
  await customer.click('button', 'Swap pictures');
  await Promise.all([shows(agent, panel(agent), 1600), shows(agent, beside(agent), 1200)]);
  await customer.click('button', 'Done');
  await beside(agent).waitFor({ state: 'detached' });
  await shows(agent, panel(agent), 1600);
  await agent.click('button', /^More/);
  await agent.click('button', 'Compare');
  await agent.page.getByRole('toolbar', { name: 'Pictures' }).getByRole('button').first().click();
  await shows(customer, beside(customer), 1200);
  await customer.page.locator('.toast', { hasText: 'compares' }).getByRole('button', { name: 'Back' }).click();
  await beside(customer).waitFor({ state: 'detached' });
  assert.equal(await beside(agent).count(), 1, "the agent's comparison goes on");
  await customer.click('button', /^More/);
  await customer.click('button', 'Compare');
  await customer.screenshot(set.shot('compare-picker-customer'));
  await customer.click('button', 'Look along');
  await beside(customer).waitFor();
  await panel(agent).focus();
  await agent.press('Escape');
  await Promise.all([beside(agent), beside(customer)].map((pane) => pane.waitFor({ state: 'detached' })));
  assert.equal(await panel(agent).evaluate((root) => root === document.activeElement), true, 'the focus is lost');
});

test('it outlasts a reload; a picture that is deleted leaves the other one', async () => {
  const { agent, customer } = await pair();
  await compare(agent);
  await shows(customer, beside(customer), 1600);
  await customer.reload();
  await until('the room', () => inRoom(customer));
  await Promise.all([shows(customer, panel(customer), 1200), shows(customer, beside(customer), 1600)]);
  await agent.page.getByRole('option', { name: /photo/ }).focus();
  await agent.press('Delete');
  await beside(customer).waitFor({ state: 'detached' });
  await shows(customer, panel(customer), 1600);
  await shows(agent, panel(agent), 1600);
});

test('alone with one picture, the picker says what to do, and goes on by itself', async () => {
  const person = await set.chromium(sharpPhone);
  await enter(person, newLink(set.service.url).link, 'Lucia');
  await person.choose([set.media.second]);
  await frame(person, /second/);
  await person.click('button', /^More/);
  await person.click('button', 'Compare');
  await person.page.getByText('Comparing takes two pictures').waitFor();
  await person.screenshot(set.shot('compare-one-picture'));
  const [chooser] = await Promise.all([
    person.page.waitForEvent('filechooser'),
    person.page.locator('#compare').getByRole('button', { name: 'Choose a picture' }).click(),
  ]);
  await chooser.setFiles([set.media.photo]);
  await person.page.getByRole('toolbar', { name: 'Pictures' }).getByRole('button', { name: /photo/ }).click();
  await beside(person).waitFor();
});

test('the divider can be dragged in Firefox too', async () => {
  const person = await set.firefox(desk);
  await enter(person, newLink(set.service.url).link, 'Lucia');
  await person.choose([set.media.second, set.media.photo]);
  await frame(person, /photo/);
  await person.click('button', 'More');
  await person.click('button', 'Compare');
  const press = (selector: string) =>
    until(selector, () =>
      person.evaluate((what) => {
        const found = document.querySelector<HTMLElement>(what);
        found?.click();
        return found !== null;
      }, selector),
    );
  await press('.compare-choice');
  await press('.compare-modes label:last-of-type');
  const handle = await until('the handle', () =>
    person.evaluate(() => {
      const { x, y, width, height } =
        document.querySelector('.compare-handle')?.getBoundingClientRect() ?? new DOMRect();
      return width > 0 ? { x: x + width / 2, y: y + height / 2 } : null;
    }, null),
  );
  await person.drag([handle, { x: handle.x - 144, y: handle.y }]);
  const value = () =>
    person.evaluate(() => document.querySelector<HTMLInputElement>('input[type=range]')?.valueAsNumber, null);
  await until('a tenth less', async () => Math.abs(((await value()) ?? 0) - 400) <= 3);
  assert.deepEqual(person.errors, []);
});
