// A text longer than a few words: it can be read while it is typed, on both screens, and in what is saved.
import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { Fingers } from './fingers.ts';
import { newLink } from './link.ts';
import { pairUp, phone } from './pair-up.ts';
import type { Person } from './person.ts';
import { at, type Box, chooseTool, converged, enter, look, showsPicture } from './room.ts';
import { openSave, ready, saved } from './saving.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(async () => {
  const { errors } = set;
  await set.dismiss();
  assert.deepEqual(errors, [], 'a page had errors');
});

const sentence =
  'There is a scratch on this side that goes from the handle to the wheel, and a second one below it that you see only so.';

/** Begins a text by a finger, at parts of the picture. */
async function begin(person: ChromiumPerson, x: number, y: number): Promise<void> {
  await chooseTool(person, 'Text');
  await new Fingers(person).tap(await at(person, x, y));
  await person.page.getByRole('textbox', { name: 'Text' }).waitFor();
}

/** The field in which a text is typed, and the picture, on the screen. */
function field(person: Person): Promise<{ box: Box; rows: number; scrolls: boolean } | null> {
  return person.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('.stage-text');
    if (!area) return null;
    const { x, y, width, height } = area.getBoundingClientRect();
    const rows = Math.round(area.scrollHeight / Number.parseFloat(getComputedStyle(area).lineHeight));
    // A pixel is rounded away here and there.
    return { box: { x, y, width, height }, rows, scrolls: area.scrollHeight > area.clientHeight + 1 };
  }, null);
}

/** The lines of the text on the picture: what they say, and where they are on the screen. */
function lines(person: Person): Promise<{ text: string; box: Box }[]> {
  return person.evaluate(
    () =>
      [...document.querySelectorAll<SVGTSpanElement>('.stage-marks [data-kind=text] tspan')].map((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { text: line.textContent ?? '', box: { x, y, width, height } };
      }),
    null,
  );
}

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Fails unless every line is on the picture; gives the lines. */
async function onPicture(person: Person): Promise<string[]> {
  const { picture } = await look(person);
  const found = await lines(person);
  assert.ok(picture && found.length > 1, `${found.length} lines`);
  for (const { text, box } of found) {
    assert.ok(inside(box, picture.box), `“${text}” ${JSON.stringify(box)} in ${JSON.stringify(picture.box)}`);
  }
  return found.map(({ text }) => text);
}

