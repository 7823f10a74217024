// The panel kept on this device, so that even both sides may reload: encrypted with a key from the link, wiped on leave
// and after 24 hours. Where storage is blocked (private windows) the panel simply is not kept.

import type { Link } from '../signaling/link.ts';
import { mayBeKept } from './marks.ts';
import type { PanelStore, StoreEnv } from './types.ts';

export type { PanelStore, StoreEnv } from './types.ts';

/** What may wait for the disk; then it is opened at once. */
const maxWaiting = 1_000;

export async function openStore(link: Link, env: StoreEnv): Promise<PanelStore> {
  const factory = env.indexedDB;
  if (!factory) return nothing;
  const open = async (): Promise<PanelStore> => {
    try {
      const { Disk } = await import('./disk.ts');
      return await Disk.open(link, env, factory);
    } catch {
      return nothing;
    }
  };
  return mayBeKept(link.room, env.localStorage) ? open() : openedLater(open, env);
}

/** On a first visit there is nothing to read: what is to be kept waits until the disk's code has come with the rest. */
function openedLater(open: () => Promise<PanelStore>, env: StoreEnv): PanelStore {
  const waiting: ((disk: PanelStore) => void)[] = [];
  let opening: Promise<PanelStore> | null = null;
  let disk: PanelStore | null = null;
  let isOver = false;
  const opened = async () => {
    const made = await open();
    // It has seen nothing of what is there, if there is anything after all.
    await made.load().catch(() => {});
    for (const put of waiting.splice(0)) put(made);
    disk = made;
    return made;
  };
  const need = () => (opening ??= opened());
  const put = (operation: (d: PanelStore) => void) => {
    if (disk) operation(disk);
    else if (!isOver) waiting.push(operation);
    if (waiting.length >= maxWaiting) void need();
  };
  void env.later.then(() => (isOver ? nothing : need()));
  return {
    load: nothing.load,
    keep: (writes) => put((d) => d.keep(writes)),
    keepBlob: (hash, bytes) => put((d) => d.keepBlob(hash, bytes)),
    dropBlob: (hash) => put((d) => d.dropBlob(hash)),
    flush: async () => (await need()).flush(),
    async wipe() {
      isOver = true;
      waiting.length = 0;
      await (await opening)?.wipe();
    },
  };
}

const nothing: PanelStore = {
  load: async () => ({ writes: [], blobs: new Map() }),
  keep: () => {},
  keepBlob: () => {},
  dropBlob: () => {},
  flush: async () => {},
  wipe: async () => {},
};
