// Every tool in one person's hands, seen at the other's: what it leaves there, and what it must not.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { Fingers } from './fingers.ts';
import { laptop, pairUp } from './pair-up.ts';
import type { PersonOptions, Point } from './person.ts';
import { at, type Box, chooseTool, converged, draw, look } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(async () => {
  const { errors } = set;
  await set.dismiss();
  assert.deepEqual(errors, [], 'a page had errors');
});

const tablet: PersonOptions = { width: 1024, height: 768, touch: true };

const pair = (agent = laptop) => pairUp(set, { agent, customer: { width: 900, height: 700 }, photo: true });

/** Waits until the names of the marks are these, in any order. */
function sees(person: ChromiumPerson, ...wanted: readonly RegExp[]): Promise<true> {
  return until(`marks ${wanted.join()}`, async () => {
    const seen = (await look(person)).marks.map(({ name }) => name);
    const all = wanted.every((name) => seen.some((one) => name.test(one)));
    if (!all || seen.length !== wanted.length) throw new Error(seen.join('; ') || 'none');
    return true as const;
  });
}

/** Where a mark is, in percent of the picture that this person sees. */
function place(person: ChromiumPerson, name: RegExp): Promise<Box> {
  return until(`the place of ${name}`, () =>
    person.page.evaluate((source) => {
      const mark = [...document.querySelectorAll('.stage [role=img][data-id]')].find((one) =>
        new RegExp(source).test(one.getAttribute('aria-label') ?? ''),
      );
      const image = document.querySelector('img.stage-image')?.getBoundingClientRect();
      const box = mark?.getBoundingClientRect();
      if (!image || !box) return null;
      const [x, y] = [(100 * (box.x - image.x)) / image.width, (100 * (box.y - image.y)) / image.height];
      return { x, y, width: (100 * box.width) / image.width, height: (100 * box.height) / image.height };
    }, name.source),
  );
}

const near = (a: number, b: number, slack = 1.5): boolean => Math.abs(a - b) < slack;

async function focusPanel({ page }: ChromiumPerson): Promise<void> {
  await page.getByRole('region', { name: 'Panel' }).focus();
}

async function tapAt(person: ChromiumPerson, x: number, y: number): Promise<void> {
  await person.tap(await at(person, x / 100, y / 100));
}

/** What the other one sees framed as this one's view, in percent of the picture's width; null: all of it. */
function framed(person: ChromiumPerson): Promise<Box | null> {
  return person.page.evaluate(() => {
    const frame = document.querySelector<HTMLElement>('.viewport-frame:not([hidden])')?.getBoundingClientRect();
    const image = document.querySelector('img.stage-image')?.getBoundingClientRect();
    if (!frame || !image) return null;
    const [x, y] = [(100 * (frame.x - image.x)) / image.width, (100 * (frame.y - image.y)) / image.height];
    return { x, y, width: (100 * frame.width) / image.width, height: (100 * frame.height) / image.height };
  });
}

/** A pen on the screen, by the browser's own input: `force` is 0 to 1. */
class Stylus {
  readonly #person: ChromiumPerson;

  constructor(person: ChromiumPerson) {
    this.#person = person;
  }

  async draw(force: number, points: readonly Point[]): Promise<void> {
    const [first, ...rest] = points;
    if (!first) return;
    const session = await this.#person.page.context().newCDPSession(this.#person.page);
    const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y }: Point) =>
      session.send('Input.dispatchMouseEvent', {
        ...{ type, x, y, force, pointerType: 'pen', button: 'left', clickCount: type === 'mouseMoved' ? 0 : 1 },
        buttons: type === 'mouseReleased' ? 0 : 1,
      });
    await send('mousePressed', first);
    let last = first;
    for (const to of rest) {
      for (let i = 1; i <= 6; i++)
        await send('mouseMoved', { x: last.x + ((to.x - last.x) * i) / 6, y: last.y + ((to.y - last.y) * i) / 6 });
      last = to;
    }
    await send('mouseReleased', last);
    await session.detach();
  }
}

