import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { desk, pairUp, phone } from './pair-up.ts';
import { at, draw, enter, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const chat = ({ page }: ChromiumPerson): Locator => page.getByRole('complementary', { name: 'Chat' });
const field = (person: ChromiumPerson): Locator => chat(person).getByRole('textbox', { name: 'Message' });
const button = ({ page }: ChromiumPerson, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

async function open(person: ChromiumPerson): Promise<void> {
  await button(person, /^Chat/).click();
  await field(person).waitFor();
}

async function say(person: ChromiumPerson, text: string): Promise<void> {
  await field(person).fill(text);
  await button(person, 'Send').click();
  await sees(person, text);
}

/** Waits for a message of which this is a part. */
async function sees(person: ChromiumPerson, text: string | RegExp): Promise<Locator> {
  const message = chat(person).getByRole('article').filter({ hasText: text }).last();
  await message.waitFor();
  return message;
}

const focused = ({ page }: ChromiumPerson) =>
  page.evaluate(() => {
    const it = document.activeElement;
    return it?.getAttribute('aria-label') ?? it?.textContent?.trim() ?? '';
  });

/** As a browser does when another tab comes before the page. */
function hide({ page }: ChromiumPerson, hidden: boolean): Promise<void> {
  return page.evaluate((now) => {
    Object.defineProperty(document, 'hidden', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('both write; what is new is told, counted, and read', async () => {
  const { agent, customer } = await pairUp(set);
  await open(agent);
  assert.equal(await focused(agent), 'Message', 'one writes at once');
  await agent.type('Good morning Lucia!');
  await agent.press('Enter');
  await sees(agent, 'Good morning Lucia!');
  assert.equal(await field(agent).inputValue(), '');

  assert.match(await toast(customer, /Good morning/), /Giulia: Good morning Lucia!/);
  await button(customer, 'Chat, 1 new message').waitFor();
  await button(customer, 'Read').click();
  await sees(customer, 'Good morning Lucia!');
  await button(customer, 'Chat').waitFor();
  await until('the toast to go', async () => !(await look(customer)).toasts.some((text) => text.includes('Giulia:')));

  await say(customer, 'Hi! Does it come in blue?');
  const told = await sees(agent, 'Does it come in blue?');
  assert.equal(await told.textContent(), 'Lucia: Hi! Does it come in blue?', 'read aloud it says whose it is');
  await button(agent, 'Chat').waitFor();
  assert.deepEqual(
    (await look(agent)).toasts.filter((text) => text.includes('blue')),
    [],
    'an open chat needs no toast',
  );
  await agent.screenshot(set.shot('chat-desk'));
  await customer.screenshot(set.shot('chat-phone'));
});

test('while the page is hidden its title counts; what comes then is read when it is seen', async () => {
  const { agent, customer } = await pairUp(set);
  await open(agent);
  await open(customer);
  await hide(agent, true);
  await say(customer, 'One');
  await say(customer, 'Two');
  await until('the title', async () => (await agent.page.title()) === '(2) Coviewer');
  await hide(agent, false);
  await until('the title as it was', async () => (await agent.page.title()) === 'Coviewer');
  await button(agent, 'Chat').waitFor();
});

test('who writes is told of, and no longer once it is said', async () => {
  const { agent, customer } = await pairUp(set);
  await Promise.all([open(agent), open(customer)]);
  await field(customer).pressSequentially('I am look');
  await chat(agent).getByText('Lucia is writing…').waitFor();
  await agent.screenshot(set.shot('chat-writing'));
  await button(customer, 'Send').click();
  await sees(agent, 'I am look');
  await chat(agent).getByText('Lucia is writing…').waitFor({ state: 'detached' });
  await field(customer).pressSequentially('more');
  await chat(agent).getByText('Lucia is writing…').waitFor();
  await field(customer).fill('');
  await chat(agent).getByText('Lucia is writing…').waitFor({ state: 'detached' });
});

test('a message points at a picture or a mark, leads there, and says so when it is gone', async () => {
  const { agent, customer } = await pairUp(set);
  await agent.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  await draw(customer, 'Circle', '50,30 80,70');
  await until('the circle at the agent', async () => (await look(agent)).marks.length === 1);
  await open(agent);
  await button(agent, 'Point at this picture').click();
  assert.equal(await focused(agent), 'Message');
  await agent.type('This one is in stock');
  await agent.press('Enter');
  const [, shortPhoto] = /^(.*?), by/.exec((await look(agent)).frames[0] ?? '') ?? [];
  assert.ok(shortPhoto);

  // The circle is selected as soon as it is drawn.
  await open(customer);
  await button(customer, 'Point at this mark').click();
  await chat(customer).getByText('Circle by Lucia').waitFor();
  await customer.screenshot(set.shot('chat-pointing-phone'));
  await say(customer, 'What is this?');
  const asked = await sees(agent, 'What is this?');
  const way = asked.getByRole('button', { name: 'Circle by Lucia' });
  await way.waitFor();
  await agent.screenshot(set.shot('chat-pointing-desk'));

  await agent.choose([set.media.second]);
  await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
  await way.click();
  await showsPicture(agent, 1200, 800);
  await showsPicture(customer, 1200, 800);
  await until('the focus on the circle', async () => (await focused(agent)).startsWith('Circle by Lucia'));
  await until('the picture that the other message points at', async () =>
    (await sees(customer, 'in stock')).getByRole('button', { name: shortPhoto }).isVisible(),
  );

  await button(customer, 'Undo').click();
  await asked.getByRole('button', { name: 'This mark has been deleted' }).waitFor();
});

test('a link shows whose page it is, and nothing else becomes a link', async () => {
  const { agent, customer } = await pairUp(set);
  await Promise.all([open(agent), open(customer)]);
  await say(customer, 'https://bank.example@evil.example/x and javascript:alert(1), (https://shop.example/sofa).');
  const message = await sees(agent, 'javascript');
  const links = await message.getByRole('link').evaluateAll((all) =>
    all.map((a) => ({
      href: a.getAttribute('href'),
      rel: a.getAttribute('rel'),
      target: a.getAttribute('target'),
      host: a.querySelector('strong')?.textContent,
      text: a.textContent,
    })),
  );
  const safe = { rel: 'noopener noreferrer nofollow', target: '_blank' };
  const [evil, sofa] = ['https://bank.example@evil.example/x', 'https://shop.example/sofa'];
  assert.deepEqual(links, [
    { href: evil, ...safe, host: 'evil.example', text: evil },
    { href: sofa, ...safe, host: 'shop.example', text: sofa },
  ]);
});

test('with the keyboard alone: open, write, two lines, read back, copy, delete, put back, close', async () => {
  const { agent, customer } = await pairUp(set);
  const { page } = agent;
  await page.getByRole('region', { name: 'Panel' }).focus();
  await agent.press('/');
  await until('the field', async () => (await focused(agent)) === 'Message');
  await agent.type('first');
  await agent.press('Shift+Enter');
  await agent.type('second');
  assert.equal(await field(agent).inputValue(), 'first\nsecond');
  await agent.press('Enter');
  await agent.type('third');
  await agent.press('Enter');
  await sees(agent, 'third');
  await open(customer);
  await sees(customer, 'third');

  await agent.press('Shift+Tab'); // the newest message
  assert.equal(await focused(agent), 'You: third');
  await agent.press('ArrowUp');
  assert.equal(await focused(agent), 'You: first\nsecond');
  await agent.press('Tab');
  await agent.press('Enter');
  await toast(agent, /Text copied/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'first\nsecond');
  await agent.press('Tab');
  assert.equal(await focused(agent), 'Delete message');
  await agent.press('Enter');
  await until('the way back', async () => (await focused(agent)) === 'Undo');
  await until('it to be gone there', async () => (await chat(customer).getByText('first').count()) === 0);
  await agent.press('Enter');
  await sees(customer, 'first');

  await agent.press('Escape');
  await until('the panel', async () => (await focused(agent)).startsWith('Panel'));
  assert.equal(await chat(agent).count(), 0);
  assert.deepEqual([...agent.errors, ...customer.errors], []);
});

test('a draft waits while the chat is closed, and is not lost by being too long', async () => {
  const { agent } = await pairUp(set);
  await open(agent);
  await field(agent).fill('x'.repeat(2_003));
  await chat(agent).getByText('3 characters too many').waitFor();
  assert.equal(await button(agent, 'Send').isDisabled(), true);
  await agent.press('Enter');
  assert.equal((await field(agent).inputValue()).length, 2_003);
  await agent.press('Escape');
  await open(agent);
  assert.equal((await field(agent).inputValue()).length, 2_003);
  await agent.press('End');
  for (let i = 0; i < 3; i++) await agent.press('Backspace');
  await chat(agent).getByText('0 characters left').waitFor();
});

test('on a phone the picture stays in view, and is panned, drawn on and tapped with the chat open', async () => {
  const { agent, customer } = await pairUp(set);
  await agent.choose([set.media.photo]);
  await showsPicture(customer, 1200, 800);
  await open(customer);
  const sheet = await until('the sheet in its place', async () => {
    const box = await chat(customer).boundingBox();
    return box && Math.round(box.y + box.height) === phone.height ? box : null;
  });
  assert.ok(sheet.height <= 0.6 * (phone.height ?? 0) + 1, `${sheet.height} px`);
  const picture = await until('the whole picture above it', async () => {
    const now = (await look(customer)).picture;
    return now && now.box.y + now.box.height <= sheet.y ? now : null;
  });
  assert.ok(picture.box.height > 100);
  await customer.page.keyboard.type('one');
  await customer.press('Enter');
  assert.equal(await field(customer).inputValue(), 'one\n', 'a finger has a button to send');

  await draw(customer, 'Circle', '20,70 50,95'); // below what toasts may cover
  await until('the circle there', async () => (await look(agent)).marks.length === 1);
  assert.equal(await chat(customer).count(), 1);
  const [a, b] = [await at(customer, 0.97, 0.5), await at(customer, 0.97, 0.9)];
  await customer.drag([a, b]);
  assert.equal(await chat(customer).count(), 1, 'a drag is for the picture');
  const free = await at(customer, 0.97, 0.6);
  await customer.tap(free);
  await chat(customer).waitFor({ state: 'detached' });

  await open(customer);
  const grip = await customer.page.locator('.column > .sheet-head').boundingBox();
  assert.ok(grip);
  const from = { x: grip.x + 60, y: grip.y + 10 };
  await customer.drag([from, { x: from.x, y: from.y + 160 }]);
  await chat(customer).waitFor({ state: 'detached' });
});

test('a long chat opens at its end, or at the first of what is new, and stays where one reads', async () => {
  const { agent, customer } = await pairUp(set);
  await Promise.all([open(agent), open(customer)]);
  for (let i = 1; i <= 12; i++) await say(agent, `Message ${i}\nof two lines`);
  await (await sees(customer, 'Message 12')).waitFor();
  const inView = (text: string) =>
    chat(customer)
      .getByText(text)
      .evaluate((it) => {
        const [box, list] = [it.getBoundingClientRect(), it.closest('[role=log]')?.getBoundingClientRect()];
        return list !== undefined && box.top >= list.top - 1 && box.bottom <= list.bottom + 1;
      });
  await until('the newest in view', () => inView('Message 12'));
  await customer.press('Escape');
  await open(customer);
  await until('the newest in view again', () => inView('Message 12'));

  await customer.press('Escape');
  for (let i = 13; i <= 24; i++) await say(agent, `Message ${i}\nof two lines`);
  await button(customer, 'Chat, 12 new messages').click();
  await until('the first new one in view', () => inView('Message 13'));
  await button(customer, /new messages?$/)
    .last()
    .click();
  await until('the newest in view at last', () => inView('Message 24'));
  await button(customer, 'Chat').waitFor();
});

test('a photo that is pasted into the field goes to the panel', async () => {
  const { agent, customer } = await pairUp(set);
  await open(agent);
  await field(agent).evaluate(async (element) => {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    canvas.getContext('2d')?.fillRect(0, 0, 64, 48);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    const data = new DataTransfer();
    data.items.add(new File([png ?? ''], 'sofa.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await showsPicture(customer, 64, 48);
});

test('alone one is told who will read it, and so it is', async () => {
  const { link } = newLink(set.service.url);
  const agent = await set.chromium(desk);
  await enter(agent, link, 'Giulia');
  await open(agent);
  await chat(agent).getByText('Nobody else is connected right now').waitFor();
  await agent.screenshot(set.shot('chat-alone'));
  await say(agent, 'Welcome!');
  const customer = await set.chromium(phone);
  await enter(customer, link, 'Lucia');
  await button(customer, 'Chat, 1 new message').waitFor();
  await chat(agent).getByText('Nobody else is connected right now').waitFor({ state: 'detached' });
  await customer.reload();
  await button(customer, 'Chat, 1 new message').waitFor();
  await open(customer);
  await sees(customer, 'Welcome!');
  await button(customer, 'Chat').waitFor();
  await customer.reload();
  await button(customer, 'Chat').waitFor();
});
