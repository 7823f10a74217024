import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { between } from '../../../src/panel/order.ts';
import type { Panel } from '../../../src/panel/panel.ts';
import { picture, pictures } from '../../../src/panel/query.ts';
import { move } from '../../../src/state/ordering.ts';
import { edgePixels, edgeScroll, nearestPlace, shift } from '../../../src/state/ordering-places.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import { addPicture, giulia, lucia, merge, names, newPanel } from './film.ts';

function stripOf(letters: string): Panel {
  const panel = newPanel(giulia);
  let last: string | null = null;
  for (const letter of letters) {
    last = between(last, null, giulia);
    addPicture(panel, `picture${letter}`, last);
  }
  return panel;
}

for (const { id, place, want } of [
  { id: 'a', place: 3, want: 'bcda' },
  { id: 'd', place: 0, want: 'dabc' },
  { id: 'b', place: 2, want: 'acbd' },
  { id: 'c', place: 1, want: 'acbd' },
  { id: 'c', place: 2, want: 'abcd' },
  { id: 'a', place: -1, want: 'abcd' },
  { id: 'b', place: 99, want: 'acdb' },
  { id: 'x', place: 0, want: 'abcd' },
]) {
  test(`${id} of abcd to place ${place}: ${want}`, () => {
    const panel = stripOf('abcd');
    assert.equal(move(panel, `picture${id}`, place), want !== 'abcd');
    assert.equal(names(panel), want);
  });
}

test('a move is one step of undo, and writes one element', () => {
  const panel = stripOf('abc');
  const written: string[] = [];
  panel.subscribe(({ ids }) => written.push(...ids));
  move(panel, 'picturec', 0);
  assert.deepEqual(written, ['picturec']);
  panel.undo();
  assert.equal(names(panel), 'abc');
  panel.redo();
  assert.equal(names(panel), 'cab');
});

test('where no key is left between two, all get new ones in one step', () => {
  const panel = stripOf('abc');
  // Equal keys leave no room; so do hostile ones that follow each other at the longest.
  const long = 'a'.repeat(limits.maxOrderChars - 1);
  panel.set('picturea', { order: `${long}1` });
  panel.set('pictureb', { order: `${long}2` });
  panel.set('picturec', { order: `${long}3` });
  assert.ok(move(panel, 'picturec', 1));
  assert.equal(names(panel), 'acb');
  assert.ok(pictures(panel).every(({ order }) => order.length < 20));
  panel.undo();
  assert.equal(names(panel), 'abc');
  assert.equal(picture(panel, 'picturea')?.order, `${long}1`);
});

test('whatever two people move at once, both strips are the same after', () => {
  const moves = fc.array(fc.tuple(fc.constantFrom(...'abcde'), fc.nat(4)), { maxLength: 12 });
  fc.assert(
    fc.property(moves, moves, (hers, mine) => {
      const here = stripOf('abcde');
      const there = newPanel(lucia);
      merge(there, here);
      for (const [id, place] of mine) move(here, `picture${id}`, place);
      for (const [id, place] of hers) move(there, `picture${id}`, place);
      merge(here, there);
      merge(there, here);
      assert.equal(names(here), names(there));
      assert.equal([...names(here)].sort().join(''), 'abcde', 'none is lost');
    }),
  );
});

test('two who move different pictures both have their way', () => {
  const here = stripOf('abcd');
  const there = newPanel(lucia);
  merge(there, here);
  move(here, 'picturea', 3);
  move(there, 'pictured', 0);
  merge(here, there);
  merge(there, here);
  assert.equal(names(here), 'dbca');
  assert.equal(names(there), 'dbca');
});

const leftToRight = [50, 130, 210, 290];
const rightToLeft = [290, 210, 130, 50];

for (const { name, places, at, want } of [
  { name: 'on its place', places: leftToRight, at: 130, want: 1 },
  { name: 'not quite half way', places: leftToRight, at: 169, want: 1 },
  { name: 'beyond half way', places: leftToRight, at: 171, want: 2 },
  { name: 'before all', places: leftToRight, at: -500, want: 0 },
  { name: 'after all', places: leftToRight, at: 5_000, want: 3 },
  { name: 'from right to left', places: rightToLeft, at: 60, want: 3 },
  { name: 'alone', places: [50], at: 900, want: 0 },
]) {
  test(`a dragged frame ${name} goes to ${want}`, () => assert.equal(nearestPlace(places, at), want));
}

for (const { name, places, from, to, want } of [
  { name: 'forward', places: leftToRight, from: 0, to: 2, want: [0, -80, -80, 0] },
  { name: 'back', places: leftToRight, from: 3, to: 1, want: [0, 80, 80, 0] },
  { name: 'from right to left', places: rightToLeft, from: 0, to: 1, want: [0, 80, 0, 0] },
  { name: 'not at all', places: leftToRight, from: 1, to: 1, want: [0, 0, 0, 0] },
]) {
  test(`the others make room for one that goes ${name}`, () => {
    const shifts = places.map((_, i) => (i === from ? 0 : shift(places, from, to, i)));
    assert.deepEqual(shifts, want);
  });
}

test('the strip scrolls at its edges only, faster the nearer', () => {
  assert.equal(edgeScroll(500, 0, 1000), 0);
  assert.equal(edgeScroll(edgePixels + 1, 0, 1000), 0);
  const [near, nearer, beyond] = [edgeScroll(24, 0, 1000), edgeScroll(2, 0, 1000), edgeScroll(-900, 0, 1000)];
  assert.ok(near < 0 && nearer < near && beyond <= nearer);
  assert.equal(edgeScroll(998, 0, 1000), -nearer);
});
