import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { meet } from './pair-up.ts';
import { converged, draw, frame, inRoom, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

test('Chromium with Firefox: photo, drawing, undo, reload', async () => {
  const { agent, customer } = await meet(set, await set.chromium(), await set.firefox());
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
