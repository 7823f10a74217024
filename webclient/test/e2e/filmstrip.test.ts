import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { accessible } from './accessible.ts';
import type { ChromiumPerson } from './chromium.ts';
import { Fingers } from './fingers.ts';
import { newLink } from './link.ts';
import { desk, pairUp, phone } from './pair-up.ts';
import { enter, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { frameOf, frames, inOrder, middle, named, order, slide } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const pair = () => pairUp(set, { customer: { ...phone, dark: true } });

async function pairWith(...names: string[]) {
  const people = await pair();
  await people.agent.choose(await named(set.media.second, names));
  await inOrder([people.agent, people.customer], names.join(' '));
  return people;
}

/** Toasts lie over nothing that these tests press, but the one looked for may have to wait for them. */
async function menu(person: ChromiumPerson, name: string) {
  await frameOf(person.page, name).focus();
  await person.press('Shift+F10');
  await person.page.getByRole('menu', { name: `Actions for ${name}` }).waitFor();
  return person.page.getByRole('menuitem');
}

/** Presses a button that says it has nothing to do, as a person can; not what lies over it. */
async function pressThough(person: ChromiumPerson, name: string): Promise<void> {
  const button = person.page.getByRole('button', { name, exact: true });
  const spot = await until(`${name} to be under the finger`, () =>
    button.evaluate((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      const at = { x: x + width / 2, y: y + height / 2 };
      return it.contains(document.elementFromPoint(at.x, at.y)) ? at : null;
    }),
  );
  await person.tap(spot);
}

test('keys move a picture for both, say where it is, keep the focus; Undo puts it back', async () => {
  const { agent, customer } = await pairWith('a.jpg', 'b.jpg', 'c.jpg');
  await frameOf(agent.page, 'a.jpg').focus();
  await agent.press('Alt+ArrowRight');
  await inOrder([agent, customer], 'b.jpg a.jpg c.jpg');
  await agent.page.getByRole('status').getByText('a.jpg: 2 of 3').waitFor({ state: 'attached' });
  await agent.press('Alt+End');
  await inOrder([agent, customer], 'b.jpg c.jpg a.jpg');
  const focused = await agent.evaluate(() => document.activeElement?.getAttribute('aria-label'), null);
  assert.match(focused ?? '', /^a\.jpg/);
  await agent.press('Control+z');
  await agent.press('Control+z');
  await inOrder([agent, customer], 'a.jpg b.jpg c.jpg');
});

test('a mouse drags a picture to its place; Escape lets it go back', async () => {
  const { agent, customer } = await pairWith('a.jpg', 'b.jpg', 'c.jpg');
  const [from, to] = [await middle(agent.page, 'a.jpg'), await middle(agent.page, 'c.jpg')];
  const { mouse } = agent.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 6 });
  await agent.page.locator('.frame.lifted').waitFor();
  await agent.screenshot(set.shot('film-drag'));
  await agent.press('Escape');
  await agent.page.locator('.frame.lifted').waitFor({ state: 'detached' });
  await mouse.up();
  assert.equal(await order(agent), 'a.jpg b.jpg c.jpg');
  await agent.drag([from, to]);
  await inOrder([agent, customer], 'b.jpg c.jpg a.jpg');
  assert.equal(
    await agent.page.getByRole('option', { selected: true }).getAttribute('data-picture'),
    await idOf(agent, 'a.jpg'),
  );
});

function idOf(person: ChromiumPerson, name: string): Promise<string | null> {
  return frameOf(person.page, name).getAttribute('data-picture');
}

