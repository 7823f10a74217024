// What this device remembers of rooms that are over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spentRoom } from '../../../src/signaling/spent.ts';
import { MemoryStorage } from '../peer/clock.ts';

const room = (n: number) => String(n).padStart(22, 'A');

test('a room is remembered, others are not', () => {
  const device = new MemoryStorage();
  assert.equal(spentRoom(room(1), device).known(), false);
  spentRoom(room(1), device).remember();
  spentRoom(room(1), device).remember();
  assert.deepEqual([spentRoom(room(1), device).known(), spentRoom(room(2), device).known()], [true, false]);
  assert.equal(device.getItem('coviewer.spent'), room(1));
});

test('the newest fifty', () => {
  const device = new MemoryStorage();
  for (let n = 0; n < 51; n++) spentRoom(room(n), device).remember();
  assert.deepEqual([spentRoom(room(0), device).known(), spentRoom(room(1), device).known()], [false, true]);
});

test('damaged and blocked storage mean that nothing is remembered, and nothing fails', () => {
  const device = new MemoryStorage();
  device.setItem('coviewer.spent', `x ${room(1)} ../ ${'y'.repeat(1000)}`);
  assert.equal(spentRoom(room(1), device).known(), true);
  spentRoom(room(2), device).remember();
  assert.equal(device.getItem('coviewer.spent'), `${room(1)} ${room(2)}`);
  const refuses = () => {
    throw new Error('blocked');
  };
  for (const blocked of [null, { getItem: refuses, setItem: refuses, removeItem: refuses }]) {
    spentRoom(room(1), blocked).remember();
    assert.equal(spentRoom(room(1), blocked).known(), false);
  }
});
