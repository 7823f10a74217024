// What the page sees of blobs: which ones the panel's pictures need, their states (told once a frame, not once a
// block), and object URLs of those that are here.

import { toHex } from '../blob/hash.ts';
import { pictureType } from '../blob/picture-type.ts';
import type { BlobState, TransferEvents, TransfersLike } from '../blob/transfer.ts';
import { picture } from '../panel/query.ts';
import { takenBackBy } from '../panel/take-back.ts';
import type { RoomOptions } from './types.ts';

export class BlobWatch implements TransferEvents {
  readonly #o: RoomOptions;
  readonly #changed = new Map<string, BlobState>();
  readonly #urls = new Map<string, string>();
  #cancelFrame: (() => void) | null = null;

  constructor(options: RoomOptions) {
    this.#o = options;
  }

  /** All pictures that are on the panel now. */
  scan(transfers: TransfersLike): void {
    this.changed(
      Array.from(this.#o.panel.elements(), (e) => e.id),
      transfers,
    );
  }

  changed(ids: readonly string[], transfers: TransfersLike): void {
    const { panel } = this.#o;
    for (const id of ids) {
      const named = picture(panel, id);
      if (named) transfers.need(toHex(named.blob), named.size);
    }
    for (const blob of takenBackBy(panel, ids)) this.#takeBack(toHex(blob), transfers);
  }

  state(hash: string, s: BlobState): void {
    this.#changed.set(hash, s);
    this.#cancelFrame ??= this.#o.env.frame(() => {
      this.#cancelFrame = null;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const [h, state] of changed) this.#o.events.blob(h, state);
    });
  }

  url(hash: string): string | null {
    const known = this.#urls.get(hash);
    if (known) return known;
    const bytes = this.#o.blobs.get(hash);
    if (!bytes) return null;
    const url = this.#o.env.objectUrl(new Blob([bytes], { type: pictureType(bytes) ?? '' }));
    this.#urls.set(hash, url);
    return url;
  }

  #takeBack(hash: string, transfers: TransfersLike): void {
    transfers.takeBack(hash);
    this.#changed.delete(hash);
    const url = this.#urls.get(hash);
    if (url !== undefined) this.#o.env.revokeObjectUrl(url);
    this.#urls.delete(hash);
  }

  release(): void {
    this.#cancelFrame?.();
    for (const url of this.#urls.values()) this.#o.env.revokeObjectUrl(url);
    this.#urls.clear();
  }
}
