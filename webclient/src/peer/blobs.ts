// The blobs of a room: those that the panel's pictures name, those that are here, their states (told once a frame, not
// once a block), and object URLs under which they are shown. Code of the later part: room-blobs.ts stands for it.

import { toHex } from '../blob/hash.ts';
import { pictureType } from '../blob/picture-type.ts';
import { BlobStore } from '../blob/store.ts';
import { type BlobState, type TransferEvents, Transfers } from '../blob/transfer.ts';
import { picture } from '../panel/query.ts';
import { takenBackBy } from '../panel/take-back.ts';
import type { RoomOptions } from './types.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type BlobsOptions = Pick<RoomOptions, 'blobs' | 'env' | 'events' | 'panel'>;

export class Blobs implements TransferEvents {
  readonly store: BlobStore;
  readonly transfers: Transfers;
  readonly #o: BlobsOptions;
  readonly #changed = new Map<string, BlobState>();
  readonly #urls = new Map<string, string>();
  #cancelFrame: (() => void) | null = null;

  private constructor(options: BlobsOptions) {
    this.#o = options;
    this.store = new BlobStore((hash) => options.blobs.drop(hash));
    this.transfers = new Transfers(this.store, this, () => options.env.monotonic());
  }

  /** With what this device had kept, and for the pictures that are on the panel by now. */
  static async open(options: BlobsOptions): Promise<Blobs> {
    const blobs = new Blobs(options);
    // One that was damaged on disk is asked for again like any that is missing.
    for (const [hash, bytes] of options.blobs.take()) await blobs.store.addVerified(hash, bytes).catch(() => {});
    blobs.changed(Array.from(options.panel.elements(), (e) => e.id));
    return blobs;
  }

  changed(ids: readonly string[]): void {
    const { panel } = this.#o;
    for (const id of ids) {
      const named = picture(panel, id);
      if (named) this.transfers.need(toHex(named.blob), named.size);
    }
    for (const blob of takenBackBy(panel, ids)) this.#takeBack(toHex(blob));
  }

  /** Keeps a blob of this page and offers it to the others; its hex SHA-256. Throws BlobError. */
  async add(bytes: Bytes): Promise<string> {
    const hash = await this.store.add(bytes);
    this.transfers.added(hash);
    return hash;
  }

  state(hash: string, s: BlobState): void {
    this.#changed.set(hash, s);
    this.#cancelFrame ??= this.#o.env.frame(() => {
      this.#cancelFrame = null;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const [h, state] of changed) this.#tell(h, state);
    });
  }

  url(hash: string): string | null {
    const known = this.#urls.get(hash);
    if (known) return known;
    const bytes = this.store.get(hash);
    if (!bytes) return null;
    const url = this.#o.env.objectUrl(new Blob([bytes], { type: pictureType(bytes) ?? '' }));
    this.#urls.set(hash, url);
    return url;
  }

  release(): void {
    this.#cancelFrame?.();
    for (const url of this.#urls.values()) this.#o.env.revokeObjectUrl(url);
    this.#urls.clear();
  }

  #tell(hash: string, state: BlobState): void {
    const bytes = this.store.get(hash);
    if (bytes) this.#o.blobs.keep(hash, bytes);
    this.#o.events.blob(hash, state);
  }

  #takeBack(hash: string): void {
    this.transfers.takeBack(hash);
    this.#changed.delete(hash);
    const url = this.#urls.get(hash);
    if (url !== undefined) this.#o.env.revokeObjectUrl(url);
    this.#urls.delete(hash);
  }
}
