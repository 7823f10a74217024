import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { connected, converged, draw, enter, frame, inRoom, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

test('Chromium with Firefox: photo, drawing, undo, reload', async () => {
  const { link } = newLink(set.service.url);
  const [agent, customer] = [await set.chromium(), await set.firefox()];
  await enter(agent, link, 'Giulia');
  await enter(customer, link, 'Lucia');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await customer.choose([set.media.photo]);
  await toast(customer, /location/i);
  await showsPicture(agent, 1200, 800);
  await frame(customer, /arrived/);
  await agent.choose([set.media.second]);
  await frame(agent, /arrived/);
  await Promise.all([draw(agent, 'Arrow', '10,10 30,40'), draw(customer, 'Pen', '50,30 60,50 80,70')]);
  const before = await converged(agent, customer, 2);
  await customer.click('button', 'Undo');
  await converged(agent, customer, 1);
  await customer.click('button', 'Redo');
  assert.deepEqual((await converged(agent, customer, 2)).marks, before.marks);
  await customer.reload();
  await until('the room after a reload', () => inRoom(customer));
  assert.deepEqual((await converged(agent, customer, 2)).marks, before.marks);
  await customer.screenshot(set.shot('firefox'));
});
