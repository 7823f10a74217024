import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { activityMs, createActivity } from '../../../src/state/activity.ts';
import { say } from '../../../src/state/say.ts';
import { createToasts, maxToasts, toastErrorMs, toastMs, toastReadMs } from '../../../src/state/toasts.ts';
import { TestClock } from './clock.ts';

const setUp = () => {
  const clock = new TestClock();
  const toasts = createToasts(clock.after);
  return { clock, toasts, texts: () => toasts.list.value.map((toast) => toast.text) };
};

test('a toast stays its time and goes by itself', () => {
  const { clock, toasts, texts } = setUp();
  toasts.show({ tone: 'info', text: 'a' });
  clock.pass(toastMs - 1);
  assert.deepEqual(texts(), ['a']);
  clock.pass(1);
  assert.deepEqual(texts(), []);
  assert.ok(toastMs >= 5_000);
});

test('an error stays longer', () => {
  const { clock, toasts, texts } = setUp();
  toasts.show({ tone: 'error', text: 'a' });
  clock.pass(toastErrorMs - 1);
  assert.deepEqual(texts(), ['a']);
});

test('none goes while a pointer is on them; each has its whole time after', () => {
  const { clock, toasts, texts } = setUp();
  toasts.show({ tone: 'info', text: 'a' });
  toasts.hold();
  toasts.show({ tone: 'info', text: 'b' });
  clock.pass(60_000);
  assert.deepEqual(texts(), ['a', 'b']);
  toasts.release();
  clock.pass(toastMs - 1);
  assert.deepEqual(texts(), ['a', 'b']);
  clock.pass(1);
  assert.deepEqual(texts(), []);
});

test('the last one dismissed under the pointer does not hold those that come later', () => {
  const { clock, toasts, texts } = setUp();
  const id = toasts.show({ tone: 'info', text: 'a' });
  toasts.hold();
  toasts.dismiss(id);
  toasts.show({ tone: 'info', text: 'b' });
  clock.pass(toastMs);
  assert.deepEqual(texts(), []);
});

test('the oldest make room', () => {
  const { toasts, texts } = setUp();
  for (let i = 0; i <= maxToasts; i++) toasts.show({ tone: 'info', text: String(i) });
  assert.deepEqual(texts(), ['1', '2']);
});

test('errors make no room: what comes waits until one has gone', () => {
  const { toasts, texts } = setUp();
  const first = toasts.show({ tone: 'error', text: 'a' });
  toasts.show({ tone: 'error', text: 'b' });
  const third = toasts.show({ tone: 'info', text: 'c' });
  assert.deepEqual(texts(), ['a', 'b']);
  toasts.update(third, { tone: 'info', text: 'd' });
  toasts.dismiss(first);
  assert.deepEqual(texts(), ['b', 'd']);
});

test('no error goes for want of room: news do, the oldest first', () => {
  const { clock, toasts, texts } = setUp();
  for (const text of ['a', 'b']) toasts.show({ tone: 'error', text });
  for (let i = 0; i < 5; i++) toasts.show({ tone: 'info', text: `news ${i}` });
  const errors = Array.from({ length: 20 }, (_, i) => `error ${i}`);
  for (const text of errors) toasts.show({ tone: 'error', text });
  const seen = new Set<string>();
  for (let s = 0; s < 300; s++) {
    for (const text of texts()) seen.add(text);
    assert.ok(texts().length <= maxToasts);
    clock.pass(1_000);
  }
  assert.deepEqual([...seen], ['a', 'b', ...errors]);
});

test('one that comes while others wait goes behind them, and never are there too many', () => {
  const { toasts, texts } = setUp();
  const first = toasts.show({ tone: 'error', text: 'a' });
  for (const text of ['b', 'c', 'd']) toasts.show({ tone: text === 'c' ? 'info' : 'error', text });
  toasts.dismiss(first);
  assert.deepEqual(texts(), ['b', 'c']);
  toasts.show({ tone: 'error', text: 'e' });
  assert.deepEqual(texts(), ['b', 'd']);
});

test('an error of many lines stays until they can be read, and shows them all', () => {
  const { clock, toasts } = setUp();
  const lines = ['1', '2', '3', '4', '5'];
  toasts.show({ tone: 'error', text: 'a', lines });
  clock.pass(toastReadMs - 1);
  assert.deepEqual(toasts.list.value[0]?.lines, lines);
});

test('an update changes the text in place, and shows it again once it is gone', () => {
  const { clock, toasts, texts } = setUp();
  const id = toasts.show({ tone: 'info', text: 'a' });
  assert.equal(toasts.update(id, { tone: 'info', text: 'b' }), id);
  assert.deepEqual(texts(), ['b']);
  clock.pass(toastMs);
  toasts.update(id, { tone: 'info', text: 'c' });
  assert.deepEqual(texts(), ['c']);
});

test('what others do is counted and said once in three seconds', () => {
  const clock = new TestClock();
  const said: string[] = [];
  const text = signal('');
  const activity = createActivity({
    text,
    t: (key, params) => `${key} ${params?.['name']} ${params?.['count']}`,
    name: (site) => site,
    after: clock.after,
  });
  text.subscribe((now) => said.push(now));
  activity.note('lucia', 'marks');
  clock.pass(2_000);
  activity.note('lucia', 'marks');
  activity.note('lucia', 'pictures');
  clock.pass(1_000);
  assert.deepEqual(said, ['', 'activity.marks lucia 2. activity.pictures lucia 1']);
});

test('what is said again is a change all the same: screen readers read nothing out that stays as it is', () => {
  const clock = new TestClock();
  const said: string[] = [];
  const text = signal('');
  const activity = createActivity({ text, t: (key) => key, name: (site) => site, after: clock.after });
  text.subscribe((now) => said.push(now));
  for (let i = 0; i < 3; i++) {
    activity.say('Copied.');
    clock.pass(activityMs);
  }
  assert.deepEqual(said, ['', 'Copied.', 'Copied.\u00a0', 'Copied.']);
  say(text, 'Copied.');
  assert.equal(text.value, 'Copied.\u00a0');
});

test('what belonged to a place goes with it, waiting or not', () => {
  const { toasts, texts } = setUp();
  for (const text of ['a', 'b', 'c']) toasts.show({ tone: 'error', text });
  toasts.clear();
  assert.deepEqual(texts(), []);
});

test('of two about the same the later one takes the place of the other, shown or waiting', () => {
  const { toasts, texts } = setUp();
  toasts.show({ tone: 'info', text: 'Lucia is here', about: 'person Lucia' });
  toasts.show({ tone: 'info', text: 'Lucia has left', about: 'person Lucia' });
  assert.deepEqual(texts(), ['Lucia has left']);
  const first = toasts.show({ tone: 'error', text: 'a' });
  toasts.show({ tone: 'error', text: 'b' });
  toasts.show({ tone: 'info', text: 'Ada is here', about: 'person Ada' });
  toasts.show({ tone: 'info', text: 'Ada has left', about: 'person Ada' });
  toasts.dismiss(first);
  assert.deepEqual(texts(), ['b', 'Ada has left']);
});
