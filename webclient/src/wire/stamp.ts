// The order of stamps, PROTOCOL.md section 4. Go twin: peer/wire/stamp.go.

import type { Stamp } from './schema.gen.ts';

/** Total order of stamps. Ids are ASCII, so comparing strings is comparing bytes. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a.ms - b.ms || a.n - b.n || (a.site < b.site ? -1 : a.site > b.site ? 1 : 0);
}
