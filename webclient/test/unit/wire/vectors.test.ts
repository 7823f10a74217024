import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeAck, decodeBlock, encodeAck, encodeBlock } from '../../../src/wire/blocks.ts';
import { decodeValue, encodeValue } from '../../../src/wire/cbor.ts';
import { WireError } from '../../../src/wire/errors.ts';
import { decode, encode } from '../../../src/wire/frames.ts';
import { type Point, packPoints, unpackPoints } from '../../../src/wire/points.ts';
import type { Channel, Message, Value, Write } from '../../../src/wire/schema.gen.ts';
import { hex, plain, unhex, type Vector, vectors } from './vectors.ts';

interface Codec {
  decode(bytes: Uint8Array): unknown;
  encode(value: unknown): Uint8Array;
}

for (const v of vectors('cbor')) {
  test(v.name, () => check(v, { decode: decodeValue, encode: (value) => encodeValue(value as Value) }));
}

for (const v of vectors<Vector & { channel: Channel; refused?: string[] }>('message')) {
  test(v.name, () => {
    const seen: { refused?: unknown } = {};
    const decodeAll = (bytes: Uint8Array) => {
      const { refused, ...message } = decode(v.channel, bytes) as Message & { refused?: string[] };
      seen.refused = refused;
      return message;
    };
    check(v, { decode: decodeAll, encode: (value) => encode(value as Message) });
    assert.deepEqual(seen.refused, v.refused);
  });
}

for (const v of vectors('write')) {
  test(v.name, () => {
    const { refused, ...message } = decode('panel', unhex(v.hex)) as {
      type: 'writes';
      writes: Write[];
      refused?: string[];
    };
    if (v.expect !== 'ok') {
      assert.deepEqual({ writes: message.writes, refused }, { writes: [], refused: [v.expect] });
      return;
    }
    assert.equal(refused, undefined);
    assert.deepEqual(plain(message.writes), plain([v.value]));
    if (v.only !== 'decode') assert.equal(hex(encode({ type: 'writes', writes: [v.value as Write] })), v.hex);
  });
}

for (const v of vectors<Vector & { pressure: boolean }>('points')) {
  const toRow = ({ x, y, pressure }: Point) => (pressure === undefined ? [x, y] : [x, y, pressure]);
  const toPoint = ([x = 0, y = 0, pressure]: number[]) => ({ x, y, ...(pressure !== undefined && { pressure }) });
  test(v.name, () =>
    check(v, {
      decode: (bytes) => unpackPoints(bytes, v.pressure).map(toRow),
      encode: (value) => packPoints((value as number[][]).map(toPoint), v.pressure),
    }),
  );
}

for (const v of vectors<Vector & { channel: 'blob' | 'ack' }>('block')) {
  const codec =
    v.channel === 'blob' ? { decode: decodeBlock, encode: encodeBlock } : { decode: decodeAck, encode: encodeAck };
  test(v.name, () => check(v, codec as Codec));
}

function check(v: Vector, { decode, encode }: Codec): void {
  if (v.expect !== 'ok') {
    const reason = v.expect;
    if (v.only !== 'encode')
      assert.throws(
        () => decode(unhex(v.hex)),
        (e) => e instanceof WireError && e.reason === reason,
      );
    return;
  }
  if (v.only !== 'encode') assert.deepEqual(plain(decode(unhex(v.hex))), plain(v.value));
  if (v.only !== 'decode') assert.equal(hex(encode(v.value)), v.hex);
}
