// Same content, own hands: following a person by the avatar, and being brought to somebody's view and back.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { pairUp } from './pair-up.ts';
import { look, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

/** The part of the picture in view, as fractions of its sides. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function part({ page }: ChromiumPerson): Promise<Part> {
  return page.evaluate(() => {
    const stage = document.querySelector('[role=region][aria-label=Panel]')?.getBoundingClientRect() ?? new DOMRect();
    const image = document.querySelector('img.stage-image')?.getBoundingClientRect() ?? new DOMRect();
    const within = (value: number) => Math.min(1, Math.max(0, value));
    return {
      left: within((stage.left - image.left) / image.width),
      top: within((stage.top - image.top) / image.height),
      right: within((stage.right - image.left) / image.width),
      bottom: within((stage.bottom - image.top) / image.height),
    };
  });
}

const slack = 0.01;

function contains(outer: Part, inner: Part): boolean {
  return (
    outer.left <= inner.left + slack &&
    outer.top <= inner.top + slack &&
    outer.right >= inner.right - slack &&
    outer.bottom >= inner.bottom - slack
  );
}

function isAll({ left, top, right, bottom }: Part): boolean {
  return left < slack && top < slack && right > 1 - slack && bottom > 1 - slack;
}

function assertSame(now: Part, before: Part): void {
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    assert.ok(Math.abs(now[side] - before[side]) < 0.002, `${side}: ${now[side]} was ${before[side]}`);
}

/** The view, once it has stopped moving: the same so many times in a row. */
async function rest(person: ChromiumPerson): Promise<Part> {
  let before = '';
  let times = 0;
  return until('a view at rest', async () => {
    const now = await part(person);
    const same = JSON.stringify(now) === before;
    before = JSON.stringify(now);
    times = same ? times + 1 : 0;
    return times >= restTimes ? now : null;
  });
}

const restTimes = 8;

/** Comes close to a place, as fractions of the picture, by the wheel. */
async function comeClose(person: ChromiumPerson, fx: number, fy: number): Promise<Part> {
  const { picture } = await look(person);
  assert.ok(picture);
  await person.move({ x: picture.box.x + picture.box.width * fx, y: picture.box.y + picture.box.height * fy });
  await person.page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await person.page.mouse.wheel(0, -300);
  await person.page.keyboard.up('Control');
  return until('a nearer view', async () => {
    const now = await rest(person);
    return now.right - now.left < 0.7 ? now : null;
  });
}

/** Moves the picture by the wheel, by one's own hand. */
async function pan({ page }: ChromiumPerson, by: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height / 2);
  await page.mouse.wheel(by, 0);
}

async function pressed(person: ChromiumPerson, name: string): Promise<string | null> {
  return person.page.getByRole('button', { name, exact: true }).first().getAttribute('aria-pressed');
}

function follows(person: ChromiumPerson, other: ChromiumPerson): Promise<true> {
  return until('the same part of the picture', async () => {
    const [mine, theirs] = [await part(person), await part(other)];
    return contains(mine, theirs) && !isAll(mine) ? true : null;
  });
}

test('a press on the avatar follows its person, and one’s own gesture ends it', async () => {
  const { agent, customer } = await pairUp(set, { photo: true });
  await comeClose(agent, 0.25, 0.3);
  await customer.click('button', 'Follow Giulia');
  assert.equal(await pressed(customer, 'Follow Giulia'), 'true');
  await customer.page.getByText('Following Giulia').waitFor();
  await follows(customer, agent);
  await customer.screenshot(set.shot('follow-customer'));
  await pan(agent, 150);
  await follows(customer, agent);
  const followed = await rest(customer);
  await pan(customer, 100);
  await until('the end of it', async () => (await pressed(customer, 'Follow Giulia')) === 'false');
  await until('an own view', async () => JSON.stringify(await part(customer)) !== JSON.stringify(followed));
  const own = await rest(customer);
  await comeClose(agent, 0.6, 0.6);
  assertSame(await part(customer), own);
});

test('Escape, a second press, the button and her leaving end it too', async () => {
  const { agent, customer } = await pairUp(set, { photo: true });
  const ended = () => until('the end of it', async () => (await agent.page.locator('.follow-banner').count()) === 0);
  await agent.click('button', 'Follow Lucia');
  await agent.page.getByText('Following Lucia').waitFor();
  await agent.press('Escape');
  await ended();
  await agent.click('button', 'Follow Lucia');
  await agent.click('button', 'Follow Lucia');
  await ended();
  await agent.click('button', 'Follow Lucia');
  await agent.click('button', 'Stop');
  await ended();
  await agent.page.locator('.people-button').click();
  await agent.page.locator('#people').getByRole('button', { name: 'Follow Lucia' }).click();
  await agent.press('Escape');
  assert.equal(await pressed(agent, 'Follow Lucia'), 'true', 'Escape closed the list, no more');
  await agent.page.getByText('Following Lucia').waitFor();
  await customer.click('button', 'Leave');
  await customer.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await until('word of it', async () => (await look(agent)).connection === 'gone');
  await ended();
});

test('two who follow each other stand still', async () => {
  const { agent, customer } = await pairUp(set, { photo: true });
  await comeClose(agent, 0.3, 0.3);
  await customer.click('button', 'Follow Giulia');
  await follows(customer, agent);
  const [one, other] = [await rest(agent), await rest(customer)];
  await agent.click('button', 'Follow Lucia');
  await agent.page.getByText('Following Lucia').waitFor();
  assertSame(await rest(agent), one);
  assertSame(await rest(customer), other);
  await pan(agent, 150);
  await until('the end of it', async () => (await pressed(agent, 'Follow Lucia')) === 'false');
  assert.equal(await pressed(customer, 'Follow Giulia'), 'true');
  await follows(customer, agent);
});

test('"Show everybody" brings the other one to one’s view, in a window of another size, and Back returns exactly', async () => {
  const { agent, customer } = await pairUp(set, { photo: true });
  const before = await comeClose(customer, 0.8, 0.8);
  const shown = await comeClose(agent, 0.2, 0.2);
  await agent.click('button', 'Show everybody');
  await toast(customer, /Giulia shows you this/);
  await until('her view', async () => contains(await part(customer), shown) || null);
  await customer.click('button', 'Back');
  const back = await until('the view from before', async () => {
    const now = await rest(customer);
    return contains(now, before) ? now : null;
  });
  assertSame(back, before);
});

test('what the other one has in view is framed, with the name on it', async () => {
  const { agent, customer } = await pairUp(set, { photo: true });
  await comeClose(customer, 0.5, 0.5);
  const frame = agent.page.locator('.viewport-frame');
  await until('the frame', () => frame.isVisible());
  assert.equal(await frame.innerText(), 'Lucia');
});
