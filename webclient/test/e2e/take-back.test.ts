// What is left of a picture that was taken back, in two browsers: nothing, neither in use nor on disk.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { laptop, type Pair, pairUp } from './pair-up.ts';
import { connected, keeps, showsPicture } from './room.ts';
import { StageSet } from './stage-set.ts';
import { frameOf, named } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

/** Both have the picture, in memory and on disk. */
async function shared(): Promise<Pair> {
  const both = await pairUp(set, { agent: laptop });
  const { agent, customer } = both;
  await customer.choose(await named(set.media.photo, ['shoes.jpg']));
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  // Two people, the picture, which one is shown, and its bytes.
  await Promise.all([keeps(agent, 5), keeps(customer, 5)]);
  return both;
}

async function takeBack(person: ChromiumPerson): Promise<void> {
  await frameOf(person.page, 'shoes.jpg').focus();
  await person.press('Shift+F10');
  await person.page.getByRole('menuitem', { name: 'Take back' }).click();
  await person.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
}

const hasPicture = (person: ChromiumPerson) => frameOf(person.page, 'shoes.jpg').count();

/** Those of the addresses that still show a picture. */
function showing(person: ChromiumPerson, urls: readonly string[]): Promise<string[]> {
  return person.evaluate(async (all) => {
    const shows = async (url: string) => {
      const image = new Image();
      image.src = url;
      return image.decode().then(
        () => [url],
        () => [],
      );
    };
    return (await Promise.all(all.map(shows))).flat();
  }, urls);
}

test('its bytes leave both disks, and no address under which it was shown shows it', async () => {
  const { agent, customer } = await shared();
  const urls = await agent.evaluate(
    () => Array.from(document.querySelectorAll('img'), ({ src }) => src).filter((src) => src.startsWith('blob:')),
    null,
  );
  assert.ok(urls.length > 0);
  assert.deepEqual(await showing(agent, urls), urls);
  await takeBack(customer);
  await until('it is gone', async () => (await hasPicture(agent)) === 0);
  await Promise.all([keeps(agent, 4), keeps(customer, 4)]);
  assert.deepEqual(await showing(agent, urls), []);
});

test('both reload at once: it does not come back', async () => {
  const { agent, customer } = await shared();
  await takeBack(customer);
  await until('it is gone', async () => (await hasPicture(agent)) === 0);
  await Promise.all([keeps(agent, 4), keeps(customer, 4)]);
  await Promise.all([agent.reload(), customer.reload()]);
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  assert.deepEqual([await hasPicture(agent), await hasPicture(customer)], [0, 0]);
});

test('a page that is closed when it happens learns of it when it is back', async () => {
  const { agent, customer } = await shared();
  const address = await agent.evaluate(() => location.href, null);
  await agent.page.goto('about:blank');
  await takeBack(customer);
  await keeps(customer, 4);
  await agent.page.goto(address);
  await until(
    'it is gone',
    async () => (await agent.page.getByRole('region').count()) > 0 && (await hasPicture(agent)) === 0,
  );
  await keeps(agent, 4);
});
