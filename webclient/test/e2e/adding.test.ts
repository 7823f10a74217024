// Many files at once: what was refused is told once and by name, and the rest can be canceled.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { laptop, pairUp } from './pair-up.ts';
import { look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { frames, inOrder, named, order } from './strip.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

test('fifteen broken files and two good ones: one toast names them all, with each reason', async () => {
  const { agent, customer } = await pairUp(set, { agent: laptop });
  const { media } = set;
  const bad = [
    ...(await named(
      media.damaged,
      Array.from({ length: 11 }, (_, i) => `torn-${i}.jpg`),
    )),
    ...(await named(media.heic, ['a.heic', 'b.heic'])),
    ...(await named(media.text, ['video.mp4'])),
    ...(await named(media.svg, ['plan.svg'])),
  ];
  const [first = '', second = ''] = await named(media.photo, ['sofa.jpg', 'table.jpg']);
  await customer.choose([first, ...bad, second]);
  const told = await until(
    'the toast of what was refused',
    async () => (await look(customer)).toasts.find((text) => text.includes('15 files couldn’t be added')),
    60_000,
  );
  for (const file of bad) assert.ok(told.includes(file.split('/').at(-1) ?? ''), `${file} in ${told}`);
  for (const reason of [/damaged\. Try the original/, /a\.heic, b\.heic: HEIC/, /not a picture/, /plan\.svg: SVG/]) {
    assert.match(told, reason);
  }
  assert.match(told, /Removed from sofa\.jpg, table\.jpg: location/);
  const { toasts } = await look(customer);
  assert.equal(toasts.filter((text) => /couldn’t|Removed|damaged/.test(text)).length, 1, toasts.join('\n'));
  await customer.page.screenshot({ path: set.shot('refused-phone') });
  await inOrder([agent, customer], 'sofa.jpg table.jpg');
});

test('canceled half way through twelve, the other sees what was kept, and no more comes', async () => {
  const { agent, customer } = await pairUp(set, { agent: laptop });
  const names = Array.from({ length: 12 }, (_, i) => `${String.fromCharCode(97 + i)}.jpg`);
  await customer.choose(await named(set.media.photo, names));
  const cancel = customer.page.getByRole('button', { name: 'Cancel adding' });
  await cancel.waitFor();
  await customer.page.getByText(/^Adding \d+ of 12$/).waitFor();
  // Of all that live regions hold, one tells of it, and of all twelve.
  const said = () =>
    customer.page
      .getByRole('status')
      .allTextContents()
      .then((all) => all.filter((text) => text.includes('Adding')));
  await until('it to be said once', async () => (await said()).join() === 'Adding 12 pictures');
  await until('half of them', async () => (await frames(customer.page).count()) >= 4);
  await customer.page.screenshot({ path: set.shot('adding-phone') });
  await cancel.click();
  await cancel.waitFor({ state: 'detached' });
  await toast(customer, /Removed from a\.jpg, b\.jpg \+ \d+: location/);
  const kept = await order(customer);
  const count = kept.split(' ').length;
  assert.ok(count >= 4 && count < 12, `${count} of 12`);
  assert.equal(kept, names.slice(0, count).join(' '));
  await inOrder([agent], kept);
  await showsPicture(agent, 1200, 800);
  // What is added after it comes next: nothing of the rest was only late.
  await customer.choose(await named(set.media.second, ['after.jpg']));
  await inOrder([agent, customer], `${kept} after.jpg`);
});
