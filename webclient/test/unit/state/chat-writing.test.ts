import assert from 'node:assert/strict';
import test from 'node:test';
import { createWriting, forgetWritingMs, restWritingMs, tellWritingMs } from '../../../src/state/chat-writing.ts';
import { TestClock } from '../ui/clock.ts';

function setUp() {
  const clock = new TestClock();
  let now = 0;
  const told: { seq: number; on: boolean }[] = [];
  const writing = createWriting({
    now: () => now,
    after: clock.after,
    clock: () => 1_000,
    present: ({ seq, on }) => told.push({ seq, on }),
  });
  const pass = (ms: number) => {
    now += ms;
    clock.pass(ms);
  };
  return { writing, told, pass, writers: () => writing.writers.value };
}

test('writing is told once in a while, and its end at once', () => {
  const { writing, told, pass } = setUp();
  writing.own(false);
  assert.deepEqual(told, [], 'nothing to end');
  for (let i = 0; i < 10; i++) writing.own(true);
  pass(tellWritingMs - 1);
  writing.own(true);
  assert.deepEqual(
    told.map(({ on }) => on),
    [true],
  );
  pass(1);
  writing.own(true);
  writing.own(false);
  writing.own(false);
  assert.deepEqual(
    told.map(({ on }) => on),
    [true, true, false],
  );
});

test('beginning and ending as fast as one can tells no more often', () => {
  const { writing, told, pass } = setUp();
  for (let i = 0; i < 100; i++) {
    writing.own(true);
    writing.own(false);
    pass(10);
  }
  assert.equal(told.length, 2, 'one word of it, and its end');
});

test('who begins again right after a message is told of in time, without another key', () => {
  const { writing, told, pass } = setUp();
  writing.own(true);
  writing.own(false);
  pass(100);
  writing.own(true);
  pass(tellWritingMs - 101);
  assert.equal(told.at(-1)?.on, false);
  pass(1);
  assert.equal(told.at(-1)?.on, true);
  writing.own(false);
  pass(10 * tellWritingMs);
  assert.equal(told.length, 4);
});

test('the numbers rise, also after a reload', () => {
  const { writing, told } = setUp();
  writing.own(true);
  writing.own(false);
  assert.deepEqual(
    told.map(({ seq }) => seq),
    [1_000, 1_001],
  );
});

test('who is no more heard of has stopped', () => {
  const { writing, pass, writers } = setUp();
  writing.heard('lucia', true);
  pass(forgetWritingMs - 1);
  assert.deepEqual(writers(), ['lucia']);
  writing.heard('lucia', true);
  pass(forgetWritingMs - 1);
  assert.deepEqual(writers(), ['lucia']);
  pass(1);
  assert.deepEqual(writers(), []);
});

test('one lost telling is not noticed', () => {
  assert.ok(forgetWritingMs > 2 * tellWritingMs);
});

test('nobody makes the line flicker', () => {
  const { writing, pass } = setUp();
  let changes = 0;
  writing.writers.subscribe(() => changes++);
  for (let i = 0; i < 100; i++) {
    writing.heard('mallory', i % 2 === 0);
    pass(restWritingMs / 100);
  }
  assert.ok(changes <= 4, `${changes} changes in half a second`);
});

test('only so many are told of', () => {
  const { writing, writers } = setUp();
  for (let i = 0; i < 100; i++) writing.heard(`site${i}`, true);
  assert.equal(writers().length, 8);
});

test('the end of the room is the end of writing', () => {
  const { writing, told, writers } = setUp();
  writing.own(true);
  writing.heard('lucia', true);
  writing.stop();
  assert.equal(told.at(-1)?.on, false);
  assert.deepEqual(writers(), []);
});
