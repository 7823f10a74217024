import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Change, Panel } from '../../../src/panel/panel.ts';
import { WireError } from '../../../src/wire/errors.ts';
import { encode } from '../../../src/wire/frames.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import type { Value, Write } from '../../../src/wire/schema.gen.ts';
import { compareStamps } from '../../../src/wire/stamp.ts';
import { write } from '../wire/arbitrary.ts';
import { hex } from '../wire/vectors.ts';

const site = 'aaaaaaaa';
const writes = fc.array(write, { maxLength: 30 });

function newPanel(name = site, wall = () => 1000): Panel {
  return new Panel({ site: name, wall });
}

function merged(...parts: readonly (readonly Write[])[]): Panel {
  const panel = newPanel();
  for (const part of parts) assert.deepEqual(panel.merge(part, limits.maxSafeInteger).refused, []);
  return panel;
}

function content(panel: Panel): string {
  return hex(encode({ type: 'snapshot', last: true, writes: panel.snapshot() }));
}

test('merging is commutative', () => {
  fc.assert(fc.property(writes, writes, (a, b) => assert.equal(content(merged(a, b)), content(merged(b, a)))));
});

test('merging is associative: a snapshot of two merges as the two do', () => {
  fc.assert(
    fc.property(writes, writes, writes, (a, b, c) => {
      const right = merged(a, merged(b, c).snapshot());
      assert.equal(content(merged(merged(a, b).snapshot(), c)), content(right));
    }),
  );
});

test('merging is idempotent, and what is known changes nothing', () => {
  fc.assert(
    fc.property(writes, (a) => {
      const panel = merged(a);
      const before = content(panel);
      assert.deepEqual(panel.merge(a, limits.maxSafeInteger), { accepted: [], refused: [] });
      assert.equal(content(panel), before);
    }),
  );
});

test('every order of the same writes gives the same panel', () => {
  const shuffled = writes.chain((a) => fc.tuple(fc.constant(a), fc.shuffledSubarray(a, { minLength: a.length })));
  fc.assert(fc.property(shuffled, ([a, b]) => assert.equal(content(merged(a)), content(merged(b)))));
});

test('stamps of a site only grow, whatever the wall clock and others do', () => {
  const event = fc.oneof(fc.record({ wall: fc.nat(5000) }), fc.record({ seen: write }), fc.constant({ set: true }));
  fc.assert(
    fc.property(fc.array(event, { maxLength: 50 }), (events) => {
      let wall = 1000;
      const panel = newPanel(site, () => wall);
      let last = panel.set('element9', { p: 0 }).stamp;
      for (const e of events) {
        if ('wall' in e) wall = e.wall;
        if ('seen' in e) panel.merge([e.seen], limits.maxSafeInteger);
        const { stamp } = panel.set('element9', { p: 0 });
        assert.ok(compareStamps(stamp, last) > 0);
        if ('seen' in e) assert.ok(compareStamps(stamp, e.seen.stamp) > 0);
        last = stamp;
      }
    }),
  );
});

test('undoing everything leaves no cell that another wrote last different', () => {
  const action = fc.record({ mine: fc.boolean(), id: fc.constantFrom('element1', 'element2'), p: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      const mine = newPanel();
      const other = newPanel('bbbbbbbb');
      for (const { mine: own, id, p } of actions) {
        const [from, to] = own ? [mine, other] : [other, mine];
        to.merge([from.set(id, { p })], limits.maxSafeInteger);
      }
      const others = mine.snapshot().filter((w) => w.stamp.site === other.site);
      while (mine.undo());
      assert.deepEqual(
        mine.snapshot().filter((w) => w.stamp.site === other.site),
        others,
      );
    }),
  );
});

test('redo after undo gives the values back, any number of steps deep', () => {
  const set = fc.record({ id: fc.constantFrom('element1', 'element2'), p: fc.nat(9), q: fc.option(fc.nat(9)) });
  fc.assert(
    fc.property(fc.array(set, { minLength: 1, maxLength: 12 }), fc.nat(12), (sets, depth) => {
      const panel = newPanel();
      for (const { id, p, q } of sets) panel.set(id, { p, q });
      const before = values(panel);
      let undone = 0;
      while (undone < depth && panel.undo()) undone++;
      assert.equal(undone, Math.min(depth, sets.length));
      for (let i = 0; i < undone; i++) assert.ok(panel.redo());
      assert.deepEqual(values(panel), before);
    }),
  );
});

/** What a person sees: values without stamps, deleted elements left out. */
function values(panel: Panel): Record<string, (Value | undefined)[]> {
  const seen: Record<string, (Value | undefined)[]> = {};
  for (const e of panel.elements()) if (!e.deleted) seen[e.id] = [e.get('p'), e.get('q')];
  return seen;
}