test('the eraser takes one’s own marks at once, and another’s with the second press', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Rectangle', '10,10 30,30');
  await draw(customer, 'Circle', '40,40 60,60');
  await converged(agent, customer, 2);
  await chooseTool(agent, 'Eraser');
  await tapAt(agent, 10, 20);
  await sees(customer, /^Circle by Lucia/);

  const hint = agent.page.locator('.stage-badge').getByText('Tap again to erase Lucia’s mark');
  await tapAt(agent, 40, 50);
  await hint.waitFor();
  await tapAt(agent, 90, 90);
  await hint.waitFor({ state: 'hidden' });
  await tapAt(agent, 40, 50); // a first press again, for one went elsewhere
  await hint.waitFor();
  await draw(agent, 'Arrow', '70,70 80,80');
  await sees(customer, /^Circle by Lucia/, /^Arrow by Giulia/);

  await chooseTool(agent, 'Eraser');
  await tapAt(agent, 40, 50);
  await hint.waitFor();
  await tapAt(agent, 40, 50);
  await sees(customer, /^Arrow by Giulia/);
  await focusPanel(agent);
  await agent.press('Control+z');
  await sees(customer, /^Circle by Lucia/, /^Arrow by Giulia/);
});

test('K takes the pointer, whose light the other sees where it is, and which leaves nothing', async () => {
  const { agent, customer } = await pair();
  await focusPanel(agent);
  await agent.press('k');
  await agent.move(await at(agent, 0.3, 0.6));
  await agent.move(await at(agent, 0.25, 0.7));
  const lit = customer.page.locator('.cursor-light:not(.cursor-dark)');
  await until('the light', async () => (await lit.count()) === 1);
  await until('the light at its place', async () => {
    await agent.move(await at(agent, 0.25, 0.7));
    const wanted = await at(customer, 0.25, 0.7);
    const box = await customer.page.locator('.cursor-light').first().boundingBox();
    const found = box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    if (!found || Math.hypot(found.x - wanted.x, found.y - wanted.y) > 4)
      throw new Error(JSON.stringify([found, wanted]));
    return true;
  });
  await until('it to fade', async () => (await lit.count()) === 0);
  await draw(agent, 'Arrow', '10,10 20,20');
  await sees(customer, /^Arrow/);
});

test('the hand moves one’s own view alone, and draws nothing', async () => {
  const { agent, customer } = await pair();
  const before = await look(customer);
  await chooseTool(agent, 'Hand');
  const [from, to] = [await at(agent, 0.5, 0.5), await at(agent, 0.3, 0.4)];
  await agent.page.keyboard.down('Control');
  await agent.move(from);
  for (let i = 0; i < 3; i++) await agent.page.mouse.wheel(0, -300);
  await agent.page.keyboard.up('Control');
  const closer = await until('a part in view', async () => {
    const now = await framed(customer);
    return now && now.width < 70 ? now : null;
  });
  await agent.drag([from, to]);
  await until('another part in view', async () => {
    const now = await framed(customer);
    if (!now || now.x < closer.x + 1) throw new Error(JSON.stringify([closer, now]));
    return true;
  });
  await draw(agent, 'Circle', '45,45 55,55');
  await sees(customer, /^Circle by Giulia, center$/);
  assert.deepEqual((await look(customer)).picture, before.picture, 'the other one’s view moved');
});