/** What differs between two pictures of the same size, as parts of it. */
function changed(person: Person, a: Buffer, b: Buffer): Promise<Box> {
  return person.evaluate(
    async (files) => {
      const [one, other] = await Promise.all(
        files.map(async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d');
          context?.drawImage(image, 0, 0);
          return context?.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (!one || !other) throw new Error('no canvas');
      let [left, top, right, bottom] = [one.width, one.height, 0, 0];
      for (let i = 0; i < one.data.length; i += 4) {
        const apart = [0, 1, 2].some((c) => Math.abs((one.data[i + c] ?? 0) - (other.data[i + c] ?? 0)) > 24);
        if (!apart) continue;
        const [x, y] = [(i / 4) % one.width, Math.floor(i / 4 / one.width)];
        [left, top, right, bottom] = [
          Math.min(left, x),
          Math.min(top, y),
          Math.max(right, x + 1),
          Math.max(bottom, y + 1),
        ];
      }
      const { width, height } = one;
      return { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height };
    },
    [a.toString('base64'), b.toString('base64')],
  );
}

for (const [where, x, y] of [
  ['the right', 0.93, 0.2],
  ['the lower right', 0.93, 0.95],
] as const) {
  test(`a sentence that a finger begins at ${where} edge is on the picture, here, there and in the file`, async () => {
    assert.equal(sentence.length, 119);
    const { agent, customer } = await pairUp(set, { photo: true });
    await begin(customer, x, y);
    await customer.type(sentence);
    const picture = (await look(customer)).picture?.box;
    assert.ok(picture);
    const typed = await until('a field that shows all, on the picture', async () => {
      const seen = await field(customer);
      return seen && !seen.scrolls && seen.rows > 2 && inside(seen.box, picture) ? seen : null;
    });
    await customer.screenshot(set.shot(`text-typing-phone-${where.replaceAll(' ', '-')}`));
    await agent.screenshot(set.shot(`text-typing-desk-${where.replaceAll(' ', '-')}`));
    await customer.press('Escape');
    await converged(agent, customer, 1);
    const here = await onPicture(customer);
    const there = await onPicture(agent);
    assert.equal(here.length, typed.rows, 'as many lines as in the field');
    assert.deepEqual(there, here, 'the same lines on both screens');
    assert.equal(here.join(' '), sentence);
    await customer.screenshot(set.shot(`text-phone-${where.replaceAll(' ', '-')}`));
    await agent.screenshot(set.shot(`text-desk-${where.replaceAll(' ', '-')}`));

    await openSave(agent);
    await ready(agent);
    const png = await saved(agent, () => agent.click('link', 'Download'));
    await copyFile(png.file, set.shot(`text-saved-${where.replaceAll(' ', '-')}`));
    await openSave(agent);
    await ready(agent);
    await agent.page.getByRole('switch', { name: 'With the marks' }).click();
    await until(
      'the picture without marks',
      async () => (await agent.page.locator('.save-result[aria-busy=false]').count()) === 1,
    );
    const bare = await saved(agent, () => agent.click('link', 'Download'));
    const ink = await changed(agent, png.bytes, bare.bytes);
    const shown = await lines(agent);
    const screen = (await look(agent)).picture?.box;
    assert.ok(screen);
    const left = Math.min(...shown.map(({ box }) => box.x));
    const right = Math.max(...shown.map(({ box }) => box.x + box.width));
    const top = Math.min(...shown.map(({ box }) => box.y));
    const bottom = Math.max(...shown.map(({ box }) => box.y + box.height));
    const near = (a: number, b: number) => Math.abs(a - b) < 0.03;
    assert.ok(near(ink.x, (left - screen.x) / screen.width), `left ${JSON.stringify(ink)}`);
    assert.ok(near(ink.x + ink.width, (right - screen.x) / screen.width), `right ${JSON.stringify(ink)}`);
    assert.ok(near(ink.y, (top - screen.y) / screen.height), `top ${JSON.stringify(ink)}`);
    assert.ok(near(ink.y + ink.height, (bottom - screen.y) / screen.height), `bottom ${JSON.stringify(ink)}`);
    assert.ok(ink.x + ink.width < 1 && ink.y + ink.height < 1, 'nothing is cut');
  });
}

test('a keyboard on the screen leaves the caret in view, and the picture is whole again after it', async () => {
  const customer = await set.chromium(phone);
  await enter(customer, newLink(set.service.url).link, 'Lucia');
  await customer.choose([set.media.photo]);
  await showsPicture(customer, 1200, 800);
  await begin(customer, 0.93, 0.95);
  await customer.type(sentence);
  const before = (await look(customer)).picture?.box;
  const size = (await field(customer))?.box.width;
  assert.ok(before && size);
  const { page } = customer;
  // The last line ends above the page's bars and above what lies over the page.
  const inView = async (most: number) => {
    const bar = await page.getByRole('toolbar').first().boundingBox();
    const now = await field(customer);
    if (!bar || !now) throw new Error('no bar or no field');
    const bottom = now.box.y + now.box.height;
    if (bottom > Math.min(most, bar.y)) throw new Error(`${bottom} of ${most}, ${bar.y}`);
    return Math.abs(now.box.width - size) < 1;
  };

  await page.setViewportSize({ width: 360, height: 420 });
  await until('the caret on a page that got lower, in letters as large as before', () => inView(420));
  await customer.screenshot(set.shot('text-keyboard-lower'));
  await page.setViewportSize({ width: 360, height: 740 });
  await until('the picture where it was', async () => (await look(customer)).picture?.box.y === before.y);

  await customer.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { configurable: true, value: 330 });
    visualViewport?.dispatchEvent(new Event('resize'));
  }, null);
  await until('the caret above a keyboard that lies over the page', () => inView(330));
  await customer.type(' And more of it');
  await until('the caret after more was typed', () => inView(330));
  await customer.screenshot(set.shot('text-keyboard-over'));
  await customer.press('Escape');
  await until('the whole picture again', async () => {
    const box = (await look(customer)).picture?.box;
    return box && Math.abs(box.y - before.y) < 1 && Math.abs(box.width - before.width) < 1;
  });
});

test('letters from right to left, and emoji, go on in the next line on the picture too', async () => {
  const { agent, customer } = await pairUp(set, { photo: true });
  for (const [y, text] of [
    [0.02, 'יש כאן שריטה ארוכה בצד של המכונית (ראה תמונה) ועוד אחת מתחת, 12 ס״מ.'],
    [
      0.5,
      '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 ok 👍🏽👍🏽👍🏽',
    ],
  ] as const) {
    await begin(customer, 0.93, y);
    await customer.page.keyboard.insertText(text);
    await customer.screenshot(set.shot(`text-letters-typing-${y * 100}`));
    await customer.press('Escape');
  }
  await converged(agent, customer, 2);
  const all = [...(await onPicture(customer)), ...(await onPicture(agent))];
  for (const line of all) assert.ok(!/^[\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d$/u.test(line), `cut: ${line}`);
  await agent.screenshot(set.shot('text-letters'));
});

test('a text stands at the same place of the picture on a page that reads from right to left', async () => {
  const { agent, customer } = await pairUp(set, { customer: { ...phone, rtl: true }, photo: true });
  await chooseTool(agent, 'Text');
  await agent.tap(await at(agent, 0.4, 0.3));
  await agent.type('Loose seam');
  await agent.press('Escape');
  await converged(agent, customer, 1);
  const directions = [agent, customer].map((person) =>
    person.evaluate(() => getComputedStyle(document.documentElement).direction, null),
  );
  assert.deepEqual(await Promise.all(directions), ['ltr', 'rtl']);
  const left = async (person: Person): Promise<number> => {
    const [[line], { picture }] = await Promise.all([lines(person), look(person)]);
    assert.ok(line && picture);
    return (line.box.x - picture.box.x) / picture.box.width;
  };
  const [here, there] = await Promise.all([left(agent), left(customer)]);
  assert.ok(Math.abs(here - there) < 0.01, `from the left ${here} of the picture, there ${there}`);
});
