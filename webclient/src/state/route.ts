// Which screen an address asks for. A link's secret is taken out of the address bar at once and kept for this tab only,
// so that a reload finds it and a screenshot, a bookmark or a shoulder does not.
import { type Link, LinkError, type LinkErrorReason, parseLink } from '../signaling/link.ts';
import type { Kept } from './storage.ts';

export type Route =
  | { readonly kind: 'landing' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: LinkErrorReason }
  | { readonly kind: 'link'; readonly link: Link };

export interface Address {
  readonly origin: string;
  readonly pathname: string;
  readonly hash: string;
}

export async function readRoute(address: Address, session: Kept): Promise<Route> {
  if (address.pathname === '/') return { kind: 'landing' };
  if (!address.pathname.startsWith('/r/')) return { kind: 'missing' };
  const room = address.pathname.slice('/r/'.length);
  const fragment = address.hash.length > 1 ? address.hash : (session.get(secretKey(room)) ?? '');
  try {
    const link = await parseLink(`${address.origin}${address.pathname}${fragment}`);
    keepLink(link, session);
    return { kind: 'link', link };
  } catch (error) {
    if (error instanceof LinkError) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

export function keepLink(link: Link, session: Kept): void {
  session.set(secretKey(link.room), new URL(link.url).hash);
}

/** Everything that this tab remembers of a room. */
export function forgetRoom(room: string, session: Kept): void {
  for (const key of [secretKey(room), siteKey(room), joinedKey(room), madeKey(room)]) session.remove(key);
}

const secretKey = (room: string) => `coviewer.secret.${room}`;
/** This tab's site id in the room. */
export const siteKey = (room: string) => `coviewer.site.${room}`;
/** Set while joined: a reload goes back in without asking. */
export const joinedKey = (room: string) => `coviewer.joined.${room}`;
/** Set in the tab that made the room. */
export const madeKey = (room: string) => `coviewer.made.${room}`;
