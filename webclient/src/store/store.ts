// The panel kept on this device, so that even both sides may reload: encrypted with a key from the link, wiped on leave
// and after 24 hours. Where storage is blocked (private windows) the panel simply is not kept.

import type { Link } from '../signaling/link.ts';
import type { PanelStore, StoreEnv } from './types.ts';

export type { PanelStore, StoreEnv } from './types.ts';

export async function openStore(link: Link, env: StoreEnv): Promise<PanelStore> {
  try {
    if (!env.indexedDB) return nothing;
    // A chunk of its own: the page is usable before it is there.
    const { Disk } = await import('./disk.ts');
    return await Disk.open(link, env, env.indexedDB);
  } catch {
    return nothing;
  }
}

const nothing: PanelStore = {
  load: async () => ({ writes: [], blobs: new Map() }),
  keep: () => {},
  keepBlob: () => {},
  dropBlob: () => {},
  flush: async () => {},
  wipe: async () => {},
};
