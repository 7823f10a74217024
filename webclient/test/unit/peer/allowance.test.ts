import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Allowance } from '../../../src/peer/allowance.ts';
import { frameBytes } from '../../../src/peer/frame-bytes.ts';
import { WireError } from '../../../src/wire/errors.ts';

test('a few at once, then one each interval, and never more than the burst', () => {
  const allowance = new Allowance(2, 1_000);
  const at = [0, 0, 0, 999, 1_000, 1_000, 3_600_000, 3_600_000, 3_600_000];
  assert.deepEqual(
    at.map((ms) => allowance.take(ms)),
    [true, true, false, false, true, false, true, true, false],
  );
});

test('text is never taken for a length', () => {
  for (const data of ['4000000000', '8', '', 8, null, undefined, new Uint8Array(8), { length: 8 }]) {
    assert.throws(
      () => frameBytes(data),
      (e) => e instanceof WireError && e.reason === 'bad-type',
    );
  }
  assert.equal(frameBytes(new ArrayBuffer(8)).length, 8);
});