test('a finger drags after a long press; a long press alone opens the menu; without one it scrolls', async () => {
  const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg'];
  const { agent, customer } = await pairWith(...names);
  const { page } = customer;
  const strip = page.locator('.frames');
  const hand = new Fingers(customer);

  const [a, b] = [await middle(page, 'a.jpg'), await middle(page, 'b.jpg')];
  await hand.at(a);
  await page.locator('.frame.lifted').waitFor();
  await slide(hand, a, b);
  await customer.screenshot(set.shot('film-drag-phone'));
  await hand.lift();
  await inOrder([agent, customer], 'b.jpg a.jpg c.jpg d.jpg e.jpg f.jpg');
  assert.equal(await strip.evaluate((it) => it.scrollLeft), 0, 'the strip scrolled under the finger');

  await hand.at(await middle(page, 'b.jpg'));
  await page.locator('.frame.lifted').waitFor();
  await hand.lift();
  await page.getByRole('menu', { name: 'Actions for b.jpg' }).waitFor();
  await page.getByText('Added by Giulia').waitFor();
  await customer.screenshot(set.shot('film-menu-phone'));
  await page.getByRole('menuitem', { name: 'Move right' }).click();
  await inOrder([agent, customer], names.join(' '));

  const c = await middle(page, 'c.jpg');
  await hand.at(c);
  await slide(hand, c, { x: c.x - 150, y: c.y });
  await hand.lift();
  await until('the strip to be scrolled', () => strip.evaluate((it) => it.scrollLeft > 60));
  assert.equal(await order(customer), names.join(' '), 'what scrolls moves no picture');
});

test('a frame held at the edge makes the strip come along', async () => {
  const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg', 'g.jpg', 'h.jpg'];
  const { agent, customer } = await pairWith(...names);
  const { page } = customer;
  const hand = new Fingers(customer);
  const a = await middle(page, 'a.jpg');
  const box = await page.locator('.frames').boundingBox();
  assert.ok(box);
  await hand.at(a);
  await page.locator('.frame.lifted').waitFor();
  await slide(hand, a, { x: box.x + box.width - 4, y: a.y });
  await until('the strip at its end', () =>
    page.locator('.frames').evaluate((it) => it.scrollLeft + it.clientWidth >= it.scrollWidth - 1),
  );
  await hand.lift();
  await inOrder([agent, customer], 'b.jpg c.jpg d.jpg e.jpg f.jpg g.jpg h.jpg a.jpg');
});

test('two who reorder at the same moment end with the same strip', async () => {
  const { agent, customer } = await pairWith('a.jpg', 'b.jpg', 'c.jpg', 'd.jpg');
  await frameOf(agent.page, 'a.jpg').focus();
  await frameOf(customer.page, 'd.jpg').focus();
  await Promise.all([agent.press('Alt+End'), customer.press('Alt+Home')]);
  await inOrder([agent, customer], 'd.jpg b.jpg c.jpg a.jpg');
});

test('a picture is renamed and captioned; the other sees it at once; each save is one step', async () => {
  const { agent, customer } = await pairWith('a.jpg', 'b.jpg');
  await (await menu(agent, 'a.jpg')).filter({ hasText: 'Rename' }).click();
  const dialog = agent.page.getByRole('dialog', { name: 'Name and caption' });
  await dialog.waitFor();
  await agent.type('Sofa'); // over the name, not over its end
  await agent.screenshot(set.shot('film-words'));
  await agent.press('Enter');
  await inOrder([agent, customer], 'Sofa.jpg b.jpg');
  const focused = () => agent.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '', null);
  await until('the focus on its frame', async () => (await focused()).startsWith('Sofa.jpg'));

  await (await menu(agent, 'Sofa.jpg')).filter({ hasText: 'Caption' }).click();
  await agent.page.getByRole('textbox', { name: 'Caption' }).fill('The left arm is worn');
  await agent.page.getByRole('button', { name: 'Save', exact: true }).click();
  await customer.page.getByText('The left arm is worn').first().waitFor();
  await customer.screenshot(set.shot('film-caption-phone'));
  await agent.screenshot(set.shot('film-caption'));
  for (const person of [agent, customer]) {
    const panel = person.page.getByRole('region', { name: 'Panel' });
    await panel.getByRole('img', { name: 'The left arm is worn' }).waitFor();
    const described = await panel.getAttribute('aria-describedby');
    assert.equal(await person.page.locator(`#${described}`).textContent(), 'The left arm is worn');
  }
  await agent.press('Control+z');
  await until('no caption', async () => (await customer.page.getByText('The left arm is worn').count()) === 0);
  await inOrder([agent, customer], 'Sofa.jpg b.jpg');
  await agent.press('Control+z');
  await inOrder([agent, customer], 'a.jpg b.jpg');
});

