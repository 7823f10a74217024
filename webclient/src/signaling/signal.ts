// What is inside a box (peer/seal/PROTOCOL.md, "What is inside").

import { isId, isIntWithin, isObject, isText } from './check.ts';
import { limits } from './limits.ts';

export interface Candidate {
  /** Empty: end of candidates. */
  readonly candidate: string;
  readonly mid: string;
  readonly line: number;
}

export type Signal =
  | { readonly type: 'offer' | 'answer'; readonly conn: string; readonly sdp: string }
  | ({ readonly type: 'candidate'; readonly conn: string } & Candidate)
  | { readonly type: 'restart'; readonly conn: string };

export function encodeSignal(s: Signal): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(s));
}

/** Null when it is not one. */
export function parseSignal(plain: Uint8Array): Signal | null {
  if (plain.length > limits.maxSignalBytes) return null;
  const v = json(plain);
  if (!isObject(v) || !isId(v['conn'])) return null;
  const { type, conn, sdp, candidate, mid, line } = v;
  switch (type) {
    case 'offer':
    case 'answer':
      return isText(sdp, limits.maxSignalBytes) && sdp !== '' ? { type, conn, sdp } : null;
    case 'candidate':
      return isText(candidate, 1024) && isText(mid, 32) && isIntWithin(line, 0, 255)
        ? { type, conn, candidate, mid, line }
        : null;
    case 'restart':
      return { type, conn };
    default:
      return null;
  }
}

function json(plain: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch {
    return null;
  }
}
