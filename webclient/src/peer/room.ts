// A joined room.

import type { PresenceMessage, RoomOptions } from './types.ts';

export * from './types.ts';

export class Room {
  readonly #options: RoomOptions;

  constructor(options: RoomOptions) {
    this.#options = options;
  }

  /** Takes a place. Resolves on welcome; rejects with JoinError. Nothing is gathered or sent before. */
  async join(): Promise<void> {
    this.#options.events.status('joining');
  }

  /** Shows the others a pointer, a viewport or a mark being drawn; the newest of a kind wins. */
  present(_m: PresenceMessage): void {}

  /** Keeps a blob and offers it to the others; its hex SHA-256. */
  async addBlob(_bytes: Blob | Uint8Array<ArrayBuffer>): Promise<string> {
    return '';
  }

  /** An object URL of a blob that is here and verified. */
  blobUrl(_hash: string): string | null {
    return null;
  }

  retryBlob(_hash: string): void {}

  /** Says goodbye, closes everything, gives up the place. */
  async leave(): Promise<void> {}
}
