// The CBOR subset of PROTOCOL.md section 2: RFC 8949 core deterministic encoding of integers, text, bytes, booleans,
// null, arrays and text-keyed maps. Strict in both directions: what this decodes, it encodes to the same bytes.
// Decoding reads from left to right and reports the first failure, in the order of checks that section 2 fixes, so that
// both languages give the same class also for bytes with several faults.

import { WireError } from './errors.ts';
import * as limits from './limits.gen.ts';
import type { Value } from './schema.gen.ts';

const majorText = 3;
const majorBytes = 2;
const shortText = 24;
const utf8 = new TextEncoder();
// A leading BOM is data like any other; without ignoreBOM it would vanish and the round trip with it.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytewise order; of two of which one begins the other, the shorter is first. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Keys in bytewise order of their encoded form: the encoded head makes that shortest first. */
function compareKeys(a: Uint8Array, b: Uint8Array): number {
  return a.length - b.length || compareBytes(a, b);
}

export function isMap(v: Value): v is { readonly [property: string]: Value } {
  return typeof v === 'object' && v !== null && !Array.isArray(v) && !(v instanceof Uint8Array);
}

/** Encodes one value. `depth` is how many containers are already around it. */
export function encodeValue(value: Value, depth = 0): Uint8Array<ArrayBuffer> {
  const sink = new Sink(encodedLength(value, depth));
  sink.value(value);
  return sink.bytes;
}

/** The length of what `encodeValue` would give. Throws WireError if the value is not of the subset. */
export function encodedLength(v: Value, depth = 0): number {
  if (v === null || typeof v === 'boolean') return 1;
  if (typeof v === 'number') return integerLength(v);
  if (typeof v === 'string') return stringLength(utf8Length(v));
  if (v instanceof Uint8Array) return stringLength(v.length);
  if (typeof v !== 'object') throw new WireError('bad-cbor', `cannot encode ${typeof v}`);
  if (depth >= limits.maxDepth) throw new WireError('too-deep', `more than ${limits.maxDepth} levels`);
  if (Array.isArray(v)) return v.reduce((sum, item) => sum + encodedLength(item, depth + 1), headLength(v.length));
  const map = v as { readonly [property: string]: Value };
  const keys = Object.keys(map);
  let length = headLength(keys.length);
  for (const key of keys) length += stringLength(utf8Length(key)) + encodedLength(map[key] as Value, depth + 1);
  return length;
}

function integerLength(v: number): number {
  if (!Number.isSafeInteger(v)) throw new WireError('bad-cbor', 'not a safe integer');
  return headLength(v < 0 ? -1 - v : v);
}

function stringLength(bytes: number): number {
  return headLength(bytes) + bytes;
}

function headLength(n: number): number {
  return n < 24 ? 1 : n < 0x100 ? 2 : n < 0x10000 ? 3 : n < 0x100000000 ? 5 : 9;
}

function utf8Length(s: string): number {
  if (!s.isWellFormed()) throw new WireError('bad-cbor', 'text with half a surrogate pair');
  let length = s.length;
  for (let i = 0; i < s.length; i++) {
    const unit = s.charCodeAt(i);
    // A surrogate is half of four bytes: one more than a unit below 0x80, as the two-byte characters have it.
    if (unit >= 0x80) length += unit < 0x800 || (unit & 0xf800) === 0xd800 ? 1 : 2;
  }
  return length;
}

/** Writes what has been measured: nothing here can fail. */
class Sink {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  value(v: Value): void {
    if (v === null) this.#head(7, 22);
    else if (typeof v === 'boolean') this.#head(7, v ? 21 : 20);
    // -0 is not below 0: it is written as 0.
    else if (typeof v === 'number') v < 0 ? this.#head(1, -1 - v) : this.#head(0, v);
    else if (typeof v === 'string') this.#string(majorText, utf8.encode(v));
    else if (v instanceof Uint8Array) this.#string(majorBytes, v);
    else if (Array.isArray(v)) {
      this.#head(4, v.length);
      for (const item of v) this.value(item);
    } else this.#map(v as { readonly [property: string]: Value });
  }

