// The vectors of signaling/: what the server sends, and the constants, both ways.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { closeCodes } from '../../../src/signaling/close-codes.ts';
import { limits, subprotocol } from '../../../src/signaling/limits.ts';
import { MessageError, parseServerMessage } from '../../../src/signaling/messages.ts';
import { folders, vectors } from './vectors.ts';

const root = 'signaling/testdata/vectors';

interface Vector {
  readonly comment: string;
  readonly direction: 'client' | 'server';
  readonly text: string;
  readonly expect: string;
  readonly value?: unknown;
}

for (const folder of folders(root)) {
  for (const { name, vector: v } of vectors<Vector>(`${root}/${folder}`)) {
    if (v.direction !== 'server') continue;
    test(`${folder} ${name}: ${v.comment}`, () => {
      if (v.expect === 'ok') {
        assert.deepEqual(parseServerMessage(v.text), v.value);
        return;
      }
      assert.throws(
        () => parseServerMessage(v.text),
        (e) => e instanceof MessageError && e.reason === v.expect,
      );
    });
  }
}

interface Constants {
  readonly subprotocol: string;
  readonly closeCodes: readonly { readonly code: number; readonly name: string; readonly client: string }[];
  readonly limits: readonly { readonly name: string; readonly value: number; readonly side: string }[];
  readonly types: { readonly server: readonly string[] };
}

const constants: Constants = JSON.parse(
  readFileSync(new URL(`../../../../${root}/constants.json`, import.meta.url), 'utf8'),
);

test('the subprotocol is that of the protocol', () => {
  assert.equal(subprotocol, constants.subprotocol);
});

test('the close codes are those of the protocol, and so is what follows from each', () => {
  const after = { 'give-up': 'stop', reload: 'stop', 'come-back': 'again', 'join-anew': 'anew' } as const;
  const theirs = constants.closeCodes.map((c) => [c.code, c.name, after[c.client as keyof typeof after]]);
  // RFC 6455 codes have no name in the protocol; the page shows one for them all the same.
  const named = (code: number, name: string) => (code < 4000 ? '' : name);
  const ours = Object.entries(closeCodes).map(([code, c]) => [Number(code), named(Number(code), c.name), c.after]);
  assert.deepEqual(ours, theirs);
});

test('the limits of both sides are those of the protocol, none missing', () => {
  for (const { name, value, side } of constants.limits) {
    if (side !== 'both') continue;
    const ours = name.charAt(0).toLowerCase() + name.slice(1);
    assert.equal(limits[ours as keyof typeof limits], value, name);
  }
});

test('every type of the server is understood', () => {
  for (const type of constants.types.server) {
    const one = vectors<Vector>(`${root}/${type}`).find(
      ({ vector: v }) => v.direction === 'server' && v.expect === 'ok',
    );
    assert.equal(parseServerMessage(one?.vector.text).type, type);
  }
});
