// Which rooms this device has something of: read before the code of the disk is there, which the first visit to a room
// does not wait for. Ids only; they say nothing without their secrets.

import type { StoreEnv } from './types.ts';

export const marksKey = 'coviewer.kept';

/** Whether to look: for sure if there is no telling. */
export function mayBeKept(room: string, device: StoreEnv['localStorage']): boolean {
  return !device || marked(device).includes(room);
}

export function marked(device: StoreEnv['localStorage']): string[] {
  try {
    return device?.getItem(marksKey)?.split(' ') ?? [];
  } catch {
    return [];
  }
}
