// A tap is enough: what it makes with each tool, and which taps make nothing.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { Fingers } from './fingers.ts';
import { pairUp, phone } from './pair-up.ts';
import type { Point } from './person.ts';
import { at, type Box, chooseTool, converged, look } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(async () => {
  const { errors } = set;
  await set.dismiss();
  assert.deepEqual(errors, [], 'a page had errors');
});

async function pair() {
  const both = await pairUp(set, { customer: { ...phone, scale: 2 }, photo: true });
  return { ...both, fingers: new Fingers(both.customer) };
}

/** Takes a tool on the phone, from the bar or from behind "more". */
async function take(person: ChromiumPerson, tool: string): Promise<void> {
  const button = person.page.getByRole('button', { name: tool, exact: true }).first();
  if (await button.isVisible()) await chooseTool(person, tool);
  else {
    await person.click('button', /^More/);
    await button.click();
  }
}

const marks = async (person: ChromiumPerson) => (await look(person)).marks;

/** The line of a mark on the screen, without what lies around it. */
const boxOf = (person: ChromiumPerson, name: RegExp): Promise<Box> =>
  until(`${name} on the screen`, () =>
    person.page.getByRole('img', { name }).locator('.mark-line, .mark-ink').first().boundingBox(),
  );

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

function near(a: Point, b: Point, what: string): void {
  assert.ok(Math.hypot(a.x - b.x, a.y - b.y) < 3, `${what}: ${JSON.stringify(a)}, wanted ${JSON.stringify(b)}`);
}

for (const tool of ['Circle', 'Rectangle'] as const) {
  test(`${tool}: a tap of a finger puts one of 96 px around it, selected, as one step`, async () => {
    const { agent, customer, fingers } = await pair();
    await take(customer, tool);
    const there = await at(customer, 0.5, 0.5);
    await fingers.tap(there);
    const name = new RegExp(`^${tool} by Lucia, center$`);
    await until('it at the other', async () => (await marks(agent)).some((mark) => name.test(mark.name)));
    const box = await boxOf(customer, name);
    near(middleOf(box), there, 'its middle');
    assert.ok(Math.abs(box.width - 96) < 8 && Math.abs(box.height - 96) < 8, JSON.stringify(box));
    near(middleOf(await boxOf(agent, name)), await at(agent, 0.5, 0.5), 'its middle at the other');
    await customer.page.getByRole('toolbar', { name: 'Selected marks' }).waitFor();
    await customer.screenshot(set.shot(`tap-${tool.toLowerCase()}`));
    await customer.click('button', 'Undo');
    await converged(agent, customer, 0);
  });
}

test('Arrow: its head is where the finger tapped, its tail on the picture', async () => {
  const { agent, customer, fingers } = await pair();
  await chooseTool(customer, 'Arrow');
  const corner = await at(customer, 0.95, 0.9);
  await fingers.tap(corner);
  const [arrow] = await until('it at the other', async () => {
    const seen = await marks(agent);
    return seen.length === 1 ? seen : null;
  });
  assert.match(arrow?.name ?? '', /^Arrow by Lucia/);
  const { x, y, width, height } = await boxOf(customer, /^Arrow/);
  near({ x: x + width, y: y + height }, corner, 'its head');
  const { picture } = await look(customer);
  assert.ok(picture && x >= picture.box.x && y >= picture.box.y, 'its tail is beside the picture');
});

test('a tap makes the same size on the screen after zooming in, and stays within the picture', async () => {
  const { agent, customer } = await pair();
  const zoomed = async () => (await look(agent)).picture?.box.width ?? 0;
  const before = await zoomed();
  await agent.click('button', 'Zoom in');
  await until('a larger picture', async () => (await zoomed()) > before * 1.4);
  await chooseTool(agent, 'Circle');
  await agent.tap(await at(agent, 0.5, 0.5));
  const inside = await boxOf(agent, /^Circle/);
  assert.ok(Math.abs(inside.width - 96) < 16, JSON.stringify(inside));
  await chooseTool(customer, 'Circle');
  await customer.tap(await at(customer, 0.01, 0.02));
  await converged(agent, customer, 2);
  const box = await boxOf(customer, /^Circle by Lucia/);
  const { picture } = await look(customer);
  assert.ok(picture && box.x >= picture.box.x - 3 && box.y >= picture.box.y - 3, JSON.stringify({ box, picture }));
});

test('a tap of the pen is a dot that one sees', async () => {
  const { agent, customer, fingers } = await pair();
  await chooseTool(customer, 'Pen');
  await fingers.tap(await at(customer, 0.3, 0.3));
  await converged(agent, customer, 1);
  const { width, height } = await boxOf(customer, /^Drawing/);
  assert.ok(width >= 3 && height >= 3, `${width} × ${height}`);
});

test('no gesture makes a mark that nobody wanted', async () => {
  const { agent, customer, fingers } = await pair();
  const [a, b] = [await at(customer, 0.4, 0.4), await at(customer, 0.6, 0.6)];
  await chooseTool(customer, 'Circle');
  await fingers.tap(a, b);
  await fingers.at(a);
  await fingers.at(a, b);
  await fingers.lift();
  const lit = () => agent.page.locator('.cursor-light:not(.cursor-dark)').count();
  await fingers.hold(b, 'the light at the other', async () => (await lit()) === 1);

  await chooseTool(agent, 'Rectangle');
  await agent.click('button', /^More/);
  const sheet = agent.page.locator('#more-tools');
  await sheet.waitFor();
  await agent.tap(await at(agent, 0.05, 0.1));
  await sheet.waitFor({ state: 'hidden' });

  const before = (await look(customer)).picture?.box.width;
  await fingers.tap(a);
  await fingers.tap(a);
  await converged(agent, customer, 1);
  assert.equal((await look(customer)).picture?.box.width, before, 'a double tap zoomed');

  // What was sent before a number has arrived with it.
  await chooseTool(agent, 'Number');
  await agent.tap(await at(agent, 0.9, 0.9));
  const seen = await converged(agent, customer, 2);
  assert.deepEqual(seen.marks.map(({ name }) => name.split(' ')[0]).sort(), ['Circle', 'Number']);
});
