// Whatever the server sends, parsing gives a message or MessageError, quickly, and takes nothing along that was not
// checked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../../../src/signaling/limits.ts';
import { MessageError, parseServerMessage } from '../../../src/signaling/messages.ts';

function parsed(data: unknown): string {
  try {
    return parseServerMessage(data).type;
  } catch (e) {
    assert.ok(e instanceof MessageError, String(e));
    return e.reason;
  }
}

const types = ['welcome', 'peer-joined', 'peer-back', 'peer-away', 'peer-left', 'offer', 'box', 'undeliverable'];
const names = [
  'peer',
  'token',
  'resumed',
  'peers',
  'iceServers',
  'iceExpires',
  'capacity',
  'place',
  'from',
  'to',
  'box',
];
const ids = fc.constantFrom('peer00000001', 'Peer', '', '__proto__', 'x'.repeat(23));
const box = fc.record({ counter: fc.oneof(fc.integer(), fc.double()), sealed: fc.oneof(fc.base64String(), ids) });
const place = fc.record({
  peer: ids,
  kind: fc.constantFrom('browser', 'x'),
  instance: ids,
  away: fc.boolean(),
  offer: box,
});
const value = fc.oneof(ids, box, place, fc.array(place, { maxLength: 8 }), fc.jsonValue());

test('random text and random messages of known types', () => {
  const message = fc
    .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...names), value))
    .map(([type, members]) => JSON.stringify({ ...members, type }));
  fc.assert(
    fc.property(fc.oneof(message, fc.string(), fc.json()), (text) => {
      parsed(text);
    }),
    { numRuns: 3_000 },
  );
});

test('nesting, length and other kinds of data', () => {
  assert.equal(parsed('['.repeat(200_000)), 'bad-message');
  assert.equal(parsed(`{"type":"pong","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 'pong');
  assert.equal(parsed(`{"type":"pong","x":"${'x'.repeat(limits.maxServerMessageBytes)}"}`), 'too-big');
  for (const data of [null, undefined, 7, new ArrayBuffer(8), new Blob([])]) assert.equal(parsed(data), 'bad-message');
});

test('only a type that is not known is forgiven', () => {
  const isUnknownType = (text: string) => {
    try {
      parseServerMessage(text);
      return null;
    } catch (e) {
      return e instanceof MessageError && e.isUnknownType;
    }
  };
  assert.equal(isUnknownType('{"type":"weather"}'), true);
  assert.equal(isUnknownType('{"type":"constructor"}'), true);
  assert.equal(isUnknownType('{"type":"welcome"}'), false);
  assert.equal(isUnknownType('{"type":7}'), false);
  assert.equal(isUnknownType('weather'), false);
});
