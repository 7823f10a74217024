import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeAck, decodeBlock } from '../../../src/wire/blocks.ts';
import { compareBytes, decodeValue, encodedLength, encodeValue } from '../../../src/wire/cbor.ts';
import { WireError } from '../../../src/wire/errors.ts';
import { decode } from '../../../src/wire/frames.ts';
import { unpackPoints } from '../../../src/wire/points.ts';
import type { Value } from '../../../src/wire/schema.gen.ts';
import { value } from './arbitrary.ts';
import { hex, plain, unhex } from './vectors.ts';

test('what is encoded decodes to itself', () => {
  fc.assert(fc.property(value, (v) => assert.deepEqual(plain(decodeValue(encodeValue(v))), plain(v))));
});

test('the length told without encoding is that of the encoding', () => {
  fc.assert(fc.property(value, (v) => assert.equal(encodedLength(v), encodeValue(v).length)));
});

test('what decodes is canonical: it encodes to the same bytes', () => {
  fc.assert(
    fc.property(value, fc.nat(), fc.nat(255), (v, at, byte) => {
      const bytes = encodeValue(v);
      bytes[at % bytes.length] = byte;
      const decoded = attempt(() => decodeValue(bytes));
      if (decoded !== undefined) assert.equal(hex(encodeValue(decoded)), hex(bytes));
    }),
    { numRuns: 5000 },
  );
});

test('every proper beginning of an item is refused', () => {
  fc.assert(
    fc.property(value, fc.nat(), (v, cut) => {
      const bytes = encodeValue(v);
      assert.throws(() => decodeValue(bytes.subarray(0, cut % bytes.length)), WireError);
    }),
  );
});

test('minus zero is written as zero', () => assert.equal(hex(encodeValue(-0)), '00'));

for (const [name, bad] of [
  ['a fraction', 0.5],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['an integer beyond 2^53 - 1', 2 ** 53],
  ['half a surrogate pair', '\ud800'],
  ['undefined', undefined as unknown as Value],
] as const) {
  test(`the encoder refuses ${name}`, () => {
    assert.throws(
      () => encodeValue(bad),
      (e) => e instanceof WireError && e.reason === 'bad-cbor',
    );
  });
}

test('a key __proto__ is plain data', () => {
  const decoded = decodeValue(unhex('a1695f5f70726f746f5f5fa1617801')) as Record<string, Value>;
  assert.deepEqual(Object.keys(decoded), ['__proto__']);
  assert.equal(decoded['x'], undefined);
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
  assert.equal(hex(encodeValue(decoded)), 'a1695f5f70726f746f5f5fa1617801');
});

test('a byte order mark in a text survives', () => assert.equal(decodeValue(encodeValue('\ufeffx')), '\ufeffx'));

test('decoded bytes share no memory with the message', () => {
  const message = encodeValue(Uint8Array.of(1, 2, 3));
  const bytes = decodeValue(message) as Uint8Array;
  message.fill(0);
  assert.deepEqual([...bytes], [1, 2, 3]);
});

test('a prefix sorts before what it begins', () => {
  assert.ok(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0)) < 0);
  assert.ok(compareBytes(Uint8Array.of(2), Uint8Array.of(1, 0)) > 0);
});

test('300,000 random inputs give only values and WireErrors', (t) => {
  const traced = Error.stackTraceLimit;
  Error.stackTraceLimit = 0; // nobody reads these traces, and making them is most of the time
  t.after(() => {
    Error.stackTraceLimit = traced;
  });
  const seed = Number(process.env['SEED'] ?? Date.now() % 0x100000000);
  const random = generator(seed);
  const readers = [
    (bytes: Uint8Array) => decode('panel', bytes),
    (bytes: Uint8Array) => decode('presence', bytes),
    (bytes: Uint8Array) => unpackPoints(bytes, bytes.length % 2 === 0),
    (bytes: Uint8Array) => (bytes.length > 24 ? decodeBlock(bytes) : decodeAck(bytes)),
  ];
  const classes = new Set<string>();
  for (let run = 0; run < 300_000; run++) {
    const bytes = randomFrame(random);
    const read = readers[run % readers.length] as (bytes: Uint8Array) => unknown;
    classes.add(reasonOf(() => read(bytes), seed, bytes));
  }
  for (const reason of ['ok', 'truncated', 'bad-cbor', 'not-canonical', 'bad-type', 'unknown-type', 'bad-field']) {
    assert.ok(classes.has(reason), `seed ${seed}: no input gave ${reason}`);
  }
});

/** Half are noise; half begin as a message does, to get past the first byte. */
function randomFrame(random: () => number): Uint8Array {
  const bytes = Uint8Array.from({ length: Math.floor(random() * 48) }, () => Math.floor(random() * 256));
  if (bytes.length > 2 && random() < 0.5) {
    bytes[0] = 0x80 | Math.floor(random() * 7);
    bytes[1] = Math.floor(random() * 20);
  }
  return bytes;
}

function reasonOf(read: () => unknown, seed: number, bytes: Uint8Array): string {
  try {
    read();
    return 'ok';
  } catch (e) {
    if (e instanceof WireError) return e.reason;
    throw new Error(`seed ${seed}, input ${hex(bytes)}`, { cause: e });
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (e) {
    assert.ok(e instanceof WireError);
    return undefined;
  }
}

/** mulberry32: a small generator with a seed, which Math.random has not. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
}
