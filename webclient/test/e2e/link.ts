import { hkdfSync, randomBytes } from 'node:crypto';

/** A fresh room's link, made as peer/seal/PROTOCOL.md says: written here again on purpose, as a third opinion. */
export function newLink(origin: string): { link: string; room: string; secret: string } {
  const raw = randomBytes(16);
  const room = Buffer.from(hkdfSync('sha256', raw, '', 'coviewer/1 room', 16)).toString('base64url');
  const secret = raw.toString('base64url');
  return { link: `${origin}/r/${room}#${secret}`, room, secret };
}