  #map(v: { readonly [property: string]: Value }): void {
    const entries = Object.keys(v).map((key) => [utf8.encode(key), v[key] as Value] as const);
    entries.sort(([a], [b]) => compareKeys(a, b));
    this.#head(5, entries.length);
    for (const [key, item] of entries) {
      this.#string(majorText, key);
      this.value(item);
    }
  }

  #string(major: number, bytes: Uint8Array): void {
    this.#head(major, bytes.length);
    this.bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #head(major: number, n: number): void {
    const [at, length] = [this.#at, headLength(n)];
    this.#at += length;
    // 24, 25, 26, 27: the number follows in 1, 2, 4, 8 bytes.
    this.#view.setUint8(at, (major << 5) | (length === 1 ? n : 24 + Math.log2(length - 1)));
    if (length === 2) this.#view.setUint8(at + 1, n);
    else if (length === 3) this.#view.setUint16(at + 1, n);
    else if (length === 5) this.#view.setUint32(at + 1, n);
    else if (length === 9) this.#view.setBigUint64(at + 1, BigInt(n));
  }
}

/** Decodes exactly one value. Maps come without a prototype, so that no key can be anything but data. */
export function decodeValue(bytes: Uint8Array): Value {
  const source = new Source(bytes);
  const value = source.value(0);
  if (source.left > 0) throw new WireError('bad-cbor', `${source.left} bytes after the value`);
  return value;
}

class Source {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  value(depth: number): Value {
    const first = this.#initial();
    const major = first >> 5;
    if (major === 7) return first === 0xf6 ? null : first === 0xf5;
    const n = this.#argument(first);
    if (major < majorBytes) return integer(major, n);
    // A copy: a panel that keeps a small value must not keep the whole message alive.
    if (major === majorBytes) return this.#slice(n).slice();
    if (major === majorText) return decodeText(this.#slice(n));
    if (depth >= limits.maxDepth) throw new WireError('too-deep', `more than ${limits.maxDepth} levels`);
    // Each item takes at least a byte: a longer announcement is refused before any work is done for it.
    if (n > (major === 4 ? this.left : this.left / 2)) throw new WireError('truncated', `${n} items announced`);
    return major === 4 ? this.#array(n, depth + 1) : this.#map(n, depth + 1);
  }

  #array(n: number, depth: number): Value[] {
    const items: Value[] = [];
    for (let i = 0; i < n; i++) items.push(this.value(depth));
    return items;
  }

  #map(n: number, depth: number): { [property: string]: Value } {
    const map: { [property: string]: Value } = Object.create(null);
    let before: Uint8Array | undefined;
    for (let i = 0; i < n; i++) {
      const first = this.#initial();
      if (first >> 5 !== majorText) throw new WireError('bad-cbor', 'map key is not text');
      const key = this.#slice(this.#argument(first));
      const name = decodeText(key);
      if (before && compareKeys(before, key) >= 0) throw new WireError('not-canonical', 'map keys out of order');
      before = key;
      map[name] = this.value(depth);
    }
    return map;
  }

  #initial(): number {
    const first = this.#view.getUint8(this.#take(1));
    const major = first >> 5;
    const outside = major === 7 ? first < 0xf4 || first > 0xf6 : major === 6 || (first & 31) > 27;
    if (outside) throw new WireError('bad-cbor', `initial byte 0x${first.toString(16)}`);
    return first;
  }

  #argument(first: number): number {
    const info = first & 31;
    if (info < 24) return info;
    const width = 1 << (info - 24);
    const n = this.#wide(this.#take(width), width);
    if (n < (width === 1 ? 24 : 2 ** (4 * width))) throw new WireError('not-canonical', 'number not in shortest form');
    return n;
  }

  #wide(at: number, width: number): number {
    if (width === 1) return this.#view.getUint8(at);
    if (width === 2) return this.#view.getUint16(at);
    if (width === 4) return this.#view.getUint32(at);
    // Beyond 2^53 this rounds, but never down to a number that is in range.
    return Number(this.#view.getBigUint64(at));
  }

  #slice(n: number): Uint8Array {
    const at = this.#take(n);
    return this.#bytes.subarray(at, at + n);
  }

  #take(n: number): number {
    if (n > this.left) throw new WireError('truncated', `${n} bytes wanted, ${this.left} left`);
    const at = this.#at;
    this.#at += n;
    return at;
  }
}

function integer(major: number, n: number): number {
  // -1 - n reaches one further down than n up: both ends are cut at 2^53 - 1.
  const value = major === 0 ? n : -1 - n;
  if (!Number.isSafeInteger(value)) throw new WireError('bad-cbor', 'number beyond 2^53 - 1');
  return value;
}

function decodeText(bytes: Uint8Array): string {
  // Names and ids are short and ASCII, and for those the platform's decoder is slow to call.
  if (bytes.length <= shortText && bytes.every((b) => b < 0x80)) return String.fromCharCode(...bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new WireError('bad-cbor', 'text is not UTF-8');
  }
}
