// The room where there is little of it: a small phone, text of twice the size, from right to left, and few colors.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { meet } from './pair-up.ts';
import type { Person, PersonOptions } from './person.ts';
import { chooseTool, showsPicture } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

/** WCAG 2.5.8. */
const leastTarget = 24;

async function roomOfTwo(options: PersonOptions): Promise<Person> {
  const [person, other] = [await set.chromium(options), await set.chromium()];
  await meet(set, person, other, 'Maximiliane-Charlotte');
  await other.choose([set.media.second, set.media.photo]);
  await showsPicture(person, 1600, 1000);
  await until('all buttons of the header', () =>
    person.evaluate(() => document.querySelector('.header [data-dialog=chat]') !== null, null),
  );
  return person;
}

/** What is wrong with the buttons and the width of the page, in words. */
function wrong(person: Person): Promise<string[]> {
  return person.evaluate((least) => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide`);
    const buttons = [...document.querySelectorAll('.toolbar button, .header button')].filter((one) =>
      one.closest('[popover], dialog') ? false : one.checkVisibility({ visibilityProperty: true }),
    );
    if (buttons.length < 8) found.push(`only ${buttons.length} buttons`);
    for (const button of buttons) {
      const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
      const where = `${button.getAttribute('aria-label') ?? button.textContent}: ${[left, top, right, bottom].map(Math.round)}`;
      if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
        found.push(`out of view: ${where}`);
      if (width < least || height < least) found.push(`too small: ${where}`);
      const atop = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!button.contains(atop)) found.push(`covered by ${atop?.className}: ${where}`);
    }
    return found;
  }, leastTarget);
}

interface Where extends PersonOptions {
  readonly chat?: boolean;
}

const rooms: readonly (readonly [string, Where])[] = [
  ['on 320 × 640', { width: 320, height: 640, touch: true }],
  ['with text of twice the size on 360 × 740', { width: 360, height: 740, touch: true, textSize: 2 }],
  ['with text of twice the size on 1440 × 900', { width: 1440, height: 900, textSize: 2 }],
  ['from right to left on 360 × 740', { width: 360, height: 740, touch: true, rtl: true }],
  ['from right to left on 1440 × 900', { width: 1440, height: 900, rtl: true }],
  ['on 900 × 700', { width: 900, height: 700 }],
  ['beside an open chat on 1280 × 720', { width: 1280, height: 720, chat: true }],
  ['beside an open chat with text of twice the size', { width: 1440, height: 900, textSize: 2, chat: true }],
];

for (const [where, { chat, ...options }] of rooms) {
  test(`the room ${where} scrolls in no second direction, and every button is in view and large enough`, async () => {
    const person = await roomOfTwo(options);
    if (chat) await person.click('button', 'Chat');
    const page = await person.evaluate(() => {
      const { direction, fontSize } = getComputedStyle(document.documentElement);
      return { direction, fontSize };
    }, null);
    assert.deepEqual(page, {
      direction: options.rtl ? 'rtl' : 'ltr',
      fontSize: `${16 * (options.textSize ?? 1)}px`,
    });
    let last: string[] = [];
    const fine = until(
      'nothing to be wrong',
      async () => {
        last = await wrong(person);
        return last.length === 0;
      },
      5000,
    );
    await fine.catch(() => assert.deepEqual(last, []));
    await person.screenshot(set.shot(`reflow-${where.replaceAll(/\W+/g, '-')}`));
  });
}

test('with few colors the chosen tool is told from the others', async () => {
  const person = await roomOfTwo({ forcedColors: true });
  await chooseTool(person, 'Pen');
  const looks = (name: string) =>
    person.evaluate((label) => {
      const button = document.querySelector(`.toolbar [aria-label="${label}"]`);
      const { backgroundColor, color } = getComputedStyle(button ?? document.body);
      return { forced: matchMedia('(forced-colors: active)').matches, backgroundColor, color };
    }, name);
  const differs = async () => {
    const [chosen, other] = [await looks('Pen'), await looks('Arrow')];
    assert.ok(chosen.forced);
    return chosen.backgroundColor !== other.backgroundColor && chosen.color !== other.color;
  };
  await until('the pen to look chosen', differs);
  await chooseTool(person, 'Arrow');
  await until('the arrow to look chosen', differs);
  // The color fades from one to the other.
  await until('what is not chosen to look alike', async () =>
    isDeepStrictEqual(await looks('Pen'), await looks('Circle')),
  );
});
