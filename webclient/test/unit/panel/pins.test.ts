import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Panel } from '../../../src/panel/panel.ts';
import { nextPinNumber, pinNumbers, pins } from '../../../src/panel/pins.ts';
import { marks } from '../../../src/panel/query.ts';
import * as limits from '../../../src/wire/limits.gen.ts';

const site = 'aaaaaaaa';
const pin = { kind: 'pin', by: site, picture: 'picture1', color: 1, x1: 8, y1: 8 };

function newPanel(name = site): Panel {
  let ms = 1000;
  return new Panel({ site: name, wall: () => ms++ });
}

function numbers(panel: Panel): [string, number][] {
  return [...pinNumbers(pins(panel, 'picture1'))];
}

test('pins come by number, then in the order in which they were made; they are marks too', () => {
  const panel = newPanel();
  panel.set('pin00002', { ...pin, number: 2 });
  panel.set('pin00001', { ...pin, number: 1 });
  panel.set('pin00003', { ...pin, number: 1 });
  panel.set('pin00004', { ...pin, number: 1, picture: 'picture2' });
  assert.deepEqual(
    pins(panel, 'picture1').map(({ id }) => id),
    ['pin00001', 'pin00003', 'pin00002'],
  );
  assert.deepEqual(
    marks(panel, 'picture1').map(({ id }) => id),
    ['pin00002', 'pin00001', 'pin00003'],
  );
});

test('a pin that goes leaves the others their numbers', () => {
  const panel = newPanel();
  for (const number of [1, 2, 3]) panel.set(`pin0000${number}`, { ...pin, number });
  panel.set('pin00002', { deleted: true });
  assert.deepEqual(numbers(panel), [
    ['pin00001', 1],
    ['pin00003', 3],
  ]);
  assert.equal(nextPinNumber(panel, 'picture1'), 4);
});

test('two that were made at once with the same number show different ones, the same for everybody', () => {
  const [a, b] = [newPanel('aaaaaaaa'), newPanel('bbbbbbbb')];
  const first = a.set('pinofa00', { ...pin, number: nextPinNumber(a, 'picture1') });
  const second = b.set('pinofb00', { ...pin, number: nextPinNumber(b, 'picture1') });
  a.merge([second], limits.maxSafeInteger);
  b.merge([first], limits.maxSafeInteger);
  assert.deepEqual(numbers(a), [
    ['pinofa00', 1],
    ['pinofb00', 2],
  ]);
  assert.deepEqual(numbers(b), numbers(a));
  assert.equal(nextPinNumber(a, 'picture1'), 3);
});

test('shown numbers rise without end, whatever the pins say', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 30 }), (own) => {
      const panel = newPanel();
      for (const [i, number] of own.entries()) panel.set(`pin000${10 + i}`, { ...pin, number });
      const sorted = pins(panel, 'picture1');
      const shown = pinNumbers(sorted);
      let last = 0;
      for (const { id, number } of sorted) {
        const is = shown.get(id) ?? 0;
        assert.ok(is > last && is >= number);
        last = is;
      }
      const next = nextPinNumber(panel, 'picture1');
      assert.ok(next >= 1 && next <= 999);
    }),
  );
});

test('a pin with more text than a pin may have does not show', () => {
  const panel = newPanel();
  panel.set('pin00001', { ...pin, number: 1, text: '👟'.repeat(limits.maxPinChars) });
  panel.set('pin00002', { ...pin, number: 1, text: 'a'.repeat(limits.maxPinChars + 1) });
  assert.deepEqual(
    pins(panel, 'picture1').map(({ id }) => id),
    ['pin00001'],
  );
});
