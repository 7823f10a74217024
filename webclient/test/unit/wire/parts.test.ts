import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Panel } from '../../../src/panel/panel.ts';
import { decode } from '../../../src/wire/frames.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import { snapshotParts } from '../../../src/wire/parts.ts';
import type { Snapshot, Write } from '../../../src/wire/schema.gen.ts';

const stamp = { ms: 1000, n: 0, site: 'aaaaaaaa' };

function decoded(parts: readonly Uint8Array[]): Snapshot[] {
  return parts.map((part) => {
    const message = decode('panel', part);
    assert.ok(message.type === 'snapshot' && !message.refused);
    return message;
  });
}

test('an empty panel is one part, and it is the last', () => {
  assert.deepEqual(decoded(snapshotParts([])), [{ type: 'snapshot', last: true, writes: [] }]);
});

test('many writes are cut into parts near snapshotPartBytes; only the last is marked', () => {
  const writes = Array.from(
    { length: 1000 },
    (_, i): Write => ({ stamp, id: `element${i}`, set: { text: 'x'.repeat(100) } }),
  );
  const parts = snapshotParts(writes);
  assert.ok(parts.every((part) => part.length <= limits.snapshotPartBytes + 16));
  assert.ok(parts.length < 12);
  const messages = decoded(parts);
  assert.deepEqual(
    messages.map((m) => m.last),
    messages.map((_, i) => i === messages.length - 1),
  );
  assert.equal(messages.flatMap((m) => m.writes).length, writes.length);
});

test('a write that is too large for a message is split by properties and merges to the same', () => {
  const set = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`unknown${i}`, 'x'.repeat(4000)]));
  const write: Write = { stamp, id: 'element1', set };
  const panel = new Panel({ site: 'bbbbbbbb', wall: () => 1000 });
  for (const message of decoded(snapshotParts([write]))) panel.merge(message.writes, 2000);
  assert.deepEqual(panel.snapshot().length, 1);
  assert.deepEqual({ ...panel.snapshot()[0]?.set }, set);
});
