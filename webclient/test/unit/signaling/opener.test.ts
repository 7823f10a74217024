// Boxes that open, of senders without end: only somebody who knows the link makes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newLink } from '../../../src/signaling/link.ts';
import { Opener, SealError, Sealer } from '../../../src/signaling/seal.ts';

test('so many senders are remembered; then another one is refused, and those known are still opened', async () => {
  const { signalKey, room } = await newLink('https://shop.example');
  const opener = new Opener(signalKey, room);
  const sealers: Sealer[] = [];
  const signal = { type: 'restart', conn: 'conn00000001' } as const;
  const open = async (n: number) => {
    const instance = `sender${String(n).padStart(6, '0')}`;
    const sealer = sealers[n] ?? new Sealer(signalKey, room, instance, (bytes) => new Uint8Array(bytes).fill(n));
    sealers[n] = sealer;
    return opener.open(await sealer.seal('receiver0001', 'offerer', signal), instance, 'receiver0001', 'offerer');
  };
  for (let n = 0; n < 256; n++) assert.deepEqual(await open(n), signal);
  await assert.rejects(open(256), (e) => e instanceof SealError && e.reason === 'bad-message');
  assert.deepEqual(await open(0), signal);
});
