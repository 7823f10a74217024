import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { laptop, pairUp } from './pair-up.ts';
import type { Person } from './person.ts';
import { connected, converged, draw, enter, frame, inRoom, keeps, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

const pair = () => pairUp(set, { agent: laptop, customer: { width: 390, height: 780, touch: true } });

test('a new room, its link copied, opened by somebody else', async () => {
  const agent = await set.chromium();
  await agent.open(set.service.url);
  await agent.click('button', 'New room');
  await until('the lobby', () => agent.evaluate(() => location.pathname.startsWith('/r/'), null));
  assert.equal(await agent.evaluate(() => location.hash, null), '', 'the secret stays in the address bar');
  await agent.fill('Your name', 'Giulia');
  await agent.click('button', 'Join');
  await until('the room', () => inRoom(agent));
  await agent.click('button', 'Invite somebody');
  await agent.page.getByRole('region', { name: 'Invite somebody' }).getByRole('button', { name: 'Copy link' }).click();
  const link = await until('the link in the clipboard', () =>
    agent.evaluate(() => navigator.clipboard.readText(), null),
  );
  assert.match(link, /\/r\/[\w-]{22}#[\w-]{22}$/);
  const customer = await set.chromium();
  await enter(customer, link, 'Lucia');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
});

test('nothing is opened before Join', async () => {
  const person = await set.chromium();
  const opened: string[] = [];
  person.page.on('websocket', (socket) => opened.push(socket.url()));
  await person.open(newLink(set.service.url).link);
  await person.fill('Your name', 'Lucia');
  assert.deepEqual(opened, []);
  assert.deepEqual(
    await person.evaluate(
      () => performance.getEntriesByType('resource').filter((r) => !r.name.startsWith(origin)),
      null,
    ),
    [],
    'the page loads from another host',
  );
  await person.click('button', 'Join');
  await until('the socket', () => opened.length > 0);
});

test('both see the same four matching words', async () => {
  const { agent, customer } = await pair();
  const words = async (person: Person): Promise<string> => {
    await person.click('button', /^People/);
    return until('four words', () =>
      person.evaluate(() => {
        const said = document.querySelector('.words')?.textContent?.match(/[a-z]+/g) ?? [];
        return said.length === 4 ? said.join(' ') : null;
      }, null),
    );
  };
  assert.equal(await words(agent), await words(customer));
});

test('a photo turns upright, is cleaned, and arrives', async () => {
  const { agent, customer } = await pair();
  await customer.choose([set.media.photo]);
  await toast(customer, /location/i);
  await showsPicture(agent, 1200, 800);
  await frame(customer, /arrived/);
  // Left half red, right half blue: the stored picture lies on its side.
  const colors = await agent.evaluate(() => {
    const image = document.querySelector<HTMLImageElement>('[role=region] img.stage-image');
    const canvas = document.createElement('canvas');
    canvas.width = 100;
    canvas.height = 10;
    const c = canvas.getContext('2d');
    if (!image || !c) return null;
    c.drawImage(image, 0, 0, 100, 10);
    const [left, right] = [c.getImageData(20, 5, 1, 1).data, c.getImageData(80, 5, 1, 1).data];
    return { left: (left[0] ?? 0) > (left[2] ?? 0), right: (right[2] ?? 0) > (right[0] ?? 0) };
  }, null);
  assert.deepEqual(colors, { left: true, right: true });
});

test('both draw at the same moment, converge, and undo only their own', async () => {
  const { agent, customer } = await pair();
  await agent.choose([set.media.second]);
  await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
  await Promise.all([draw(agent, 'Arrow', '10,10 30,40'), draw(customer, 'Circle', '50,30 80,70')]);
  await converged(agent, customer, 2);
  await Promise.all([draw(agent, 'Pen', '20,80 30,70 40,80 50,70'), draw(customer, 'Pen', '60,20 70,10 80,20')]);
  const before = await converged(agent, customer, 4);
  assert.deepEqual(before.marks.map((m) => m.name.replace(/,.*/, '')).sort(), [
    'Arrow by Giulia',
    'Circle by Lucia',
    'Drawing by Giulia',
    'Drawing by Lucia',
  ]);
  await customer.click('button', 'Undo');
  await customer.click('button', 'Undo');
  const after = await converged(agent, customer, 2);
  assert.ok(
    after.marks.every((m) => m.name.includes('Giulia')),
    `Lucia undid something of Giulia's: ${JSON.stringify(after.marks)}`,
  );
  await customer.press('Control+Shift+Z');
  await customer.press('Control+Shift+Z');
  const redone = await converged(agent, customer, 4);
  assert.deepEqual(redone.marks, before.marks);
  await agent.screenshot(set.shot('draw-agent'));
  await customer.screenshot(set.shot('draw-customer'));
});

test("each sees the other's pointer, with its name", async () => {
  const { agent, customer } = await pair();
  await agent.choose([set.media.second]);
  const { picture } = await showsPicture(customer, 1600, 1000);
  await showsPicture(agent, 1600, 1000);
  assert.ok(picture);
  await until("Lucia's pointer", async () => {
    const { picture: mine } = await look(customer);
    if (mine) await customer.move({ x: mine.box.x + mine.box.width / 2, y: mine.box.y + mine.box.height / 2 });
    return agent.evaluate(
      () => [...document.querySelectorAll('.cursor:not(.cursor-away)')].some((c) => c.textContent?.includes('Lucia')),
      null,
    );
  });
});

test('either may reload and finds the panel as it was', async () => {
  const { agent, customer } = await pair();
  await agent.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  await draw(agent, 'Arrow', '10,10 30,40');
  await draw(customer, 'Circle', '50,30 80,70');
  const before = await converged(agent, customer, 2);
  for (const person of [customer, agent]) {
    await person.reload();
    await until('the room after a reload', () => inRoom(person));
    await showsPicture(person, 1200, 800);
    await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
    assert.deepEqual((await converged(agent, customer, 2)).marks, before.marks);
  }
  await draw(customer, 'Circle', '20,20 60,60');
  await converged(agent, customer, 3);
});

test('both reload at once: the panel was kept on the devices', async () => {
  const { agent, customer } = await pair();
  await agent.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  await frame(agent, /arrived/);
  // Two people, the picture, which one is shown, and its bytes.
  await Promise.all([keeps(agent, 5), keeps(customer, 5)]);
  await draw(agent, 'Arrow', '10,10 30,40');
  const before = await converged(agent, customer, 1);
  await Promise.all([keeps(agent, 6), keeps(customer, 6)]);
  await Promise.all([agent.reload(), customer.reload()]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  assert.deepEqual((await converged(agent, customer, 1)).marks, before.marks);
});

test('a third person is told that the room is full', async () => {
  const { agent, customer, link } = await pair();
  const third = await set.chromium();
  await third.open(link);
  await third.fill('Your name', 'Nosy');
  await third.click('button', 'Join');
  await until('the words', () => third.evaluate(() => document.body.textContent?.includes('This room is full'), null));
  assert.equal((await look(agent)).connection, 'direct');
  assert.equal((await look(customer)).connection, 'direct');
});

test('no page had an error', async () => {
  const { agent, customer } = await pair();
  await agent.choose([set.media.photo]);
  await showsPicture(customer, 1200, 800);
  assert.deepEqual([...agent.errors, ...customer.errors], []);
});