test('more steps than maxUndoSteps: the oldest can no longer be undone', () => {
  const panel = newPanel();
  for (let i = 0; i <= limits.maxUndoSteps; i++) panel.set('element1', { p: i });
  let undone = 0;
  while (panel.undo()) undone++;
  assert.equal(undone, limits.maxUndoSteps);
  assert.equal(panel.get('element1')?.get('p'), 0);
});

test('a write beyond the bound is refused, the others of the message are merged', () => {
  const panel = newPanel();
  const at = (ms: number, id: string): Write => ({ stamp: { ms, n: 0, site: 'bbbbbbbb' }, id, set: { p: 1 } });
  const { accepted, refused } = panel.merge([at(1, 'element1'), at(2001, 'element2'), at(2000, 'element3')], 2000);
  assert.deepEqual(
    accepted.map((w) => w.id),
    ['element1', 'element3'],
  );
  assert.deepEqual(
    refused.map((e) => e.reason),
    ['future-stamp'],
  );
});

test('more properties than an element may have are too-many, and change nothing', () => {
  const panel = newPanel();
  const set = Object.fromEntries(Array.from({ length: limits.maxPropertiesPerElement }, (_, i) => [`p${i}`, i]));
  panel.set('element1', set);
  const before = content(panel);
  const over: Write = { stamp: { ms: 2000, n: 0, site: 'bbbbbbbb' }, id: 'element1', set: { p0: 7, more: 1 } };
  assert.deepEqual(
    panel.merge([over], 3000).refused.map((e) => e.reason),
    ['too-many'],
  );
  assert.equal(content(panel), before);
});

test('more elements than maxElements are too-many; known ones still change', () => {
  const panel = newPanel();
  const at = (i: number, p: number): Write => ({
    stamp: { ms: 2000 + p, n: 0, site: 'bbbbbbbb' },
    id: `element${i}`,
    set: { p },
  });
  panel.merge(
    Array.from({ length: limits.maxElements }, (_, i) => at(i + 1, 0)),
    9000,
  );
  const { accepted, refused } = panel.merge([at(limits.maxElements + 1, 1), at(1, 1)], 9000);
  assert.deepEqual(
    refused.map((e) => e.reason),
    ['too-many'],
  );
  assert.equal(accepted.length, 1);
});

test('a local write that no peer would take throws, and leaves no trace', () => {
  const panel = newPanel();
  for (const set of [{}, { color: 32 }, { x1: 0.5 }, { order: '.' }, { text: '' }, { points: Uint8Array.of(0x80) }]) {
    assert.throws(() => panel.set('element1', set), WireError);
  }
  assert.throws(() => panel.set('Element', { p: 1 }), WireError);
  assert.deepEqual(panel.snapshot(), []);
  assert.equal(panel.canUndo, false);
  assert.deepEqual(panel.set('element1', { p: 1 }).stamp, { ms: 1000, n: 0, site });
});

test('subscribers are told once a step, of undo as local, and of what merging changed', () => {
  const panel = newPanel();
  const seen: Change[] = [];
  const unsubscribe = panel.subscribe((c) => seen.push(c));
  panel.step(() => {
    panel.set('element1', { p: 1 });
    panel.set('element2', { p: 1 });
    panel.set('element1', { q: 1 });
  });
  panel.undo();
  const remote: Write = { stamp: { ms: 2000, n: 0, site: 'bbbbbbbb' }, id: 'element3', set: { p: 1 } };
  panel.merge([remote, remote], 3000);
  panel.merge([remote], 3000);
  unsubscribe();
  panel.set('element1', { p: 2 });
  assert.deepEqual(
    seen.map(({ origin, writes, ids }) => [origin, writes.length, ids.join(' ')]),
    [
      ['local', 3, 'element1 element2'],
      ['local', 2, 'element1 element2'],
      ['remote', 1, 'element3'],
    ],
  );
});

test('a step that throws keeps, tells and can undo what it wrote', () => {
  const panel = newPanel();
  const seen: Change[] = [];
  panel.subscribe((c) => seen.push(c));
  const fails = () =>
    panel.step(() => {
      panel.set('element1', { p: 1 });
      throw new Error('gesture canceled');
    });
  assert.throws(fails, /gesture canceled/);
  assert.equal(seen.length, 1);
  assert.ok(panel.undo());
  assert.equal(panel.get('element1')?.deleted, true);
});

test('a property __proto__ is data on the panel too', () => {
  const set = JSON.parse('{"__proto__": {"polluted": true}}') as Record<string, Value>;
  const other = newPanel('bbbbbbbb');
  other.merge([newPanel().set('element1', set)], limits.maxSafeInteger);
  assert.deepEqual(other.get('element1')?.get('__proto__'), { polluted: true });
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.deepEqual(Object.keys(other.snapshot()[0]?.set ?? {}), ['__proto__']);
});
