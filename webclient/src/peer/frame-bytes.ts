// What a data channel hands over, before anything looks into it: a peer may send text on a binary channel, and
// `new Uint8Array('4000000000')` would be four gigabytes of zeros.

import { WireError } from '../wire/errors.ts';

/** Throws WireError. */
export function frameBytes(data: unknown): Uint8Array<ArrayBuffer> {
  if (!(data instanceof ArrayBuffer)) throw new WireError('bad-type', 'a text frame');
  return new Uint8Array(data);
}
