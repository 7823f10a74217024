// Own writes as messages, none larger than the limit; many small ones share a message that can still be repeated whole.

import { encodedLength } from '../wire/cbor.ts';
import { encode, toItem } from '../wire/frames.ts';
import * as limits from '../wire/limits.gen.ts';
import type { Write } from '../wire/schema.gen.ts';

/** What a message adds around its writes. */
const overheadBytes = 8;

export function writeMessages(writes: readonly Write[]): Uint8Array<ArrayBuffer>[] {
  const groups: Write[][] = [];
  let room = 0;
  for (const w of writes) {
    const bytes = encodedLength(toItem(w));
    if (bytes > room) {
      groups.push([]);
      room = limits.repeatBytes - overheadBytes;
    }
    groups.at(-1)?.push(w);
    room -= bytes;
  }
  return groups.map((group) => encode({ type: 'writes', writes: group }));
}
