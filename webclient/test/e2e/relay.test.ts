import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { connected, converged, draw, enter, frame, showsPicture } from './room.ts';
import { StageSet } from './stage-set.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

test('who hides the network address goes through the relay, and all works the same', async () => {
  const { link } = newLink(set.service.url);
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  await enter(agent, link, 'Giulia', { hide: true });
  await enter(customer, link, 'Lucia', { hide: true });
  await Promise.all([connected(agent, 'relayed'), connected(customer, 'relayed')]);
  await customer.choose([set.media.photo]);
  await showsPicture(agent, 1200, 800);
  await frame(customer, /arrived/);
  await Promise.all([draw(agent, 'Arrow', '10,10 30,40'), draw(customer, 'Circle', '50,30 80,70')]);
  await converged(agent, customer, 2);
});

test('it is enough that one of the two hides', async () => {
  const { link } = newLink(set.service.url);
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  await enter(agent, link, 'Giulia');
  await enter(customer, link, 'Lucia', { hide: true });
  await Promise.all([connected(agent, 'relayed'), connected(customer, 'relayed')]);
});