test('a text is written where it was tapped, and changed by either', async () => {
  const { agent, customer } = await pair();
  await chooseTool(agent, 'Text');
  await tapAt(agent, 15, 20);
  await agent.type('Loose');
  await customer.page.getByText('Giulia is writing …').waitFor();
  await agent.type(' seam');
  await agent.press('Escape');
  await sees(customer, /^Text by Giulia, upper left: Loose seam$/);
  const { x, y } = await place(customer, /^Text/);
  assert.ok(near(x, 15, 3) && near(y, 20, 6), `it stands at ${x}, ${y}`);
  await chooseTool(customer, 'Text');
  await tapAt(customer, x + 3, y + 2);
  await customer.page.getByRole('textbox', { name: 'Text on the picture' }).waitFor();
  await customer.press('End');
  await customer.type('!');
  await customer.press('Escape');
  await sees(agent, /^Text by Giulia, upper left: Loose seam!$/);
});

test('a mark is moved by dragging, resized by a handle and by Alt and arrow keys', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Rectangle', '20,20 40,40');
  await converged(agent, customer, 1);
  const drawn = await place(customer, /^Rectangle/);
  await agent.drag([await at(agent, 0.2, 0.3), await at(agent, 0.5, 0.6)]);
  const moved = await until('the mark elsewhere', async () => {
    const now = await place(customer, /^Rectangle by Giulia/);
    return near(now.x, drawn.x + 30) && near(now.y, drawn.y + 30) && near(now.width, drawn.width, 0.2) ? now : null;
  });
  await agent.drag([await at(agent, 0.7, 0.7), await at(agent, 0.8, 0.75)]);
  const resized = await until('a larger one', async () => {
    const now = await place(customer, /^Rectangle/);
    const grown = near(now.width, moved.width + 10) && near(now.height, moved.height + 5);
    return grown && near(now.x, moved.x, 0.2) && near(now.y, moved.y, 0.2) ? now : null;
  });

  await focusPanel(agent);
  for (let i = 0; i < 3; i++) await agent.press('Alt+Shift+ArrowRight');
  await until('a wider one', async () => {
    const now = await place(customer, /^Rectangle/);
    return now.width > resized.width + 2 && near(now.height, resized.height, 0.2) && near(now.x, resized.x, 0.2);
  });
  for (let i = 0; i < 5; i++) await agent.press('Control+z');
  await until('all of it undone', async () => near((await place(customer, /^Rectangle/)).x, drawn.x, 0.2));
});

test('a drag around marks selects them, and those alone', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Rectangle', '20,20 30,30');
  await draw(agent, 'Circle', '35,35 45,45');
  await draw(customer, 'Arrow', '70,70 90,90');
  await converged(agent, customer, 3);
  await chooseTool(agent, 'Select');
  await agent.drag([await at(agent, 0.15, 0.15), await at(agent, 0.5, 0.5)]);
  await agent.press('Delete');
  await sees(customer, /^Arrow by Lucia/);
  await agent.press('Control+z');
  await sees(customer, /^Rectangle/, /^Circle/, /^Arrow/);
});

test('another width of a mark is another width at the other', async () => {
  const { agent, customer } = await pair();
  await draw(agent, 'Rectangle', '30,30 60,60');
  await converged(agent, customer, 1);
  const width = () =>
    customer.page
      .locator('.mark-line')
      .first()
      .evaluate((line) => Number.parseFloat(getComputedStyle(line).strokeWidth));
  const before = await width();
  const bar = agent.page.getByRole('toolbar', { name: 'Selected marks' });
  await bar.getByRole('button', { name: 'Color and width' }).click();
  await agent.page.locator('.selection-bar').getByRole('radio', { name: 'Thick' }).check();
  await until('a thicker line', async () => (await width()) > before * 1.5);
  await agent.page.locator('.selection-bar').getByRole('radio', { name: 'Thin' }).check();
  await until('a thinner line', async () => (await width()) < before);
});

