// A snapshot as messages, PROTOCOL.md section 4. Go twin: peer/wire/parts.go.

import { encodedLength } from './cbor.ts';
import { encode, toItem } from './frames.ts';
import * as limits from './limits.gen.ts';
import type { Write } from './schema.gen.ts';

/** What a snapshot message adds around its only write. */
const snapshotOverhead = 8;

/** Encodes a snapshot in parts of about `snapshotPartBytes`, the last marked as such; an empty panel is one part. */
export function snapshotParts(writes: readonly Write[]): Uint8Array<ArrayBuffer>[] {
  const groups: Write[][] = [[]];
  let size = 0;
  for (const w of writes.flatMap(split)) {
    const bytes = encodedLength(toItem(w));
    if (size > 0 && size + bytes > limits.snapshotPartBytes) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(w);
    size += bytes;
  }
  return groups.map((group, i) => encode({ type: 'snapshot', last: i === groups.length - 1, writes: group }));
}

/** Splits a write that is too large for a message by its properties: under one stamp that means the same. */
function split(w: Write): Write[] {
  const entries = Object.entries(w.set);
  if (entries.length === 1 || encodedLength(toItem(w)) <= limits.maxMessageBytes - snapshotOverhead) return [w];
  const middle = Math.floor(entries.length / 2);
  const halves = [entries.slice(0, middle), entries.slice(middle)];
  return halves.flatMap((half) => split({ ...w, set: Object.fromEntries(half) }));
}
