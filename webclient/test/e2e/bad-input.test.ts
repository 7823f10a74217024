import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { laptop, pairUp } from './pair-up.ts';
import { converged, draw, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

test('what is no picture gets a clear message and harms nothing', async () => {
  const { agent, customer } = await pairUp(set, { agent: laptop, customer: laptop });
  await agent.choose([set.media.second]);
  await showsPicture(customer, 1600, 1000);
  await draw(agent, 'Arrow', '10,10 30,40');
  await converged(agent, customer, 1);
  const rows: [string, RegExp][] = [
    [set.media.heic, /HEIC picture.*Save it as JPEG/],
    [set.media.svg, /SVG drawing.*PNG/],
    [set.media.text, /not a picture/],
    [set.media.damaged, /damaged/],
    [set.media.bomb, /too many pixels.*64 megapixels/],
  ];
  for (const [file, message] of rows) {
    await customer.choose([file]);
    await toast(customer, message);
  }
  const seen = await converged(agent, customer, 1);
  assert.equal(seen.frames.length, 1, 'a bad file became a picture');
  assert.equal((await look(customer)).connection, 'direct');
});

test('a link that is not right says what is wrong with it', async () => {
  const { link, room, secret } = newLink(set.service.url);
  const other = newLink(set.service.url);
  const rows: [string, string, RegExp][] = [
    ['without its secret', link.split('#')[0] ?? '', /second half of the link is missing/],
    ['cut off', link.slice(0, -3), /damaged|not complete/],
    ['a changed secret', `${set.service.url}/r/${room}#${other.secret}`, /don’t belong together/],
    ['no room at all', `${set.service.url}/r/short#${secret}`, /not complete/],
    ['nothing there', `${set.service.url}/nothing`, /nothing here/],
  ];
  for (const [what, address, message] of rows) {
    const person = await set.chromium();
    await person.open(address);
    await until(
      `the page for a link ${what}`,
      async () => message.test((await person.page.textContent('body')) ?? '') || null,
    );
  }
});

test('the service may die and come back: the panel goes on', async () => {
  const { agent, customer } = await pairUp(set, { agent: laptop, customer: laptop });
  await agent.choose([set.media.second]);
  await showsPicture(customer, 1600, 1000);
  // The last code of the panel is fetched once it is open; the button of the chat comes when all of it is there.
  await Promise.all([agent, customer].map(({ page }) => page.getByRole('button', { name: 'Chat' }).waitFor()));
  set.service.process.kill('SIGKILL');
  await until('the service to be gone', () => set.service.process.signalCode !== null);
  await draw(agent, 'Arrow', '10,10 30,40');
  await draw(customer, 'Circle', '50,30 80,70');
  await converged(agent, customer, 2);
});