test('only who added a picture may take it back; then it is gone from both sides, and no Undo brings it back', async () => {
  const { agent, customer } = await pair();
  await agent.choose(await named(set.media.second, ['sofa.jpg']));
  await showsPicture(customer, 1600, 1000);
  await customer.choose(await named(set.media.photo, ['shoes.jpg']));
  await inOrder([agent, customer], 'sofa.jpg shoes.jpg');
  await showsPicture(agent, 1200, 800);

  const offered = await menu(agent, 'shoes.jpg');
  assert.equal(await offered.filter({ hasText: 'Take back' }).count(), 0);
  await agent.page.getByText('only Lucia can take it back').waitFor();
  await agent.screenshot(set.shot('film-menu-theirs'));
  await agent.press('Escape');

  await (await menu(customer, 'shoes.jpg')).filter({ hasText: 'Take back' }).click();
  const question = customer.page.getByRole('dialog', { name: 'Take this picture back?' });
  await question.waitFor();
  await customer.screenshot(set.shot('film-take-back-phone'));
  await question.getByRole('button', { name: 'Take back' }).click();
  await inOrder([agent, customer], 'sofa.jpg');
  await toast(agent, /Lucia took back shoes\.jpg/);
  await showsPicture(agent, 1600, 1000);
  await agent.screenshot(set.shot('film-taken-back'));
  assert.equal((await look(agent)).toasts.filter((text) => text.includes('Put back')).length, 0);
  await customer.press('Control+z');
  await pressThough(customer, 'Undo');
  // What comes after it at the other one: by then an Undo would be there too.
  await customer.choose(await named(set.media.second, ['later.jpg']));
  await inOrder([agent, customer], 'sofa.jpg later.jpg');
});

test('a deleted picture comes back by Undo, and the focus stays in the strip', async () => {
  const { agent, customer } = await pairWith('a.jpg', 'b.jpg', 'c.jpg');
  await (await menu(agent, 'b.jpg')).filter({ hasText: 'Delete' }).click();
  await inOrder([agent, customer], 'a.jpg c.jpg');
  const focused = () => agent.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '', null);
  await until('the focus on the next frame', async () => (await focused()).startsWith('c.jpg'));
  await agent.press('Control+z');
  await inOrder([agent, customer], 'a.jpg b.jpg c.jpg');
});

test('with the last picture the strip goes, and the focus goes to the stage', async () => {
  const person = await set.chromium(desk);
  await enter(person, newLink(set.service.url).link, 'Giulia');
  await person.choose([set.media.second]);
  await frameOf(person.page, 'second.jpg').focus();
  await person.press('Delete');
  await until('the focus on the stage', () =>
    person.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Panel', null),
  );
  assert.equal(await frames(person.page).count(), 0);
});

test('what another adds out of sight is told of, and shown on a press', async () => {
  const { agent, customer } = await pair();
  await customer.choose([
    ...(await named(set.media.photo, ['a.jpg'])),
    ...(await named(set.media.second, ['sofa.jpg'])),
  ]);
  await toast(agent, /Lucia added sofa\.jpg/);
  await agent.screenshot(set.shot('film-added'));
  assert.equal((await look(agent)).picture?.width, 1200, 'the first of the choice is in view');
  await agent.page.getByRole('button', { name: 'Show', exact: true }).click();
  await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
});

