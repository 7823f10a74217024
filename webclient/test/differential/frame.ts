// Random frames: messages by the tables of the schema, a part of them broken afterwards.

import fc from 'fast-check';
import { encodeValue } from '../../src/wire/cbor.ts';
import * as limits from '../../src/wire/limits.gen.ts';
import {
  type Channel,
  type Field,
  type FieldType,
  messages,
  properties,
  type Value,
} from '../../src/wire/schema.gen.ts';
import { value, write } from '../unit/wire/arbitrary.ts';

export interface Frame {
  readonly channel: Channel;
  readonly bytes: Uint8Array;
}

const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const anyChannel = fc.constantFrom<Channel>('panel', 'presence');
const idText = fc.stringMatching(/^[a-z0-9]{8,22}$/);

const byType: { readonly [T in FieldType]: (f: Field) => fc.Arbitrary<Value> } = {
  int: (f) => fc.integer({ min: f.min ?? 0, max: f.max ?? limits.maxSafeInteger }),
  coordinate: () => fc.integer({ min: -limits.maxCoordinate, max: limits.maxCoordinate }),
  bool: () => fc.boolean(),
  true: () => fc.boolean(),
  text: (f) => fc.string({ unit: 'binary', minLength: f.min ?? 0, maxLength: Math.min(f.max ?? 40, 40) }),
  enum: (f) => fc.constantFrom(...(f.values ?? [])),
  id: () => idText,
  order: () => fc.stringMatching(/^[.0-9a-z]{0,20}[0-9a-z]$/),
  bytes: (f) => fc.uint8Array({ minLength: f.min ?? 0, maxLength: Math.min(f.max ?? 40, (f.min ?? 0) + 40) }),
  hash: () => fc.uint8Array({ minLength: 32, maxLength: 32 }),
  points: () => fc.uint8Array({ maxLength: 30 }).map((bytes) => bytes.map((b) => b & 0x7f)),
  list: (f) =>
    fc.array(f.of ? byType[f.of.type](f.of) : value, { minLength: f.min ?? 0, maxLength: Math.max(f.min ?? 0, 5) }),
  writes: () => fc.array(writeItem, { maxLength: 4 }),
};

const property: fc.Arbitrary<readonly [string, Value]> = fc
  .constantFrom(...properties)
  .chain(([name, field]) =>
    fc.tuple(fc.constant(name), fc.oneof({ weight: 9, arbitrary: byType[field.type](field) }, value)),
  );

const known: fc.Arbitrary<Value> = fc
  .tuple(write, fc.array(property, { minLength: 1, maxLength: 4 }))
  .map(([{ stamp, id }, set]) => [stamp.ms, stamp.n, stamp.site, id, Object.fromEntries(set)]);

const writeItem: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: write.map(({ stamp, id, set }) => [stamp.ms, stamp.n, stamp.site, id, set]) },
  { weight: 6, arbitrary: known },
  { weight: 1, arbitrary: value },
);

const item = (f: Field): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 30, arbitrary: byType[f.type](f) },
    { weight: 1, arbitrary: value },
    { weight: f.nullable ? 5 : 0, arbitrary: fc.constant(null) },
  );

const message: fc.Arbitrary<{ readonly channel: Channel; readonly items: readonly Value[] }> = fc
  .constantFrom(...messages)
  .chain(({ number, channels, fields }) =>
    fc.record({
      channel: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...channels) }, { weight: 1, arbitrary: anyChannel }),
      items: fc.tuple(mostly<Value>(number, value), ...fields.map(item)),
    }),
  );

/** Changes some bytes, or cuts, or appends; often leaves all as it is. */
function broken(
  bytes: Uint8Array,
  changes: readonly (readonly [number, number])[],
  cut: number,
  tail: Uint8Array,
): Uint8Array {
  const out = Uint8Array.from([...bytes.subarray(0, bytes.length - (cut % bytes.length)), ...tail]);
  for (const [at, byte] of changes) out[at % out.length] = byte;
  return out;
}

export const frame: fc.Arbitrary<Frame> = fc
  .record({
    message,
    changes: mostly([], fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 })),
    cut: mostly(0, fc.nat(10)),
    tail: mostly(new Uint8Array(), fc.uint8Array({ maxLength: 4 })),
  })
  .map(({ message: { channel, items }, changes, cut, tail }) => ({
    channel,
    bytes: broken(encodeValue(items), changes, cut, tail),
  }));
