// What the property tests draw from.

import fc from 'fast-check';
import type { Value, Write } from '../../../src/wire/schema.gen.ts';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -40, max: 300 }),
  fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uint8Array({ maxLength: 40 }),
);

/** Values of the subset, keys that JavaScript treats specially included. */
export const value: fc.Arbitrary<Value> = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    scalar as fc.Arbitrary<Value>,
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(key(), tie('any'), { maxKeys: 5 }) as fc.Arbitrary<Value>,
  ),
})).any;

function key(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('__proto__', 'constructor', 'toString', '0', '10'),
  );
}

/** Few sites, ids, properties and stamps, so that writes meet, also under equal stamps. */
export const write: fc.Arbitrary<Write> = fc.record({
  stamp: fc.record({
    ms: fc.integer({ min: 1000, max: 1003 }),
    n: fc.nat(1),
    site: fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc'),
  }),
  id: fc.constantFrom('element1', 'element2', 'element3'),
  set: fc
    .dictionary(fc.constantFrom('p', 'q', '__proto__', 'deleted'), fc.constant(null), { minKeys: 1 })
    .chain((keys) =>
      fc.record(
        Object.fromEntries(
          Object.keys(keys).map((k) => [
            k,
            k === 'deleted' ? fc.boolean() : fc.oneof(fc.nat(2), fc.string({ maxLength: 2 })),
          ]),
        ),
      ),
    ) as fc.Arbitrary<Write['set']>,
});