test('a picture is previewed where the pointer rests, and by the space bar; Escape ends it', async () => {
  const { agent } = await pairWith('a.jpg', 'b.jpg');
  const at = await middle(agent.page, 'b.jpg');
  await agent.move(at);
  const preview = agent.page.getByRole('tooltip');
  await preview.getByText('1,600 × 1,000 pixels').waitFor();
  await preview.getByText('Lucia has it').waitFor();
  await agent.screenshot(set.shot('film-preview'));
  const box = await preview.boundingBox();
  assert.ok(box && box.y + box.height <= at.y, 'the preview lies under the pointer');
  // On the way to it and over it, it stays (WCAG 1.4.13).
  await agent.move({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  await until('the preview to be under the pointer', () => preview.evaluate((it) => it.matches(':hover')));
  await agent.press('Escape');
  await preview.waitFor({ state: 'detached' });

  await frameOf(agent.page, 'a.jpg').focus();
  await agent.press('Space');
  await preview.getByText('Added by you').waitFor();
  assert.equal(await frameOf(agent.page, 'a.jpg').getAttribute('aria-describedby'), await preview.getAttribute('id'));
  await agent.press('Space');
  await preview.waitFor({ state: 'detached' });
});

test('the button on a frame opens its menu, which arrow keys walk', async () => {
  const { agent } = await pairWith('a.jpg', 'b.jpg');
  await frameOf(agent.page, 'b.jpg').hover();
  await agent.page.locator('.frames').getByRole('button', { name: 'Actions for b.jpg' }).click();
  const focused = () => agent.evaluate(() => document.activeElement?.textContent ?? '', null);
  await until('the first item', async () => (await focused()) === 'Rename');
  await agent.screenshot(set.shot('film-menu'));
  await agent.press('ArrowDown');
  assert.equal(await focused(), 'Caption');
  await agent.press('End');
  assert.match(await focused(), /^Take back/);
  await agent.press('Escape');
  const back = () => agent.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '', null);
  await until('the focus back', async () => (await back()) === 'Actions for b.jpg');
  await frameOf(agent.page, 'a.jpg').click({ button: 'right' });
  await agent.page.getByRole('menu', { name: 'Actions for a.jpg' }).waitFor();
});

test('on a phone on its side the strip is upright, and pictures go up and down', async () => {
  const person = await set.chromium({ width: 740, height: 360, touch: true });
  await enter(person, newLink(set.service.url).link, 'Lucia');
  await person.choose(await named(set.media.second, ['a.jpg', 'b.jpg', 'c.jpg']));
  await inOrder([person], 'a.jpg b.jpg c.jpg');
  const hand = new Fingers(person);
  const [a, c] = [await middle(person.page, 'a.jpg'), await middle(person.page, 'c.jpg')];
  assert.ok(a.y < c.y);
  await hand.at(a);
  await person.page.locator('.frame.lifted').waitFor();
  await slide(hand, a, c);
  await hand.lift();
  await inOrder([person], 'b.jpg c.jpg a.jpg');
  const items = await menu(person, 'a.jpg');
  await person.screenshot(set.shot('film-menu-landscape'));
  await accessible(person.page, 'the menu on a phone on its side');
  await items.filter({ hasText: 'Move up' }).click();
  await inOrder([person], 'b.jpg a.jpg c.jpg');
  await person.screenshot(set.shot('film-landscape'));
});

test('fifty pictures: the strip scrolls, keys reach the last, far ones are not decoded', async () => {
  const { agent, customer } = await pair();
  const tiny = await agent.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 60;
    canvas.height = 40;
    canvas.getContext('2d')?.fillRect(0, 0, 60, 40);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  }, null);
  const file = (i: number) => ({ name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(tiny, 'base64') });
  const input = agent.page.locator('input[type=file]').first();
  await input.setInputFiles(Array.from({ length: 25 }, (_, i) => file(i)));
  await input.setInputFiles(Array.from({ length: 25 }, (_, i) => file(25 + i)));
  for (const { page } of [agent, customer]) {
    await until('fifty frames', async () => (await frames(page).count()) === 50, 60_000);
  }
  const { page } = customer;
  const last = frames(page).nth(49);
  const decoded = () => last.locator('img').evaluate((it) => (it as HTMLImageElement).naturalWidth > 0);
  assert.equal(await decoded(), false, 'a frame far out of sight is decoded');
  await frameOf(page, '0.jpg').focus();
  await customer.press('End');
  await until('the last in sight', () =>
    last.evaluate((it) => it.getBoundingClientRect().right <= innerWidth && it === document.activeElement),
  );
  await until('its thumbnail', decoded);
  await customer.screenshot(set.shot('film-fifty-phone'));
  await agent.screenshot(set.shot('film-fifty'));
});

test('no page had an error', async () => {
  const { agent, customer } = await pairWith('a.jpg', 'b.jpg');
  await menu(agent, 'a.jpg');
  await menu(customer, 'b.jpg');
  assert.deepEqual([...agent.errors, ...customer.errors], []);
});
