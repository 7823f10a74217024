// The panel kept on this device, so that even both may reload. It is a convenience: when storage is blocked or broken
// the room works all the same, and the person is told once.
import type { Change, Panel } from '../panel/panel.ts';
import type { KeptBlobs } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import type { PanelStore } from '../store/store.ts';
import type { RoomEnv } from './room-env.ts';

type Stored = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export interface Keeping {
  readonly blobs: KeptBlobs;
  keep(change: Change): void;
  flush(): Promise<void>;
  wipe(): Promise<void>;
}

export async function keepOnDevice(env: RoomEnv, link: Link, panel: Panel, failed: () => void): Promise<Keeping> {
  let store: PanelStore | null = null;
  let stored: Stored = new Map();
  try {
    store = await env.openStore(link);
    const { writes, blobs } = await store.load();
    // They were within the bound when they came; the clock of this device may have been set back since.
    panel.merge(writes, Number.MAX_SAFE_INTEGER);
    stored = blobs;
  } catch {
    store = null;
    failed();
  }
  return {
    blobs: {
      take() {
        const all = stored;
        stored = new Map(); // not held here as well: one may be taken back
        return all;
      },
      keep: (hash, bytes) => store?.keepBlob(hash, bytes),
      drop: (hash) => store?.dropBlob(hash),
    },
    keep: (change) => store?.keep(change.writes),
    flush: async () => store?.flush(),
    wipe: async () => store?.wipe(),
  };
}
