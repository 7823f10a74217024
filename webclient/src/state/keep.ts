// The panel kept on this device, so that even both may reload. It is a convenience: when storage is blocked or broken
// the room works all the same, and the person is told once.
import { BlobStore } from '../blob/store.ts';
import type { Change, Panel } from '../panel/panel.ts';
import type { Link } from '../signaling/link.ts';
import type { PanelStore } from '../store/store.ts';
import type { RoomEnv } from './room-env.ts';

export interface Keeping {
  readonly blobs: BlobStore;
  keep(change: Change): void;
  keepBlob(hash: string): void;
  flush(): Promise<void>;
  wipe(): Promise<void>;
}

export async function keepOnDevice(env: RoomEnv, link: Link, panel: Panel, failed: () => void): Promise<Keeping> {
  let store: PanelStore | null = null;
  const blobs = new BlobStore((hash) => store?.dropBlob(hash));
  store = await load(env, link, panel, blobs).catch(() => {
    failed();
    return null;
  });
  return {
    blobs,
    keep: (change) => store?.keep(change.writes),
    keepBlob(hash) {
      const bytes = blobs.get(hash);
      if (bytes) store?.keepBlob(hash, bytes);
    },
    flush: async () => store?.flush(),
    wipe: async () => store?.wipe(),
  };
}

async function load(env: RoomEnv, link: Link, panel: Panel, blobs: BlobStore): Promise<PanelStore> {
  const store = await env.openStore(link);
  const { writes, blobs: stored } = await store.load();
  // They were within the bound when they came; the clock of this device may have been set back since.
  panel.merge(writes, Number.MAX_SAFE_INTEGER);
  // One that was damaged on disk is asked for again like any that is missing.
  for (const [hash, bytes] of stored) await blobs.addVerified(hash, bytes).catch(() => {});
  return store;
}
