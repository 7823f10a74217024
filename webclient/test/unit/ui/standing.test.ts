// What is told beyond a word in the header: at once that nobody has come, and trouble only when it lasts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import type { ConnectionWord } from '../../../src/state/connection.ts';
import type { PersonView } from '../../../src/state/people.ts';
import { createStanding, patienceMs, type StandingCore } from '../../../src/state/standing.ts';
import { TestClock } from './clock.ts';

function setUp(word: ConnectionWord) {
  const clock = new TestClock();
  const connection = signal({ word, name: 'Lucia' });
  const others = signal<readonly PersonView[]>([]);
  const core = { connection, people: { others } } as unknown as StandingCore;
  const standing = createStanding(core, clock.after);
  const say = (next: ConnectionWord) => {
    connection.value = { word: next, name: 'Lucia' };
  };
  return { clock, standing, say, others, kind: () => standing.note.value?.kind ?? null };
}

test('alone: told at once, until somebody comes', () => {
  const { say, kind } = setUp('waiting');
  assert.equal(kind(), 'alone');
  say('connecting');
  assert.equal(kind(), null);
  say('direct');
  assert.equal(kind(), null);
});

for (const word of ['connecting', 'reconnecting', 'offline'] as const) {
  test(`${word}: told when it lasts, and no longer than it lasts`, () => {
    const { clock, say, kind } = setUp('direct');
    say(word);
    clock.pass((patienceMs[word] ?? 0) - 1);
    assert.equal(kind(), null);
    clock.pass(1);
    assert.equal(kind(), word);
    say('direct');
    assert.equal(kind(), null);
  });

  test(`${word} that mends itself in time is not told`, () => {
    const { clock, say, kind } = setUp('direct');
    say(word);
    clock.pass(1_000);
    say('direct');
    clock.pass(60_000);
    assert.equal(kind(), null);
  });
}

test('what was read is not told again, but the next trouble is', () => {
  const { say, standing, kind } = setUp('direct');
  say('gone');
  assert.equal(kind(), 'gone');
  standing.dismiss();
  assert.equal(kind(), null);
  say('direct');
  say('gone');
  assert.equal(kind(), 'gone');
});

test('names who is missing, not who left before', () => {
  const { clock, say, standing, others } = setUp('direct');
  others.value = [{ site: 's', name: 'Ada', color: 1, peer: { status: 'reconnecting' } } as unknown as PersonView];
  say('reconnecting');
  clock.pass(60_000);
  assert.equal(standing.note.value?.name, 'Ada');
});
