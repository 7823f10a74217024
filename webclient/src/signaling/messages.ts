// The messages of signaling/PROTOCOL.md. What the server sends is checked member by member before anything uses it.

import { fromBase64Url } from './base64url.ts';
import { isId, isIntWithin, isObject, isText } from './check.ts';
import { limits } from './limits.ts';

export type Kind = 'browser' | 'headless';

export interface Box {
  readonly counter: number;
  readonly sealed: string;
}

export interface Place {
  readonly peer: string;
  readonly kind: Kind;
  readonly instance: string;
  readonly away: boolean;
  /** It took its place before the receiver of the message did. */
  readonly earlier: boolean;
  readonly offer?: Box;
}

export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export type ClientMessage =
  | {
      readonly type: 'join';
      readonly room: string;
      readonly kind: Kind;
      readonly instance: string;
      readonly offer?: Box;
    }
  | {
      readonly type: 'resume';
      readonly room: string;
      readonly token: string;
      readonly instance: string;
      readonly offer?: Box;
    }
  | { readonly type: 'offer'; readonly box: Box | null }
  | { readonly type: 'box'; readonly to: string; readonly box: Box }
  | { readonly type: 'ping' }
  | { readonly type: 'leave' }
  | { readonly type: 'close' };

export interface Welcome {
  readonly type: 'welcome';
  readonly peer: string;
  readonly token: string;
  readonly resumed: boolean;
  readonly peers: readonly Place[];
  readonly iceServers: readonly IceServer[];
  readonly iceExpires: number;
  readonly capacity: number;
}

export type ServerMessage =
  | Welcome
  | { readonly type: 'peer-joined' | 'peer-back'; readonly place: Place }
  | { readonly type: 'peer-away'; readonly peer: string }
  | { readonly type: 'peer-left'; readonly peer: string; readonly reason: 'left' | 'expired' }
  | { readonly type: 'offer'; readonly from: string; readonly box: Box | null }
  | { readonly type: 'box'; readonly from: string; readonly box: Box }
  | { readonly type: 'undeliverable'; readonly to: string }
  | { readonly type: 'ice-servers'; readonly iceServers: readonly IceServer[]; readonly iceExpires: number }
  | { readonly type: 'pong' };

/** A message that the protocol does not allow. */
export class MessageError extends Error {
  readonly reason: 'bad-message' | 'too-big';
  /** Well formed, of a type that is not known: a newer server. */
  readonly isUnknownType: boolean;
  constructor(reason: 'bad-message' | 'too-big', isUnknownType = false) {
    super(`signaling: ${reason}`);
    this.name = 'MessageError';
    this.reason = reason;
    this.isUnknownType = isUnknownType;
  }
}

/** Throws MessageError. */
export function parseServerMessage(data: unknown): ServerMessage {
  if (typeof data !== 'string') throw new MessageError('bad-message');
  // In UTF-8 a text is never shorter than in UTF-16 units.
  if (data.length > limits.maxServerMessageBytes) throw new MessageError('too-big');
  const m = json(data);
  if (!isObject(m) || typeof m['type'] !== 'string') throw new MessageError('bad-message');
  if (!Object.hasOwn(parsers, m['type'])) throw new MessageError('bad-message', true);
  return parsers[m['type'] as ServerMessage['type']](m);
}

type Members = Readonly<Record<string, unknown>>;

const parsers: { readonly [T in ServerMessage['type']]: (m: Members) => ServerMessage } = {
  welcome: (m) => ({
    type: 'welcome',
    peer: id(m['peer']),
    token: token(m['token']),
    resumed: bool(m['resumed']),
    peers: list(m['peers'], limits.maxCapacity - 1).map(place),
    iceServers: list(m['iceServers'], limits.maxIceServers).map(iceServer),
    iceExpires: int(m['iceExpires'], 0, Number.MAX_SAFE_INTEGER),
    capacity: int(m['capacity'], limits.minCapacity, limits.maxCapacity),
  }),
  'peer-joined': (m) => ({ type: 'peer-joined', place: place(m['place']) }),
  'peer-back': (m) => ({ type: 'peer-back', place: place(m['place']) }),
  'peer-away': (m) => ({ type: 'peer-away', peer: id(m['peer']) }),
  'peer-left': (m) => ({ type: 'peer-left', peer: id(m['peer']), reason: oneOf(m['reason'], 'left', 'expired') }),
  offer: (m) => ({ type: 'offer', from: id(m['from']), box: m['box'] === null ? null : box(m['box']) }),
  box: (m) => ({ type: 'box', from: id(m['from']), box: box(m['box']) }),
  undeliverable: (m) => ({ type: 'undeliverable', to: id(m['to']) }),
  'ice-servers': (m) => ({
    type: 'ice-servers',
    iceServers: list(m['iceServers'], limits.maxIceServers).map(iceServer),
    iceExpires: int(m['iceExpires'], 0, Number.MAX_SAFE_INTEGER),
  }),
  pong: () => ({ type: 'pong' }),
};

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MessageError('bad-message');
  }
}

function expect(ok: boolean): asserts ok {
  if (!ok) throw new MessageError('bad-message');
}

function id(v: unknown): string {
  expect(isId(v));
  return v;
}

function token(v: unknown): string {
  expect(typeof v === 'string' && fromBase64Url(v)?.length === 32);
  return v;
}

function bool(v: unknown): boolean {
  expect(typeof v === 'boolean');
  return v;
}

function int(v: unknown, min: number, max: number): number {
  expect(isIntWithin(v, min, max));
  return v;
}

function list(v: unknown, max: number): readonly unknown[] {
  expect(Array.isArray(v) && v.length <= max);
  return v;
}

function oneOf<T extends string>(v: unknown, ...values: readonly T[]): T {
  expect(values.includes(v as T));
  return v as T;
}

function box(v: unknown): Box {
  expect(isObject(v) && isIntWithin(v['counter'], 1, limits.maxCounter));
  const sealed = v['sealed'];
  expect(isText(sealed, limits.maxBoxChars) && /^[A-Za-z0-9_-]+$/.test(sealed));
  return { counter: v['counter'] as number, sealed };
}

function place(v: unknown): Place {
  expect(isObject(v));
  return {
    peer: id(v['peer']),
    kind: oneOf(v['kind'], 'browser', 'headless'),
    instance: id(v['instance']),
    away: bool(v['away']),
    earlier: bool(v['earlier']),
    ...(v['offer'] === undefined ? {} : { offer: box(v['offer']) }),
  };
}

const maxIceTextChars = 512;

function iceServer(v: unknown): IceServer {
  expect(isObject(v));
  const urls = list(v['urls'], limits.maxIceUrls).map((u) => {
    expect(isText(u, maxIceTextChars) && /^(stun|turn)s?:/.test(u));
    return u;
  });
  expect(urls.length > 0);
  const { username, credential } = v;
  expect(username === undefined || isText(username, maxIceTextChars));
  expect(credential === undefined || isText(credential, maxIceTextChars));
  return { urls, ...(username === undefined ? {} : { username }), ...(credential === undefined ? {} : { credential }) };
}
