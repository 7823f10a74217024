// Close codes of signaling/PROTOCOL.md, and what a client does about each.

/** stop: not come back. again: come back with backoff. anew: forget the place, then join. */
export type AfterClose = 'stop' | 'again' | 'anew';

export interface CloseCode {
  readonly name: string;
  readonly after: AfterClose;
}

export const closeCodes: Readonly<Record<number, CloseCode>> = {
  1000: { name: 'left', after: 'stop' },
  1001: { name: 'restarting', after: 'again' },
  4000: { name: 'bad-message', after: 'stop' },
  4001: { name: 'bad-room', after: 'stop' },
  4002: { name: 'room-full', after: 'stop' },
  4003: { name: 'join-timeout', after: 'again' },
  4004: { name: 'place-gone', after: 'anew' },
  4005: { name: 'rate-limited', after: 'again' },
  4006: { name: 'too-big', after: 'stop' },
  4007: { name: 'replaced', after: 'stop' },
  4008: { name: 'slow-consumer', after: 'again' },
  4009: { name: 'keepalive-timeout', after: 'again' },
  4010: { name: 'server-full', after: 'again' },
  4012: { name: 'bad-subprotocol', after: 'stop' },
  4013: { name: 'room-closed', after: 'stop' },
  4014: { name: 'link-spent', after: 'stop' },
};

/** Anything else is a dropped socket. */
export const dropped: CloseCode = { name: 'unreachable', after: 'again' };

export function closeCode(code: number): CloseCode {
  return closeCodes[code] ?? dropped;
}
