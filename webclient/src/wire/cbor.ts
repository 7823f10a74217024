// The CBOR subset of PROTOCOL.md section 2: RFC 8949 core deterministic encoding of integers, text, bytes, booleans,
// null, arrays and text-keyed maps. Strict in both directions: what this decodes, it encodes to the same bytes.
// Decoding reads from left to right and reports the first failure, in the order of checks that section 2 fixes, so that
// both languages give the same class also for bytes with several faults.

import { WireError } from './errors.ts';
import { limits, type Value } from './schema.gen.ts';

const majorText = 3;
const majorBytes = 2;
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
  const sink = new Sink();
  sink.value(value, depth);
  return sink.bytes.slice(0, sink.length);
}

/** The length of what `encodeValue` would give. */
export function encodedLength(value: Value, depth = 0): number {
  const sink = new Sink();
  sink.value(value, depth);
  return sink.length;
}

class Sink {
  bytes = new Uint8Array(256);
  length = 0;

  value(v: Value, depth: number): void {
    if (v === null) this.#byte(0xf6);
    else if (typeof v === 'boolean') this.#byte(v ? 0xf5 : 0xf4);
    else if (typeof v === 'number') this.#integer(v);
    else if (typeof v === 'string') this.#string(majorText, encodeText(v));
    else if (v instanceof Uint8Array) this.#string(majorBytes, v);
    else if (depth >= limits.maxDepth) throw new WireError('too-deep', `more than ${limits.maxDepth} levels`);
    else if (Array.isArray(v)) {
      this.#head(4, v.length);
      for (const item of v) this.value(item, depth + 1);
    } else if (isMap(v)) this.#map(v, depth + 1);
    else throw new WireError('bad-cbor', `cannot encode ${typeof v}`);
  }

  #map(v: { readonly [property: string]: Value }, depth: number): void {
    const entries = Object.keys(v).map((key) => [encodeText(key), v[key] as Value] as const);
    entries.sort(([a], [b]) => compareKeys(a, b));
    this.#head(5, entries.length);
    for (const [key, item] of entries) {
      this.#string(majorText, key);
      this.value(item, depth);
    }
  }

  #integer(v: number): void {
    if (!Number.isSafeInteger(v)) throw new WireError('bad-cbor', 'not a safe integer');
    // -0 is an integer to JavaScript and falls into the first branch: it is written as 0.
    if (v >= 0) this.#head(0, v);
    else this.#head(1, -1 - v);
  }

  #string(major: number, bytes: Uint8Array): void {
    this.#head(major, bytes.length);
    this.#reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  #head(major: number, n: number): void {
    this.#reserve(9);
    const view = new DataView(this.bytes.buffer, this.length);
    const bits = major << 5;
    if (n < 24) {
      view.setUint8(0, bits | n);
      this.length += 1;
    } else if (n < 0x100) {
      view.setUint16(0, ((bits | 24) << 8) | n);
      this.length += 2;
    } else if (n < 0x10000) {
      view.setUint8(0, bits | 25);
      view.setUint16(1, n);
      this.length += 3;
    } else if (n < 0x100000000) {
      view.setUint8(0, bits | 26);
      view.setUint32(1, n);
      this.length += 5;
    } else {
      view.setUint8(0, bits | 27);
      view.setBigUint64(1, BigInt(n));
      this.length += 9;
    }
  }

  #byte(b: number): void {
    this.#reserve(1);
    this.bytes[this.length++] = b;
  }

  #reserve(n: number): void {
    if (this.length + n <= this.bytes.length) return;
    const larger = new Uint8Array(2 * this.bytes.length + n);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

function encodeText(s: string): Uint8Array {
  if (!s.isWellFormed()) throw new WireError('bad-cbor', 'text with half a surrogate pair');
  return utf8.encode(s);
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
    if (major === majorBytes) return this.#slice(n);
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
    // A copy: a panel that keeps a small value must not keep the whole message alive.
    return this.#bytes.slice(at, at + n);
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
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new WireError('bad-cbor', 'text is not UTF-8');
  }
}
