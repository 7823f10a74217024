// A link, https://HOST/r/ROOM#SECRET, and the keys that follow from it (peer/seal/PROTOCOL.md). The secret never leaves
// the browser: the server learns ROOM only, which is derived from it one way.

import { fromBase64Url, toBase64Url } from './base64url.ts';
import { hkdf } from './hkdf.ts';

export type LinkErrorReason = 'bad-link' | 'no-secret' | 'bad-secret' | 'mismatch' | 'insecure';

export class LinkError extends Error {
  readonly reason: LinkErrorReason;
  constructor(reason: LinkErrorReason) {
    super(`link: ${reason}`);
    this.name = 'LinkError';
    this.reason = reason;
  }
}

export interface Link {
  readonly room: string;
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly url: string;
  readonly signalKey: CryptoKey;
  readonly storeKey: CryptoKey;
}

const secretBytes = 16;
const roomBytes = 16;
const keyBytes = 32;

/** A new room at origin, "https://host". */
export async function newLink(origin: string): Promise<Link> {
  return derive(new URL(origin).origin, crypto.getRandomValues(new Uint8Array(secretBytes)));
}

/** Throws LinkError. */
export async function parseLink(url: string): Promise<Link> {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const room = parsed && /^\/r\/([A-Za-z0-9_-]{22})$/.exec(parsed.pathname)?.[1];
  if (!parsed || !/^https?:$/.test(parsed.protocol) || !room || !fromBase64Url(room)) throw new LinkError('bad-link');
  // A user name could hide which host a link really leads to; a query is not part of a link.
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '') throw new LinkError('bad-link');
  if (parsed.hash.length <= 1) throw new LinkError('no-secret');
  const secret = fromBase64Url(parsed.hash.slice(1));
  if (secret?.length !== secretBytes) throw new LinkError('bad-secret');
  const link = await derive(parsed.origin, secret);
  if (link.room !== room) throw new LinkError('mismatch');
  return link;
}

async function derive(origin: string, secret: Uint8Array<ArrayBuffer>): Promise<Link> {
  // Browsers offer WebCrypto on https and localhost only; without it nothing here can be kept private.
  if (globalThis.crypto?.subtle === undefined) throw new LinkError('insecure');
  const none = new Uint8Array(0);
  const room = toBase64Url(await hkdf(secret, none, 'coviewer/1 room', roomBytes));
  const [signalKey, storeKey] = await Promise.all(
    ['coviewer/1 signal', 'coviewer/1 store'].map(async (info) =>
      crypto.subtle.importKey('raw', await hkdf(secret, none, info, keyBytes), 'AES-GCM', false, [
        'encrypt',
        'decrypt',
      ]),
    ),
  );
  if (!signalKey || !storeKey) throw new LinkError('insecure');
  return { room, secret, url: `${origin}/r/${room}#${toBase64Url(secret)}`, signalKey, storeKey };
}
