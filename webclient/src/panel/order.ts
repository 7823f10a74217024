// Keys that order the filmstrip, PROTOCOL.md section 5. Go twin: peer/panel/order.go.

import { WireError } from '../wire/errors.ts';
import * as limits from '../wire/limits.gen.ts';
import { isOrder } from '../wire/validate.ts';

const digits = '.0123456789abcdefghijklmnopqrstuvwxyz';

/** There is no key between the two: the caller renumbers its own pictures, or appends. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
  readonly reason = 'no-room';
}

/** A key strictly between `a` and `b`; null stands for the start and for the end. `site` keeps two at one place apart. */
export function between(a: string | null, b: string | null, site: string): string {
  for (const key of [a, b]) {
    if (key !== null && !isOrder(key)) throw new WireError('bad-value', 'not an order key');
  }
  let result = '';
  let open = b === null;
  for (let i = 0; result.length < limits.maxOrderChars; i++) {
    const p = a !== null && i < a.length ? digit(a, i) : 0;
    if (!open && b !== null && i >= b.length) throw new NoRoomError(`no key between ${a} and ${b}`);
    const q = open || b === null ? digits.length : digit(b, i);
    if (q < p) throw new NoRoomError(`${a} is not before ${b}`);
    // Appending takes the next digit, not the middle: so keys stay short however many pictures follow each other.
    if (q - p > 1) return withSite(result + digits[b === null && a !== null ? p + 1 : Math.floor((p + q) / 2)], site);
    result += digits[p];
    if (q - p === 1) open = true;
  }
  throw new NoRoomError('the key would be too long');
}

function withSite(key: string, site: string): string {
  const whole = `${key}.${site}`;
  if (whole.length > limits.maxOrderChars) throw new NoRoomError('the key would be too long');
  return whole;
}

function digit(key: string, i: number): number {
  return digits.indexOf(key[i] as string);
}
