// What a store takes and gives.

import type { Write } from '../wire/schema.gen.ts';

export interface StoreEnv {
  readonly indexedDB: IDBFactory | null;
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  /** Code that is not needed to be in the room is there: from now on a person can do what is to be kept. */
  readonly later: Promise<unknown>;
  now(): number;
  after(ms: number, action: () => void): () => void;
  /** Tells when the page is hidden or goes: it may be the last thing that it does. */
  onHide(listener: () => void): () => void;
}

export interface PanelStore {
  load(): Promise<{ readonly writes: Write[]; readonly blobs: ReadonlyMap<string, Uint8Array<ArrayBuffer>> }>;
  /** Puts writes by: the first at once, those that follow it closely together. */
  keep(writes: readonly Write[]): void;
  keepBlob(hash: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** It was taken back. */
  dropBlob(hash: string): void;
  /** Waits for what was put by. */
  flush(): Promise<void>;
  /** Forgets all of this room. */
  wipe(): Promise<void>;
}
