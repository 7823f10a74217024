import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createToasts } from '../../../src/state/toasts.ts';
import { createTold, maxTold } from '../../../src/state/told.ts';
import { TestClock } from '../ui/clock.ts';

function setUp() {
  const clock = new TestClock();
  const toasts = createToasts(clock.after);
  let at = 0;
  const told = createTold(toasts, () => at++);
  return { clock, toasts, told, texts: () => told.list.value.map(({ text }) => text) };
}

test('what a toast said stays when the toast has gone, the newest first', () => {
  const { clock, toasts, told, texts } = setUp();
  toasts.show({ tone: 'info', text: 'a' });
  toasts.show({ tone: 'error', text: 'b', lines: ['why'] });
  clock.pass(60_000);
  assert.equal(toasts.list.value.length, 0);
  assert.deepEqual(texts(), ['b', 'a']);
  assert.deepEqual(told.list.value[0], { id: 2, tone: 'error', text: 'b', lines: ['why'], at: 1 });
});

test('a toast that says something else is kept once, as what it said last', () => {
  const { toasts, texts } = setUp();
  const id = toasts.show({ tone: 'info', text: 'a' });
  toasts.show({ tone: 'info', text: 'b' });
  toasts.update(id, { tone: 'info', text: 'a again' });
  assert.deepEqual(texts(), ['a again', 'b']);
});

test('one that waits is kept when it is shown', () => {
  const { clock, toasts, texts } = setUp();
  for (const text of ['a', 'b', 'c']) toasts.show({ tone: 'error', text });
  assert.deepEqual(texts(), ['b', 'a']);
  clock.pass(60_000);
  assert.deepEqual(texts(), ['c', 'b', 'a']);
});

test('somebody who makes many takes no more memory than so', () => {
  const { clock, toasts, texts } = setUp();
  for (let i = 0; i <= maxTold; i++) {
    toasts.show({ tone: 'info', text: String(i) });
    clock.pass(60_000);
  }
  assert.equal(texts().length, maxTold);
  assert.equal(texts()[0], String(maxTold));
});