test('a pen draws as hard as it is pressed; then fingers only move the picture, until the badge is tapped', async () => {
  const { agent, customer } = await pair(tablet);
  const pen = new Stylus(agent);
  const fingers = new Fingers(agent);
  const line = async (y: number): Promise<readonly Point[]> => [await at(agent, 0.2, y), await at(agent, 0.6, y)];
  await chooseTool(agent, 'Pen');
  await agent.drag(await line(0.25)); // under the toasts
  await sees(customer, /^Drawing/);
  const even = await place(customer, /^Drawing/);
  await pen.draw(0.1, await line(0.4));
  await sees(customer, /^Drawing/, /^Drawing/);
  await pen.draw(1, await line(0.8));
  await sees(customer, /^Drawing by Giulia, top$/, /^Drawing by Giulia, center$/, /^Drawing by Giulia, bottom$/);
  const [soft, hard] = [await place(customer, /center$/), await place(customer, /bottom$/)];
  assert.ok(soft.height < 0.7 * hard.height, `${soft.height} is not thinner than ${hard.height}`);
  assert.ok(!near(even.height, soft.height, 0.05), 'a soft pen draws like a mouse');

  const badge = agent.page.getByRole('button', { name: /^Pen only/ });
  await badge.waitFor();
  const swipe = async (from: number) => {
    const points = [await at(agent, 0.3, from), await at(agent, 0.4, from), await at(agent, 0.5, from + 0.05)];
    for (const point of points) await fingers.at(point);
    await fingers.lift();
  };
  const before = await look(agent);
  await swipe(0.5);
  await until('the picture to be moved', async () => {
    const { picture } = await look(agent);
    return picture && before.picture && Math.abs(picture.box.x - before.picture.box.x) > 20;
  });
  await draw(agent, 'Arrow', '70,20 80,30');
  await sees(customer, /^Drawing/, /^Drawing/, /^Drawing/, /^Arrow/);

  const spot = await badge.boundingBox();
  assert.ok(spot);
  await fingers.tap({ x: spot.x + spot.width / 2, y: spot.y + spot.height / 2 });
  await badge.waitFor({ state: 'hidden' });
  await chooseTool(agent, 'Pen');
  await swipe(0.55);
  await sees(customer, /^Drawing/, /^Drawing/, /^Drawing/, /^Drawing/, /^Arrow/);
});

test('double tap, Ctrl+0, Shift+1 and Shift+2 bring close and back; the other one sees what is in view', async () => {
  const { agent, customer } = await pair({ width: 1000, height: 600 });
  const whole = (who: ChromiumPerson) => until('all of it in view', async () => (await framed(who)) === null);
  const scale = async () => ((await look(agent)).picture?.box.width ?? 0) / 1200;
  const fitted = await scale();
  await chooseTool(agent, 'Select');
  const spot = await at(agent, 0.7, 0.3);
  await agent.page.mouse.dblclick(spot.x, spot.y);
  await until('twice as close', async () => near((await scale()) / fitted, 2, 0.02));
  const part = await until('the part in view', () => framed(customer));
  assert.ok(part.x + part.width / 2 > 55 && part.y + part.height / 2 < 45, JSON.stringify(part));
  await agent.page.mouse.dblclick(spot.x, spot.y);
  await whole(customer);

  await focusPanel(agent);
  await agent.press('Control+0');
  await until('a pixel for a pixel', async () => near(await scale(), 1, 0.01));
  await until('a part in view', () => framed(customer));
  await agent.press('Shift+Digit1');
  await whole(customer);
  await until('all of it on the own screen', async () => near(await scale(), fitted, 0.01));

  // Below where a toast may still be.
  await draw(agent, 'Circle', '60,60 70,70');
  await sees(customer, /^Circle/);
  await agent.press('Shift+Digit2');
  const closeUp = await until('the close-up', () => framed(customer));
  const mark = await place(customer, /^Circle/);
  await until('the circle in the middle of it', async () => {
    const { x, y, width, height } = (await framed(customer)) ?? closeUp;
    return (
      x <= mark.x && y <= mark.y && x + width >= mark.x + mark.width && y + height >= mark.y + mark.height && width < 60
    );
  });
});
