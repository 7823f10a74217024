// What a store takes and gives.

import type { Write } from '../wire/schema.gen.ts';

export interface StoreEnv {
  readonly indexedDB: IDBFactory | null;
  now(): number;
  after(ms: number, action: () => void): () => void;
}

export interface PanelStore {
  load(): Promise<{ readonly writes: Write[]; readonly blobs: ReadonlyMap<string, Uint8Array<ArrayBuffer>> }>;
  /** Puts writes by; they reach the disk a moment later. */
  keep(writes: readonly Write[]): void;
  keepBlob(hash: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Waits for what was put by. */
  flush(): Promise<void>;
  /** Forgets all of this room. */
  wipe(): Promise<void>;
}
