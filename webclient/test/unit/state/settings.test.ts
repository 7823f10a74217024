import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSettings } from '../../../src/state/settings.ts';
import { kept } from '../../../src/state/storage.ts';

function storage(entries: Record<string, string> = {}) {
  const map = new Map(Object.entries(entries));
  return {
    map,
    local: kept(() => ({
      getItem: (key) => map.get(key) ?? null,
      setItem: (key, value) => void map.set(key, value),
      removeItem: (key) => void map.delete(key),
    })),
  };
}

test('nothing is written until something is chosen', () => {
  const { map, local } = storage();
  const settings = createSettings(local);
  assert.deepEqual(
    [settings.name.value, settings.relayOnly.value, settings.theme.value, settings.sounds.value, settings.wheel.value],
    ['', false, 'auto', false, 'auto'],
  );
  assert.equal(settings.singleKeys.value, true);
  assert.equal(map.size, 0);
});

test('what is chosen is there again after a reload', () => {
  const { local } = storage();
  const before = createSettings(local);
  before.name.value = 'Lucia';
  before.relayOnly.value = true;
  before.theme.value = 'dark';
  before.sounds.value = true;
  before.wheel.value = 'pan';
  before.singleKeys.value = false;
  const after = createSettings(local);
  for (const key of Object.keys(before) as (keyof typeof before)[]) assert.equal(after[key].value, before[key].value);
  after.relayOnly.value = false;
  after.singleKeys.value = true;
  after.name.value = '';
  const again = createSettings(local);
  assert.deepEqual([again.relayOnly.value, again.singleKeys.value, again.name.value], [false, true, '']);
});

test('what was kept may be anything', () => {
  const { local } = storage({
    'coviewer.theme': 'plaid',
    'coviewer.wheel': '',
    'coviewer.name': `\u202e${'x'.repeat(99)}`,
  });
  const settings = createSettings(local);
  assert.equal(settings.theme.value, 'auto');
  assert.equal(settings.wheel.value, 'auto');
  assert.equal(settings.name.value, 'x'.repeat(40));
});

test('without storage all of it works, for as long as the page lives', () => {
  const settings = createSettings(
    kept(() => {
      throw new Error('cookies are blocked');
    }),
  );
  settings.theme.value = 'light';
  assert.equal(settings.theme.value, 'light');
});
