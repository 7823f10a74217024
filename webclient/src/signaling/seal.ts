// Sealed boxes (peer/seal/PROTOCOL.md): AES-256-GCM over every description and candidate, bound to room, sender,
// receiver, direction and counter, so that the server can neither read, alter, swap nor replay one.

import { fromBase64Url, toBase64Url } from './base64url.ts';
import { limits } from './limits.ts';
import type { Box } from './messages.ts';
import { encodeSignal, parseSignal, type Signal } from './signal.ts';

/** Who sealed it: the offerer of the pair, or the answerer. */
export type Direction = 'offerer' | 'answerer';

export type SealErrorReason = 'not-ours' | 'replayed' | 'bad-message';

export class SealError extends Error {
  readonly reason: SealErrorReason;
  constructor(reason: SealErrorReason) {
    super(`seal: ${reason}`);
    this.name = 'SealError';
    this.reason = reason;
  }
}

export interface Address {
  readonly room: string;
  /** Instances; the receiver of a waiting offer is empty. */
  readonly sender: string;
  readonly receiver: string;
  readonly direction: Direction;
}

type Bytes = Uint8Array<ArrayBuffer>;

const nonceBytes = 12;
const tagBytes = 16;
const directionByte = { offerer: 0x6f, answerer: 0x61 } as const;

export function additionalData(a: Address, counter: number): Bytes {
  const text = new TextEncoder();
  const parts = [a.room, a.sender, a.receiver].flatMap((t) => {
    const bytes = text.encode(t);
    return [bytes.length, ...bytes];
  });
  const ad = Uint8Array.from([
    ...text.encode('coviewer/1 box'),
    ...parts,
    directionByte[a.direction],
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  new DataView(ad.buffer).setBigUint64(ad.length - 8, BigInt(counter));
  return ad;
}

export async function sealBytes(key: CryptoKey, a: Address, counter: number, nonce: Bytes, plain: Bytes): Promise<Box> {
  const params = { name: 'AES-GCM', iv: nonce, additionalData: additionalData(a, counter) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(params, key, plain));
  const joined = new Uint8Array(nonceBytes + sealed.length);
  joined.set(nonce);
  joined.set(sealed, nonceBytes);
  return { counter, sealed: toBase64Url(joined) };
}

/** Throws SealError 'not-ours'. */
export async function openBytes(key: CryptoKey, a: Address, box: Box): Promise<Bytes> {
  const joined = fromBase64Url(box.sealed);
  if (!joined || joined.length < nonceBytes + tagBytes) throw new SealError('not-ours');
  const iv = joined.subarray(0, nonceBytes);
  const params = { name: 'AES-GCM', iv, additionalData: additionalData(a, box.counter) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, joined.subarray(nonceBytes)));
  } catch {
    throw new SealError('not-ours');
  }
}

/** Seals what this instance sends; counts its boxes. */
export class Sealer {
  readonly #key: CryptoKey;
  readonly #room: string;
  readonly #instance: string;
  readonly #random: (bytes: number) => Bytes;
  #counter = 0;

  constructor(key: CryptoKey, room: string, instance: string, random: (bytes: number) => Bytes) {
    this.#key = key;
    this.#room = room;
    this.#instance = instance;
    this.#random = random;
  }

  async seal(receiver: string, direction: Direction, signal: Signal): Promise<Box> {
    this.#counter++;
    const plain = encodeSignal(signal);
    if (plain.length > limits.maxSignalBytes) throw new SealError('bad-message');
    const address = { room: this.#room, sender: this.#instance, receiver, direction };
    return sealBytes(this.#key, address, this.#counter, this.#random(nonceBytes), plain);
  }
}

/** Opens what others sent; each counter of a sender once, and only upwards. */
export class Opener {
  /** Instances of places that the server told: bounded because a hostile server could invent any number. */
  static readonly maxSenders = 256;
  readonly #key: CryptoKey;
  readonly #room: string;
  readonly #highest = new Map<string, number>();

  constructor(key: CryptoKey, room: string) {
    this.#key = key;
    this.#room = room;
  }

  /** Throws SealError. */
  async open(box: Box, sender: string, receiver: string, direction: Direction): Promise<Signal> {
    if (box.counter < 1) throw new SealError('not-ours');
    // First opened, then compared: an altered box is not ours, whatever its counter says.
    const plain = await openBytes(this.#key, { room: this.#room, sender, receiver, direction }, box);
    if (box.counter <= (this.#highest.get(sender) ?? 0)) throw new SealError('replayed');
    this.#remember(sender, box.counter);
    const signal = parseSignal(plain);
    if (!signal) throw new SealError('bad-message');
    return signal;
  }

  #remember(sender: string, counter: number): void {
    // Only boxes that opened get here, so only somebody who knows the link can fill this; then nothing more opens.
    if (!this.#highest.has(sender) && this.#highest.size >= Opener.maxSenders) throw new SealError('bad-message');
    this.#highest.set(sender, counter);
  }
}
