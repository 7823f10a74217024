import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Spot, trailMs, trailPath, withSpot } from '../../../src/stage/trail.ts';
import { viewOn } from '../../../src/stage/visit.ts';

function drawn(steps: number): readonly Spot[] {
  let spots: readonly Spot[] = [];
  for (let i = 0; i < steps; i++) spots = withSpot(spots, { x: i * 10, y: 0, time: i * 16 });
  return spots;
}

test('a tail begins at the light, is thinner the older it is, and catches up', () => {
  const path = trailPath(drawn(10), 9 * 16);
  assert.match(path, /^M.*Z$/);
  assert.match(path, /90\.0 7\.0/, 'the head is as wide as the light');
  assert.equal(trailPath(drawn(10), 9 * 16 + trailMs).includes('90.0 7.0'), false);
});

test('a light that rests has no tail, and a long movement none without end', () => {
  assert.equal(trailPath(drawn(1), 0), '');
  const rest = withSpot(withSpot([], { x: 5, y: 5, time: 0 }), { x: 5, y: 5, time: 16 });
  assert.equal(trailPath(rest, 16), '');
  assert.ok(drawn(5000).length <= 48);
});

test('going to a mark shows it whole, in the middle, with enough around it to know where it is', () => {
  const picture = { width: 10_000, height: 8000 };
  assert.deepEqual(viewOn({ x: 5000, y: 4000, width: 0, height: 0 }, picture), [3000, 2400, 4000, 3200]);
  assert.deepEqual(viewOn({ x: 0, y: 0, width: 8000, height: 8000 }, picture), [-4000, -4000, 16_000, 16_000]);
});
