// Coming and going: who is there before one joins, the link while nobody has come, leaving with an account of what was
// shared, and a room that is closed for both.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { laptop, pairUp, phone } from './pair-up.ts';
import { Recorder } from './recorder.ts';
import { connected, draw, enter, frame, inRoom, keeps, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
let recorder = new Recorder();
afterEach(async () => {
  await set.dismiss();
  recorder.close();
  recorder = new Recorder();
});

function says(person: ChromiumPerson, text: string | RegExp): Promise<true> {
  const found = person.page.getByText(text).filter({ visible: true }).first();
  return until(`the words ${text}`, async () => (await found.isVisible()) || null);
}

const pair = () => pairUp(set, { agent: laptop });

/** A press on Leave, and on what the question offers. */
async function leave(person: ChromiumPerson, choice: string): Promise<void> {
  await person.click('button', 'Leave');
  await person.page.getByRole('dialog').getByRole('button', { name: choice, exact: true }).click();
}

async function openReceipt(person: ChromiumPerson): Promise<string> {
  await person.page.locator('.tool[popovertarget="more-tools"]').click();
  await person.page.getByRole('button', { name: 'What I shared', exact: true }).click();
  const text = await person.page.locator('#receipt').innerText();
  await person.press('Escape');
  return text;
}

test('the lobby tells who is there, while one waits in it too, and that the room is full', async () => {
  const { link } = newLink(set.service.url);
  const [agent, customer, third] = [await set.chromium(), await set.chromium(phone), await set.chromium()];
  await Promise.all([agent.open(link), customer.open(link)]);
  await Promise.all([says(agent, 'You are the first'), says(customer, 'You are the first')]);
  await enter(agent, link, 'Giulia');
  await says(customer, 'Somebody is there already');
  await enter(customer, link, 'Lucia');
  await third.open(link);
  await says(third, /The room is full right now/);
  assert.equal(await third.page.getByRole('button', { name: 'Join' }).isEnabled(), true);
});

test('the page of a room knows who is there before its code has asked', async () => {
  const { link } = newLink(set.service.url);
  const agent = await set.chromium();
  await enter(agent, link, 'Giulia');
  const customer = await set.chromium();
  await customer.page.route('**/people', (route) => route.abort());
  await customer.open(link);
  await says(customer, 'Somebody is there already');
});

test('a name is remembered', async () => {
  const person = await set.chromium();
  await enter(person, newLink(set.service.url).link, 'Giulia');
  await person.open('about:blank');
  await person.open(newLink(set.service.url).link);
  await until('the name', async () => (await person.page.getByLabel('Your name').inputValue()) === 'Giulia');
});

test('while nobody has come the link is at hand; then the note goes, and the one who came is named', async () => {
  const { link } = newLink(set.service.url);
  const agent = await set.chromium();
  await enter(agent, link, 'Giulia');
  await says(agent, 'Nobody else is here yet. Whoever opens the link joins you.');
  await agent.click('button', 'Copy link');
  await until('the link', async () => (await agent.evaluate(() => navigator.clipboard.readText(), null)) === link);
  await agent.click('button', 'Show QR code');
  await agent.page.getByRole('img', { name: /QR code/ }).waitFor();
  await agent.press('Escape');
  await agent.click('switch', 'Sound when somebody comes');
  const customer = await set.chromium(phone);
  await enter(customer, link, 'Lucia');
  await toast(agent, /Lucia is here/);
  await until('the note to go', async () => (await agent.page.locator('.note').count()) === 0);
  await leave(customer, 'Leave');
  await toast(agent, /Lucia has left/);
  await says(agent, /Lucia has left and can come back with the same link/);
  await until('one word about her', async () => {
    const told = (await look(agent)).toasts.filter((text) => text.includes('Lucia'));
    return told.length <= 1;
  });
});

test('leaving wipes the device, says so, and lists what had left it', async () => {
  const { agent, customer } = await pair();
  await customer.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  await frame(customer, /arrived/);
  await draw(customer, 'Arrow', '10,10 60,60');
  const open = await until('the mark in the account', async () => {
    const text = await openReceipt(customer);
    return text.includes('1 mark') ? text : null;
  });
  assert.match(open, /arrived at: Giulia/);
  assert.match(await openReceipt(agent), /No picture of yours/);
  await leave(customer, 'Leave');
  await says(customer, 'You have left the room');
  await says(customer, 'What this device kept of the panel has been wiped.');
  await keeps(customer, 0);
  const account = await customer.page.locator('.receipt').innerText();
  for (const part of [/photo.*\.jpg/, /arrived at: Giulia/, /removed before: .*location/, /1 mark/, /Your name: Lucia/])
    assert.match(account, part);
  await customer.click('button', 'Copy list');
  const copied = await until('the list in the clipboard', () =>
    customer.evaluate(() => navigator.clipboard.readText(), null),
  );
  assert.match(copied, /arrived at: Giulia/);
  const download = customer.page.waitForEvent('download');
  await customer.click('button', 'Save as text');
  assert.match((await download).suggestedFilename(), /\.txt$/);
  await customer.screenshot(set.shot('going-left'));
});

test('who left comes back by the same page, and a reload stays in the room', async () => {
  const { agent, customer } = await pair();
  await leave(customer, 'Leave');
  await says(customer, 'You have left the room');
  await customer.click('button', 'Join again');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await customer.reload();
  await until('the room', () => inRoom(customer));
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
});

test('a device that cannot be wiped is not said to have been', async () => {
  const { link } = newLink(set.service.url);
  const person = await set.chromium();
  await enter(person, link, 'Giulia');
  await keeps(person, 1); // what there is to wipe
  await person.evaluate(() => {
    IDBObjectStore.prototype.delete = () => {
      throw new DOMException('broken', 'UnknownError');
    };
  }, null);
  await leave(person, 'Leave');
  await says(person, /This device could not be wiped/);
  assert.equal(await person.page.getByText('has been wiped').count(), 0);
});

test('closing the room ends it for both, and its link is spent', async () => {
  const { agent, customer, link } = await pair();
  await agent.choose([set.media.second]);
  await showsPicture(customer, 1600, 1000);
  await leave(agent, 'Close the room for both…');
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  assert.equal((await look(customer)).connection, 'direct', 'asked, and not done');
  await leave(agent, 'Close the room for both…');
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Close for both' }).click();
  await Promise.all([says(agent, 'You have closed the room'), says(customer, 'The room has been closed')]);
  for (const person of [agent, customer]) {
    await says(person, 'What this device kept of the panel has been wiped.');
    await keeps(person, 0);
  }
  const third = await set.chromium();
  await third.open(link);
  await says(third, 'This link has been used up');
  await customer.open(link);
  await says(customer, 'This link has been used up');
  await customer.click('button', 'New room');
  await says(customer, 'You are the first');
});

test('without the service it is said what is kept, and it goes on by itself', async () => {
  const origin = `http://127.0.0.1:${await recorder.tcp(Number(new URL(set.service.url).port))}`;
  const person = await set.chromium(phone);
  await enter(person, newLink(origin).link, 'Giulia');
  await says(person, /Nobody else is here yet/);
  recorder.hangUp();
  await says(person, /No connection to the service: check your internet. Your panel is kept on this device/);
  assert.equal((await look(person)).connection, 'offline');
  recorder.pickUp();
  await until('the connection', async () => (await look(person)).connection === 'waiting', 40_000);
  await until(
    'the note to go',
    async () => (await person.page.getByText(/No connection to the service/).count()) === 0,
  );
});
