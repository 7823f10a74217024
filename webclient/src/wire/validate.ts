// Checks of fields and properties against the tables of schema.gen.ts. Go twin: peer/wire/validate.go.

import { encodedLength, isMap } from './cbor.ts';
import { WireError } from './errors.ts';
import * as limits from './limits.gen.ts';
import { unpackPoints } from './points.ts';
import { type Field, type FieldType, properties, type Value, type Write } from './schema.gen.ts';

/** How many containers stand around a property's value in a message: message, writes, write, set. */
const depthOfProperty = 4;
const hashBytes = 32;
const maxCounter = 0xffff;

const checks: { readonly [T in FieldType]: (v: Value, f: Field) => boolean } = {
  int: (v, f) => typeof v === 'number' && Number.isSafeInteger(v) && within(v, f),
  coordinate: (v) => typeof v === 'number' && Number.isSafeInteger(v) && Math.abs(v) <= limits.maxCoordinate,
  bool: (v) => typeof v === 'boolean',
  true: (v) => v === true,
  text: (v, f) => typeof v === 'string' && v.isWellFormed() && within(codePoints(v), f),
  enum: (v, f) => typeof v === 'string' && f.values !== undefined && f.values.includes(v),
  id: (v) => isId(v),
  order: (v) => typeof v === 'string' && isOrder(v),
  bytes: (v, f) => v instanceof Uint8Array && within(v.length, f),
  hash: (v) => v instanceof Uint8Array && v.length === hashBytes,
  points: (v) => v instanceof Uint8Array && (unpacks(v, false) || unpacks(v, true)),
  list: (v, f) => Array.isArray(v) && within(v.length, f) && v.every((item) => f.of !== undefined && fits(item, f.of)),
  writes: (v) => Array.isArray(v),
};

/** Whether a value is what the field may hold. */
export function fits(v: Value, f: Field): boolean {
  return (v === null && f.nullable === true) || checks[f.type](v, f);
}

export function isId(v: Value): v is string {
  return typeof v === 'string' && /^[a-z0-9]{8,22}$/.test(v);
}

export function isOrder(v: string): boolean {
  return v.length <= limits.maxOrderChars && /^[.0-9a-z]*[0-9a-z]$/.test(v);
}

/** Throws if a write, however made, is not one that every peer accepts. */
export function checkWrite(w: Write): void {
  const { ms, n, site } = w.stamp;
  if (!Number.isSafeInteger(ms) || ms < 0) throw new WireError('bad-field', 'ms of a stamp');
  if (!Number.isInteger(n) || n < 0 || n > maxCounter) throw new WireError('bad-field', 'counter of a stamp');
  if (!isId(site)) throw new WireError('bad-field', 'site of a stamp');
  if (!isId(w.id)) throw new WireError('bad-field', 'id of an element');
  const names = Object.keys(w.set);
  if (names.length === 0) throw new WireError('bad-field', 'a write sets nothing');
  if (names.length > limits.maxPropertiesPerElement) throw new WireError('too-many', `${names.length} properties`);
  for (const name of names) checkProperty(name, w.set[name] as Value);
}

function checkProperty(name: string, v: Value): void {
  const field = properties.get(name);
  // null says that the property is absent. It is allowed, but for what is true for good.
  const absent = v === null && field?.type !== 'true';
  if (field && !absent && !fits(v, field)) throw new WireError('bad-value', `property ${name}`);
  if (!field && propertyBytes(name, v) > limits.maxUnknownBytes) {
    throw new WireError('bad-value', `unknown property of more than ${limits.maxUnknownBytes} bytes`);
  }
}

/** The encoded length of a property, name and value: what bounds unknown ones, and the panel as a whole. */
export function propertyBytes(name: string, v: Value): number {
  return encodedLength(name) + encodedLength(v, depthOfProperty);
}

/** Narrows a decoded value to a write, and checks it. */
export function toWrite(v: Value): Write {
  if (!Array.isArray(v) || v.length !== 5) throw new WireError('bad-field', 'a write is five items');
  const [ms, n, site, id, set] = v as unknown as readonly [Value, Value, Value, Value, Value];
  if (typeof ms !== 'number' || typeof n !== 'number') throw new WireError('bad-field', 'stamp of a write');
  if (typeof site !== 'string' || typeof id !== 'string') throw new WireError('bad-field', 'ids of a write');
  if (!isMap(set)) throw new WireError('bad-field', 'properties of a write');
  const write = { stamp: { ms, n, site }, id, set };
  checkWrite(write);
  return write;
}

function within(n: number, f: Field): boolean {
  return n >= (f.min ?? 0) && n <= (f.max ?? Number.POSITIVE_INFINITY);
}

export function codePoints(s: string): number {
  let n = 0;
  for (const _ of s) n++;
  return n;
}

export function unpacks(bytes: Uint8Array, pressure: boolean): boolean {
  try {
    unpackPoints(bytes, pressure);
    return true;
  } catch {
    return false;
  }
}
