import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { meet, phone } from './pair-up.ts';
import type { Person, PersonOptions } from './person.ts';
import { enter, frame, look } from './room.ts';
import {
  answer,
  colorAt,
  field,
  gone,
  live,
  near,
  onStill,
  openSnap,
  shows,
  type WatchedWindow,
} from './snap-screen.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

for (const browser of ['chromium', 'firefox'] as const) {
  test(`${browser}: a still is cropped and blacked out, and only then seen by the other`, async () => {
    const { agent, customer } = await meet(set, await set[browser](), await set.chromium());
    await answer(agent, 'still');
    await openSnap(agent, 'More');
    await agent.click('button', 'Choose…');
    await shows(agent, '.snap-canvas canvas');
    assert.equal(await live(agent), 0, 'the stream has ended before the still is seen');
    await agent.evaluate(() => (window as unknown as WatchedWindow).watched.sent.splice(0), null);

    // By fields: the right three quarters are kept. By pointer: a box over the secret. A second one is undone.
    await field(agent, 'Left', '300');
    await agent.click('button', 'Black out');
    await agent.drag([await onStill(agent, 0.64, 0.2), await onStill(agent, 0.78, 0.42)]);
    await agent.drag([await onStill(agent, 0.3, 0.6), await onStill(agent, 0.9, 0.9)]);
    await until('two boxes', () => agent.evaluate(() => document.querySelectorAll('.snap-box').length === 2, null));
    await agent.press('Control+z');
    await until('one box', () => agent.evaluate(() => document.querySelectorAll('.snap-box').length === 1, null));

    const sent = await agent.evaluate(() => (window as unknown as WatchedWindow).watched.sent, null);
    // What there is are pings, and that the pointer has left the panel.
    assert.deepEqual(
      sent.filter(({ bytes }) => bytes > 64),
      [],
      'nothing of it was sent',
    );
    assert.equal((await look(customer)).cursors, 0, 'nobody sees a pointer over it');
    assert.deepEqual((await look(customer)).frames, []);

    await agent.click('button', 'Put on panel');
    await gone(agent, '#snap');
    await frame(customer, /Snapshot/);
    const seen = await until('the picture', async () => {
      const { picture } = await look(customer);
      return picture && picture.width > 500 ? picture : null;
    });
    assert.deepEqual([seen.width, seen.height], [900, 800], 'what was cropped away is not in it');
    assert.ok(near(await colorAt(customer, 0.1, 0.5), [208, 32, 32]), 'red at the left');
    assert.ok(near(await colorAt(customer, 0.9, 0.8), [32, 64, 208]), 'blue at the right; the second box was undone');
    assert.ok(near(await colorAt(customer, 550 / 900, 250 / 800), [0, 0, 0]), 'the secret is black');
    assert.equal(await live(agent), 0);
    assert.deepEqual(agent.errors, []);
  });
}

test('by keys alone: chosen, cropped, undone, a box added and removed, put on the panel', async () => {
  const { agent, customer } = await meet(set, await set.chromium(), await set.chromium());
  await answer(agent, 'still');
  await openSnap(agent, 'More');
  const { page } = agent;
  await page.getByRole('button', { name: 'Choose…' }).focus();
  await agent.press('Enter');
  await until('the frame to have the focus', () =>
    agent.evaluate(() => document.activeElement?.getAttribute('data-part') === 'crop', null),
  );
  const cropOf = (person: Person) =>
    person.evaluate(() => document.querySelector('.snap-frame')?.getAttribute('aria-label') ?? '', null);
  assert.equal(await cropOf(agent), 'What is kept: 0, 0, 1200 × 800');
  for (let i = 0; i < 3; i++) await agent.press('Shift+ArrowLeft');
  await agent.press('ArrowRight');
  await until('the crop', async () => (await cropOf(agent)) === 'What is kept: 12, 0, 1164 × 800');
  await agent.press('Control+z');
  await until('the crop before', async () => (await cropOf(agent)) === 'What is kept: 0, 0, 1164 × 800');
  await page.getByRole('button', { name: 'Black out' }).focus();
  await agent.press('Enter');
  await page.getByRole('button', { name: 'Add a box' }).focus();
  await agent.press('Enter');
  await until('the box to have the focus', () =>
    agent.evaluate(() => document.activeElement?.getAttribute('data-part') === '0', null),
  );
  await agent.press('Delete');
  await until('no box', () => agent.evaluate(() => document.querySelector('.snap-box') === null, null));
  await page.getByRole('button', { name: 'Put on panel' }).focus();
  await agent.press('Enter');
  await frame(customer, /Snapshot/);
  await until('the focus to be back in the room', () =>
    agent.evaluate(() => document.activeElement !== null && document.activeElement !== document.body, null),
  );
});

test('refused, without a picture, or canceled: a calm word, and nothing stays live', async () => {
  const agent = await set.chromium();
  await enter(agent, newLink(set.service.url).link, 'Giulia');
  const says = (text: RegExp) =>
    until(`the sentence ${text}`, () =>
      agent.evaluate(
        (source) => new RegExp(source).test(document.querySelector('#snap [role=status]')?.textContent ?? ''),
        text.source,
      ),
    );
  await answer(agent, 'refuse');
  await openSnap(agent, 'More');
  await agent.click('button', 'Choose…');
  await says(/No new still was taken/);
  await agent.screenshot(set.shot('snap-refused'));

  await answer(agent, 'no frame');
  await agent.click('button', 'Choose…');
  await says(/gave no picture/);
  assert.equal(await live(agent), 0, 'after an error');

  await answer(agent, 'never');
  await agent.click('button', 'Choose…');
  await agent.click('button', 'Cancel');
  await gone(agent, '#snap');
  await agent.evaluate(() => void dispatchEvent(new Event('answer-now')), null);
  await until('the late stream to have ended', async () => {
    const streams = await agent.evaluate(() => (window as unknown as WatchedWindow).watched.streams.length, null);
    return streams === 1 && (await live(agent)) === 0;
  });
  assert.deepEqual((await look(agent)).frames, []);
  assert.deepEqual(agent.errors, []);
});

