// A room's blobs while their code is on its way, and after.

import type { TransfersLike } from '../blob/transfer.ts';
import { standIn } from '../stand-in.ts';
import type { Blobs } from './blobs.ts';
import type { RoomOptions } from './types.ts';

export class RoomBlobs {
  readonly transfers: TransfersLike;
  readonly #o: RoomOptions;
  readonly #made: Promise<Blobs>;
  #blobs: Blobs | null = null;

  constructor(options: RoomOptions) {
    this.#o = options;
    const { env, events } = options;
    this.#made = env.later.there.then((code) => code.Blobs.open(options));
    void this.#made.then((blobs) => {
      this.#blobs = blobs;
    });
    this.transfers = standIn<TransfersLike>({
      need: () => env.later.need(),
      made: this.#made.then((blobs) => blobs.transfers),
      urgent: ['have', 'want'],
      meanwhile: { tick() {}, hasMore: () => false, next: () => null },
      failed: () => events.trouble({ reason: 'bad-message' }),
    });
  }

  /** Elements changed. A picture cannot wait for the code to come by itself, which then looks at all there are. */
  changed(ids: Iterable<string>): void {
    const { env, panel } = this.#o;
    const all = [...ids];
    if (this.#blobs) this.#blobs.changed(all);
    else if (all.some((id) => panel.get(id)?.kind === 'picture')) env.later.need().catch(() => {});
  }

  async add(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    await this.#o.env.later.need();
    return (await this.#made).add(bytes);
  }

  url(hash: string): string | null {
    return this.#blobs?.url(hash) ?? null;
  }

  release(): void {
    void this.#made.then((blobs) => blobs.release());
  }
}
