// All that a person does on the panel, done in Firefox, with Chromium on the other side.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import type { FirefoxPerson } from './firefox.ts';
import { desk, meet, type Pair, phone } from './pair-up.ts';
import type { PersonOptions } from './person.ts';
import { at, converged, draw, frame, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { inOrder, named } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(async () => {
  const { errors } = set;
  await set.dismiss();
  assert.deepEqual(errors, [], 'a page had errors');
});

/** Giulia in Chromium; Lucia in Firefox, who brings a photo. */
async function pair(size: PersonOptions): Promise<Pair<ChromiumPerson, FirefoxPerson>> {
  const both = await meet(set, await set.chromium(desk), await set.firefox(size));
  const { agent, customer } = both;
  await customer.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  await frame(customer, /arrived/);
  return both;
}

const press = (person: FirefoxPerson, selector: string): Promise<void> => person.page.locator(selector).click();
const byName = (role: string, name: string): string => `::-p-aria([role="${role}"][name="${name}"])`;

/** What is in the menu "More", which is also called "More tools" where the screen is narrow. */
async function more(person: FirefoxPerson, name: string): Promise<void> {
  await press(person, '.tool[popovertarget="more-tools"]');
  await person.click('button', name);
}

const count = (person: FirefoxPerson, css: string): Promise<number> =>
  person.evaluate((wanted) => document.querySelectorAll(wanted).length, css);

const says = (person: FirefoxPerson, css: string, text: string): Promise<true> =>
  until(`"${text}" in ${css}`, () =>
    person.evaluate(
      ([where, words]) =>
        [...document.querySelectorAll<HTMLElement>(where)].some((one) => one.innerText.includes(words)) || null,
      [css, text] as const,
    ),
  );

for (const [where, size] of Object.entries({ desk, phone })) {
  test(`pen, arrow and a number with a note; another color by the bar of what is selected; on a ${where}`, async () => {
    const { agent, customer } = await pair(size);
    await draw(customer, 'Pen', '20,60 30,70 40,60');
    await draw(customer, 'Arrow', '60,20 80,40');
    await converged(agent, customer, 2);
    const color = () => agent.page.getByRole('img', { name: /^Arrow/ }).getAttribute('data-color');
    const before = await color();
    await press(customer, `.selection-bar ${byName('button', 'Color and width')}`);
    await customer.screenshot(set.shot(`firefox-bar-${where}`));
    await press(customer, `.selection-bar ${byName('radio', 'Amber')}`);
    await until('another color', async () => (await color()) !== before);
    await customer.press('Escape');

    await customer.press('Escape');
    await customer.evaluate(
      () => document.querySelector<HTMLElement>('[role=region][aria-label=Panel]')?.focus(),
      null,
    );
    await customer.press('n');
    await customer.tap(await at(customer, 0.5, 0.5));
    await converged(agent, customer, 3);
    await customer.tap(await at(customer, 0.5, 0.5));
    await until('the field for the note', () =>
      customer.evaluate(() => document.activeElement?.matches('textarea'), null),
    );
    await customer.type('A scratch');
    await customer.press('Escape');
    await until('the note at the agent', async () =>
      (await look(agent)).marks.some(({ name }) => /^Number 1 by Lucia, center: A scratch$/.test(name)),
    );
    await customer.screenshot(set.shot(`firefox-marks-${where}`));
  });

  test(`both write, and a message leads to the mark that it is about; on a ${where}`, async () => {
    const { agent, customer } = await pair(size);
    await draw(customer, 'Circle', '50,30 80,70');
    await converged(agent, customer, 1);
    await customer.click('button', 'Chat');
    await customer.click('button', 'Point at this mark');
    await says(customer, '.column', 'Circle by Lucia');
    await customer.fill('Message', 'What is this?');
    await customer.click('button', 'Send');
    await toast(agent, /Lucia: What is this\?/);
    await agent.page.getByRole('button', { name: 'Read' }).click();
    const chat = agent.page.getByRole('complementary', { name: 'Chat' });
    await chat.getByRole('button', { name: 'Circle by Lucia' }).click();
    await until('the focus on the circle', () =>
      agent.evaluate(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Circle'), null),
    );
    await chat.getByRole('textbox', { name: 'Message' }).fill('A lamp.\nIt is included.');
    await agent.click('button', 'Send');
    await says(customer, '[role=log]', 'It is included.');
    await customer.screenshot(set.shot(`firefox-chat-${where}`));
    await press(customer, `[role=log] ${byName('button', 'Circle by Lucia')}`);
    await until('the circle, by its message', () =>
      customer.evaluate(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Circle'), null),
    );
  });

  test(`compare side by side and one over the other, by the divider too; on a ${where}`, async () => {
    const { agent, customer } = await pair(size);
    await agent.choose([set.media.second]);
    await showsPicture(customer, 1600, 1000);
    await more(customer, 'Compare');
    await press(customer, '.compare-choice');
    const beside = agent.page.getByRole('region', { name: /^Beside it/ });
    await beside.waitFor();
    await customer.screenshot(set.shot(`firefox-side-${where}`));
    await press(customer, '.compare-modes label:last-of-type');
    await until('the same at the agent', () => agent.page.getByRole('radio', { name: 'Overlay' }).isChecked());
    const value = () => agent.page.getByRole('slider', { name: /^Divider/ }).inputValue();
    const before = Number(await value());
    await customer.evaluate(() => document.querySelector<HTMLElement>('input[type=range]')?.focus(), null);
    await customer.press('ArrowLeft');
    await until('the divider moved by a key', async () => Number(await value()) < before);
    const handle = await until('the handle', () =>
      customer.evaluate(() => {
        const box = document.querySelector('.compare-handle')?.getBoundingClientRect();
        return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
      }, null),
    );
    await customer.drag([handle, { x: handle.x - 80, y: handle.y }]);
    await until('the divider dragged', async () => Number(await value()) < before - 40);
    await customer.screenshot(set.shot(`firefox-overlay-${where}`));
    await customer.click('button', 'Done');
    await beside.waitFor({ state: 'detached' });
  });

  test(`what is saved has the marks in it; on a ${where}`, async () => {
    const { agent, customer } = await pair(size);
    await draw(customer, 'Circle', '25,25 75,75');
    await converged(agent, customer, 1);
    await more(customer, 'Save picture');
    /** The color at the top of the circle, in the picture that would be saved. */
    const color = () =>
      until('the picture to save', () =>
        customer.evaluate(async () => {
          const image = document.querySelector<HTMLImageElement>('.save-result[aria-busy=false] img');
          if (!image) return null;
          await image.decode();
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
          const context = canvas.getContext('2d');
          context?.drawImage(image, 0, 0);
          return [...(context?.getImageData(canvas.width / 2, canvas.height / 4, 1, 1).data ?? [])].join();
        }, null),
      );
    const marked = await color();
    await customer.screenshot(set.shot(`firefox-save-${where}`));
    await customer.click('switch', 'With the marks');
    await until('the picture without them', async () => (await color()) !== marked);
    await customer.click('link', 'Download');
    await toast(customer, /photo\.png: your browser saves it/);
  });

  test(`a picture that is taken back is gone; leaving ends with an account; on a ${where}`, async () => {
    const { agent, customer } = await pair(size);
    await customer.choose([set.media.second]);
    await frame(customer, /second.*arrived/);
    await customer.evaluate(() => document.querySelector<HTMLElement>('[role=option]')?.focus(), null);
    await customer.press('Shift+F10');
    await customer.screenshot(set.shot(`firefox-menu-${where}`));
    await customer.click('menuitem', 'Take back…');
    await press(customer, `dialog[open] ${byName('button', 'Take back')}`);
    await until('one picture on both sides', async () => {
      const [one, other] = await Promise.all([look(agent), look(customer)]);
      return one.frames.length === 1 && other.frames.length === 1;
    });
    await customer.click('button', 'Leave');
    await press(customer, `dialog[open] ${byName('button', 'Leave')}`);
    await says(customer, 'main', 'You have left the room');
    await says(customer, 'main', 'second');
    await customer.screenshot(set.shot(`firefox-receipt-${where}`));
    assert.equal(await count(customer, '[role=region][aria-label=Panel]'), 0);
  });
}

test('following shows what the other one has in view, and an own hand ends it', async () => {
  const { agent, customer } = await pair(desk);
  const width = async () => (await look(customer)).picture?.box.width ?? 0;
  const fitted = await width();
  await customer.click('button', 'Follow Giulia');
  await says(customer, '.follow-banner', 'Following Giulia');
  await agent.move(await at(agent, 0.3, 0.3));
  await agent.page.keyboard.down('Control');
  for (let i = 0; i < 4; i++) await agent.page.mouse.wheel(0, -300);
  await agent.page.keyboard.up('Control');
  await until('a nearer view', async () => (await width()) > fitted * 1.5);
  await customer.screenshot(set.shot('firefox-follow'));
  await customer.move({ x: 720, y: 450 });
  await customer.page.mouse.wheel({ deltaX: 60 });
  await until('the end of it', async () => (await count(customer, '.follow-banner')) === 0);
});

test('keys move a picture in the strip, for both, and Undo puts it back', async () => {
  const { agent, customer } = await pair(desk);
  await customer.choose(await named(set.media.second, ['b.jpg', 'c.jpg']));
  await inOrder([agent, customer], 'photo.jpg b.jpg c.jpg');
  await customer.evaluate(() => document.querySelector<HTMLElement>('[role=option]')?.focus(), null);
  await customer.press('Alt+ArrowRight');
  await inOrder([agent, customer], 'b.jpg photo.jpg c.jpg');
  await customer.press('Alt+End');
  await inOrder([agent, customer], 'b.jpg c.jpg photo.jpg');
  await until('the focus to stay with it', () =>
    customer.evaluate(() => document.activeElement?.getAttribute('aria-label')?.startsWith('photo.jpg'), null),
  );
  await customer.press('Control+z');
  await customer.press('Control+z');
  await inOrder([agent, customer], 'photo.jpg b.jpg c.jpg');
});

test('the messages stay at their end when a long draft makes the field grow', async () => {
  const { agent, customer } = await pair(desk);
  await customer.click('button', 'Chat');
  await agent.click('button', /^Chat/);
  for (let i = 1; i <= 8; i++) {
    await agent.fill('Message', `Message ${i}\n${'of many lines\n'.repeat(4)}`);
    await agent.click('button', 'Send');
  }
  await says(customer, '[role=log]', 'Message 8');
  const list = () =>
    customer.evaluate(() => {
      const log = document.querySelector('[role=log]');
      if (!log) throw new Error('no messages');
      const { clientHeight: height, scrollHeight, scrollTop } = log;
      return { height, all: scrollHeight, below: scrollHeight - scrollTop - height };
    }, null);
  const before = await until('more messages than fit, at their end', async () => {
    const now = await list();
    if (now.below > 1 || now.all < now.height + 200) throw new Error(JSON.stringify(now));
    return now;
  });
  // Firefox tells of a scroll a frame later: when it tells that the list went to its very end, the field has grown.
  await customer.evaluate(async () => {
    const log = document.querySelector('[role=log]');
    const field = document.querySelector<HTMLTextAreaElement>('[aria-label="Message"]');
    if (!log || !field) throw new Error('no chat');
    await new Promise((told) => {
      log.addEventListener('scroll', told, { once: true });
      log.scrollTop -= 20;
    });
    log.scrollTop = log.scrollHeight;
    await new Promise((drawn) => requestAnimationFrame(() => scheduler.postTask(() => drawn(null))));
    field.value = 'A draft of many lines. '.repeat(20);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, null);
  await until('a list that is lower, at its end', async () => {
    const now = await list();
    if (now.height > before.height - 50 || now.below > 1) throw new Error(JSON.stringify([before, now]));
    return true;
  });

  // Line by line the field is measured anew each time.
  await customer.click('textbox', 'Message');
  await customer.press('Control+a');
  await customer.press('Delete');
  await until('the list as high as before', async () => (await list()).height === before.height);
  for (let i = 0; i < 4; i++) {
    await customer.type('A line');
    await customer.press('Shift+Enter');
  }
  await until('a list that is lower by lines, at its end', async () => {
    const now = await list();
    if (now.height > before.height - 50 || now.below > 1) throw new Error(JSON.stringify([before, now]));
    return true;
  });
});