test('the real question of Chromium, answered by its own stand-in for a screen', async () => {
  const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
  ];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  try {
    const agent = await ChromiumPerson.start(browser, {});
    await enter(agent, newLink(set.service.url).link, 'Giulia');
    await agent.evaluate(() => {
      const page = window as unknown as WatchedWindow;
      page.watched = { streams: [], sent: [] };
      const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getDisplayMedia = async (options) => {
        const stream = await ask(options);
        page.watched.streams.push(stream);
        return stream;
      };
    }, null);
    await openSnap(agent, 'More');
    await agent.click('button', 'Choose…');
    await shows(agent, '.snap-canvas canvas');
    assert.equal(await live(agent), 0);
    await agent.click('button', 'Retake');
    await until('another stream', () =>
      agent.evaluate(() => (window as unknown as WatchedWindow).watched.streams.length === 2, null),
    );
    await until('it to end', async () => (await live(agent)) === 0);
    await agent.click('button', 'Put on panel');
    await frame(agent, /Snapshot/);
    assert.deepEqual(agent.errors, []);
  } finally {
    await browser.close();
  }
});

test('a phone, which cannot do it, is told what it can do', async () => {
  const customer = await set.chromium(phone);
  await customer.page.addInitScript(() => {
    Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
  });
  await enter(customer, newLink(set.service.url).link, 'Lucia');
  await customer.click('button', 'More tools');
  await customer.page.getByText('take a screenshot and add it').waitFor();
  assert.equal(await customer.page.getByRole('button', { name: 'Snap a tab' }).count(), 0);
  await customer.screenshot(set.shot('snap-phone-hint'));
});

const looks: readonly (readonly [string, PersonOptions])[] = [
  ['desktop-light', { width: 1440, height: 900 }],
  ['desktop-dark', { width: 1440, height: 900, dark: true }],
  ['small-light', { width: 360, height: 740 }],
  ['small-dark', { width: 360, height: 740, dark: true }],
];

/** Nothing is wider than the screen, and these buttons are on it, whole, and under nothing else. */
async function inView(person: Person, ...names: readonly string[]): Promise<void> {
  const lost = await person.evaluate((wanted) => {
    const { scrollWidth } = document.documentElement;
    const dialog = document.querySelector('#snap') ?? document.body;
    const wide = scrollWidth > innerWidth || dialog.scrollWidth > dialog.clientWidth;
    const buttons = [...dialog.querySelectorAll('button')];
    const isSeen = (name: string) => {
      const button = buttons.find((one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === name);
      if (!button) return false;
      const { left, top, right, bottom } = button.getBoundingClientRect();
      const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => [x, y] as const));
      return corners.every(([x, y]) => button.contains(document.elementFromPoint(x, y)));
    };
    return [...wanted.filter((name) => !isSeen(name)), ...(wide ? ['too wide'] : [])];
  }, names);
  assert.deepEqual(lost, []);
}

for (const [name, options] of looks) {
  test(`how it looks: ${name}`, async () => {
    const agent = await set.chromium(options);
    await enter(agent, newLink(set.service.url).link, 'Giulia');
    await answer(agent, 'still');
    await openSnap(agent, (options.width ?? 0) > 860 ? 'More' : 'More tools');
    await agent.screenshot(set.shot(`snap-asking-${name}`));
    await inView(agent, 'Choose…', 'Cancel');
    await agent.click('button', 'Choose…');
    await shows(agent, '.snap-canvas canvas');
    await field(agent, 'Left', '200');
    await field(agent, 'Height', '600');
    await agent.screenshot(set.shot(`snap-crop-${name}`));
    await inView(agent, 'Black out', 'Cancel', 'Put on panel');
    const parts = await agent.evaluate(() => {
      const box = (css: string) => document.querySelector(css)?.getBoundingClientRect() ?? new DOMRect();
      const [still, frame, dialog] = [box('.snap-canvas canvas'), box('.snap-frame'), box('#snap')];
      const seen = Math.min(still.bottom, box('.snap-foot').top) - Math.max(still.top, dialog.top);
      const share = (part: number, whole: number) => Math.round((100 * part) / whole);
      return {
        ...{ left: share(frame.left - still.left, still.width), width: share(frame.width, still.width) },
        ...{ top: share(frame.top - still.top, still.height), height: share(frame.height, still.height) },
        ...{ ratio: share(still.width, still.height), isSeen: seen > 80 && still.width > 150 },
      };
    }, null);
    assert.deepEqual(parts, { left: 17, width: 83, top: 0, height: 75, ratio: 150, isSeen: true });
    await agent.click('button', 'Black out');
    await agent.click('button', 'Add a box');
    await shows(agent, '.snap-box .snap-handle');
    await agent.screenshot(set.shot(`snap-boxes-${name}`));
    await inView(agent, 'Add a box', 'Cancel', 'Put on panel');
  });
}
