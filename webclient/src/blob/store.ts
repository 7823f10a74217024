// The blobs of this page, by hex SHA-256: whole and verified ones only. What is still arriving is in transfer.ts.

import * as limits from '../wire/limits.gen.ts';
import { hashOf } from './hash.ts';
import { readHeader } from './header.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type BlobErrorReason = 'bad-hash' | 'bad-picture' | 'too-many';

export class BlobError extends Error {
  readonly reason: BlobErrorReason;
  constructor(reason: BlobErrorReason) {
    super(`blob: ${reason}`);
    this.name = 'BlobError';
    this.reason = reason;
  }
}

/** Memory that blobs of one page may take. */
export const maxStoreBytes = 512 * 1024 * 1024;

export class BlobStore {
  readonly #blobs = new Map<string, Bytes>();
  readonly #dropped: (hash: string) => void;
  #bytes = 0;

  /** `dropped` is told of each blob that has to go, also of one that is not here: it may be kept elsewhere. */
  constructor(dropped: (hash: string) => void = () => {}) {
    this.#dropped = dropped;
  }

  get(hash: string): Bytes | undefined {
    return this.#blobs.get(hash);
  }

  has(hash: string): boolean {
    return this.#blobs.has(hash);
  }

  hashes(): string[] {
    return [...this.#blobs.keys()];
  }

  /** Whether that many more bytes may come, besides those that others have begun to fill. */
  hasRoomFor(bytes: number, begun = 0): boolean {
    return bytes <= limits.maxBlobBytes && this.#bytes + begun + bytes <= maxStoreBytes;
  }

  /** Keeps bytes under their own hash. Throws BlobError. */
  async add(bytes: Bytes): Promise<string> {
    const hash = await hashOf(bytes);
    this.#keep(hash, bytes);
    return hash;
  }

  /** Keeps bytes that came from elsewhere, if they are what the hash says and a picture. Throws BlobError. */
  async addVerified(hash: string, bytes: Bytes): Promise<void> {
    if ((await hashOf(bytes)) !== hash) throw new BlobError('bad-hash');
    this.#keep(hash, bytes);
  }

  /** Forgets a blob that was taken back, here and wherever this device keeps it. */
  drop(hash: string): void {
    this.#bytes -= this.#blobs.get(hash)?.length ?? 0;
    this.#blobs.delete(hash);
    this.#dropped(hash);
  }

  clear(): void {
    this.#blobs.clear();
    this.#bytes = 0;
  }

  #keep(hash: string, bytes: Bytes): void {
    if (this.#blobs.has(hash)) return;
    const header = readHeader(bytes);
    if (!header || header.width * header.height > limits.maxPixels) throw new BlobError('bad-picture');
    if (!this.hasRoomFor(bytes.length)) throw new BlobError('too-many');
    this.#blobs.set(hash, bytes);
    this.#bytes += bytes.length;
  }
}
