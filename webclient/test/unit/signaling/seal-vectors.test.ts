// The vectors of peer/seal: links, boxes, words. The same files run in Go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseLink } from '../../../src/signaling/link.ts';
import type { Box } from '../../../src/signaling/messages.ts';
import { type Direction, Opener, openBytes, SealError, sealBytes } from '../../../src/signaling/seal.ts';
import { parseSignal } from '../../../src/signaling/signal.ts';
import { wordText } from '../../../src/signaling/words.gen.ts';
import { keepsCommitment, matchingWords } from '../../../src/signaling/words.ts';
import { folders, hex, vectors } from './vectors.ts';

const root = 'peer/seal/testdata/vectors';

interface Vector<I> {
  readonly comment: string;
  readonly expect: string;
  readonly input: I;
  readonly value?: unknown;
}

test('every group of vectors is run here', () => {
  assert.deepEqual(folders(root).sort(), ['box', 'link', 'words']);
});

for (const { name, vector: v } of vectors<Vector<{ link: string }>>(`${root}/link`)) {
  test(`link ${name}: ${v.comment}`, async () => {
    const got = await parseLink(v.input.link).then(
      () => 'ok',
      (e) => e.reason,
    );
    assert.equal(got, v.expect);
  });
}

interface BoxInput {
  readonly box: Box;
  readonly direction: 'o' | 'a';
  readonly highest: number;
  readonly link: string;
  readonly receiver: string;
  readonly sender: string;
}

async function openVector(i: BoxInput): Promise<unknown> {
  const { room, signalKey } = await parseLink(i.link);
  const direction: Direction = i.direction === 'o' ? 'offerer' : 'answerer';
  const opener = new Opener(signalKey, room);
  if (i.highest > 0) {
    // The opener has no way to be told a number: it must have opened such a box.
    const address = { room, sender: i.sender, receiver: i.receiver, direction };
    const plain = new TextEncoder().encode('{"type":"restart","conn":"conn0000"}');
    const before = await sealBytes(signalKey, address, i.highest, new Uint8Array(12), plain);
    await opener.open(before, i.sender, i.receiver, direction);
  }
  return opener.open(i.box, i.sender, i.receiver, direction);
}

for (const { name, vector: v } of vectors<Vector<BoxInput>>(`${root}/box`)) {
  test(`box ${name}: ${v.comment}`, async () => {
    if (v.expect === 'ok') {
      assert.deepEqual(await openVector(v.input), v.value);
      return;
    }
    await assert.rejects(openVector(v.input), (e) => e instanceof SealError && e.reason === v.expect);
  });
}

interface Side {
  readonly commit: string;
  readonly fingerprint: string;
  readonly nonce: string;
}

for (const { name, vector: v } of vectors<Vector<{ link: string; own: Side; remote: Side }>>(`${root}/words`)) {
  test(`words ${name}: ${v.comment}`, async () => {
    const { secret } = await parseLink(v.input.link);
    const { own, remote } = v.input;
    const kept = await keepsCommitment(hex(remote.commit), hex(remote.nonce));
    assert.equal(kept ? 'ok' : 'bad-commit', v.expect);
    if (!kept) return;
    const side = (s: Side) => ({ fingerprint: hex(s.fingerprint), nonce: hex(s.nonce) });
    assert.deepEqual(await matchingWords(secret, side(own), side(remote), wordText), v.value);
    assert.deepEqual(await matchingWords(secret, side(remote), side(own), wordText), v.value);
  });
}

test('sealing what a vector holds gives the vector', async () => {
  for (const { vector: v } of vectors<Vector<BoxInput>>(`${root}/box`).filter((x) => x.vector.expect === 'ok')) {
    const { room, signalKey } = await parseLink(v.input.link);
    const { sender, receiver, box } = v.input;
    const direction: Direction = v.input.direction === 'o' ? 'offerer' : 'answerer';
    const plain = await openBytes(signalKey, { room, sender, receiver, direction }, box);
    const nonce = Uint8Array.from(Buffer.from(box.sealed, 'base64url').subarray(0, 12));
    assert.ok(parseSignal(plain));
    assert.deepEqual(await sealBytes(signalKey, { room, sender, receiver, direction }, box.counter, nonce, plain), box);
  }
});
