// Sets of ranges, against a set of single bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Ranges } from '../../../src/blob/ranges.ts';

const size = 64;
const range = fc.tuple(fc.nat(size - 1), fc.nat(20)).map(([from, n]) => [from, Math.min(n, size - from)] as const);

test('ranges hold what a set of bytes would hold', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 20 }), range, (added, [from, length]) => {
      const ranges = new Ranges();
      const bytes = new Set<number>();
      for (const [offset, n] of added) {
        const before = bytes.size;
        for (let i = offset; i < offset + n; i++) bytes.add(i);
        assert.equal(ranges.add(offset, n), bytes.size - before);
      }
      assert.equal(ranges.bytes, bytes.size);
      if (length > 0) {
        const all = Array.from({ length }, (_, i) => bytes.has(from + i)).every(Boolean);
        assert.equal(ranges.covers(from, length), all);
      }
      const missing = ranges.missing(size, size);
      for (let i = 0; i < missing.length; i += 2) assert.ok(ranges.add(missing[i] ?? 0, missing[i + 1] ?? 0) > 0);
      assert.equal(ranges.bytes, size);
      assert.deepEqual(ranges.missing(size, size), []);
    }),
  );
});

test('a want names at most so many ranges', () => {
  const ranges = new Ranges();
  for (let i = 0; i < 10; i++) ranges.add(10 * i, 5);
  assert.deepEqual(ranges.missing(100, 2), [5, 5, 15, 5]);
});
