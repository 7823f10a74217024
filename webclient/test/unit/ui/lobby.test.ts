// Who is in the room before one joins: from the page at first, then asked every few seconds, and less often in vain.
import assert from 'node:assert/strict';
import test from 'node:test';
import { askMs, type LobbyEnv, maxAskMs, type People, watchPeople } from '../../../src/state/lobby.ts';
import { TestClock } from './clock.ts';

const room = 'AAAAAAAAAAAAAAAAAAAAAA';
const some = (people: number, spent = false): People => ({ people, places: 2, spent });

function setUp(first: People | null, answers: (People | null)[]) {
  const clock = new TestClock();
  const asked: number[] = [];
  let [now, hidden] = [0, false];
  let wake = (): void => {};
  const env: LobbyEnv = {
    shown: () => first,
    ask: async () => {
      asked.push(now);
      return answers.shift() ?? null;
    },
    hidden: () => hidden,
    after: clock.after,
    onWake: (listener) => {
      wake = listener;
      return () => {
        wake = () => {};
      };
    },
  };
  let spent = 0;
  const watch = watchPeople(room, env, () => spent++);
  const pass = async (ms: number) => {
    now += ms;
    clock.pass(ms);
    await answered();
  };
  return {
    ...{ watch, asked, pass },
    hide: (on: boolean) => {
      hidden = on;
    },
    wake: () => wake(),
    spent: () => spent,
  };
}

/** Lets the promises of an answer run. */
const answered = () => new Promise((resolve) => setImmediate(resolve));

test('what the page came with is shown at once, and asked anew after five seconds', async () => {
  const { watch, asked, pass } = setUp(some(0), [some(1)]);
  assert.equal(watch.people.value?.people, 0);
  await pass(askMs - 1);
  assert.deepEqual(asked, []);
  await pass(1);
  assert.deepEqual(asked, [askMs]);
  assert.equal(watch.people.value?.people, 1);
  assert.ok(askMs <= 5_000);
});

test('a page that came with nothing asks at once', async () => {
  const { watch, asked } = setUp(null, [some(2)]);
  await answered();
  assert.deepEqual(asked, [0]);
  assert.equal(watch.people.value?.people, 2);
});

test('when nobody answers nothing is claimed, and it is asked less and less often', async () => {
  const { watch, asked, pass } = setUp(some(1), []);
  await pass(askMs);
  assert.equal(watch.people.value, null);
  for (let i = 0; i < 6; i++) await pass(maxAskMs);
  const waits = asked.slice(1).map((at, i) => at - (asked[i] ?? 0));
  assert.ok(asked.length <= 7, 'at the most once in a minute');
  assert.deepEqual(waits.at(-1), maxAskMs);
});

test('while nobody looks nothing is asked; whoever looks again is told at once', async () => {
  const { watch, asked, pass, hide, wake } = setUp(some(0), [some(1)]);
  hide(true);
  await pass(10 * askMs);
  assert.deepEqual(asked, []);
  hide(false);
  wake();
  await answered();
  assert.deepEqual(asked, [10 * askMs]);
  assert.equal(watch.people.value?.people, 1);
});

test('after the lobby nothing is asked any more', async () => {
  const { watch, asked, pass, wake } = setUp(some(0), [some(1), some(1)]);
  watch.stop();
  wake();
  await pass(10 * askMs);
  assert.deepEqual(asked, []);
});

test('a room that was closed is told once, from the page or later, and not asked about any more', async () => {
  const known = setUp(some(0, true), []);
  assert.equal(known.spent(), 1);
  const { spent, pass, asked } = setUp(some(1), [some(0, true), some(0, true)]);
  await pass(askMs);
  await pass(10 * askMs);
  assert.equal(spent(), 1);
  assert.equal(asked.length, 1);
});
