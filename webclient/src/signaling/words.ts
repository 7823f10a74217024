// Matching words (peer/seal/PROTOCOL.md): the same on both sides if nobody sits between.

import { hkdf } from './hkdf.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface WordsSide {
  /** SHA-256 of the DTLS certificate, 32 bytes. */
  readonly fingerprint: Bytes;
  readonly nonce: Bytes;
}

export const nonceBytes = 16;
const wordCount = 4;

/** What hello carries: it binds a side to its nonce before it sees the other's. */
export async function commitment(nonce: Uint8Array): Promise<Bytes> {
  const data = concat(new TextEncoder().encode('coviewer/1 commit'), nonce);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

/** Whether nonce is what the other side bound itself to. */
export async function keepsCommitment(commit: Uint8Array, nonce: Uint8Array): Promise<boolean> {
  return nonce.length === nonceBytes && equalBytes(commit, await commitment(nonce));
}

/** `list`: `wordText` of words.gen.ts, which comes later than this file. */
export async function matchingWords(
  secret: Bytes,
  one: WordsSide,
  other: WordsSide,
  list: string,
): Promise<readonly string[]> {
  const [low, high] = compare(one.fingerprint, other.fingerprint) <= 0 ? [one, other] : [other, one];
  const salt = concat(low.fingerprint, high.fingerprint, low.nonce, high.nonce);
  const indexes = await hkdf(secret, salt, 'coviewer/1 words', wordCount);
  const words = list.split(' ');
  return Array.from(indexes, (i) => words[i] ?? '');
}

/** The fingerprint of a description's certificate; null when there is none, or more than one. */
export function fingerprintOf(sdp: string): Bytes | null {
  const found = new Set(Array.from(sdp.matchAll(/^a=fingerprint:(.+?)\s*$/gim), (m) => (m[1] ?? '').toLowerCase()));
  const hex =
    found.size === 1 ? /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/.exec([...found][0] ?? '')?.[1] : undefined;
  return hex ? Uint8Array.from(hex.split(':'), (h) => Number.parseInt(h, 16)) : null;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compare(a, b) === 0;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const d = (a[i] ?? 0) - (b[i] ?? 0);
    if (d !== 0) return d;
  }
  return 0;
}

function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}
