import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { type AwakeEnv, createAwake } from '../../../src/state/awake.ts';
import type { People, PersonView } from '../../../src/state/people.ts';

function setUp() {
  const others = signal<readonly PersonView[]>([]);
  const log: string[] = [];
  const page = { visible: true, listener: () => {} };
  const env: AwakeEnv = {
    async lock() {
      log.push('lock');
      return {
        async release() {
          log.push('release');
        },
      };
    },
    visible: () => page.visible,
    onVisible(listener) {
      page.listener = listener;
      return () => void log.push('deaf');
    },
  };
  const show = (visible: boolean) => {
    page.visible = visible;
    page.listener();
  };
  const person = (status: string) => ({ site: 'lucia', name: 'Lucia', color: 1, peer: { status } }) as PersonView;
  const awake = createAwake({ people: { others } as unknown as People }, env);
  const told = async () => {
    await new Promise(setImmediate); // what was promised has come
    return log.splice(0).join(' ');
  };
  return { others, person, show, awake, told };
}

test('alone the screen may sleep; while somebody is connected it stays on, asked for once', async () => {
  const { others, person, told } = setUp();
  assert.equal(await told(), '');
  others.value = [person('connecting')];
  assert.equal(await told(), '');
  others.value = [person('connected')];
  others.value = [person('connected')];
  assert.equal(await told(), 'lock');
  others.value = [person('gone')];
  assert.equal(await told(), 'release');
});

test('the lock goes with a page that is hidden, and comes back with it', async () => {
  const { others, person, show, told } = setUp();
  others.value = [person('connected')];
  show(false);
  assert.equal(await told(), 'lock release');
  show(true);
  assert.equal(await told(), 'lock');
});

test('leaving the room lets the screen sleep', async () => {
  const { others, person, awake, told } = setUp();
  others.value = [person('connected')];
  awake.stop();
  assert.equal(await told(), 'lock deaf release');
});
