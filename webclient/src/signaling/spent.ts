// Rooms that were closed for good, as this device remembers them: the service forgets them after a day or a restart,
// and a link that was closed must not open an empty room again. Ids only; they say nothing without their secrets.

import type { KeyValue } from './place-token.ts';

export interface SpentRoom {
  known(): boolean;
  remember(): void;
}

const key = 'coviewer.spent';
/** The newest are kept. */
const maxSpentRooms = 50;
const roomId = /^[A-Za-z0-9_-]{22}$/;

/** What this device knows of one room. Storage may be blocked; then only the service remembers. */
export function spentRoom(room: string, device: KeyValue | null): SpentRoom {
  const read = (): readonly string[] => {
    try {
      const kept = device?.getItem(key)?.split(' ') ?? [];
      return kept.filter((id) => roomId.test(id)).slice(-maxSpentRooms);
    } catch {
      return [];
    }
  };
  return {
    known: () => read().includes(room),
    remember() {
      const others = read().filter((id) => id !== room);
      try {
        device?.setItem(key, [...others, room].slice(-maxSpentRooms).join(' '));
      } catch {
        // It is the service's to remember then.
      }
    },
  };
}
