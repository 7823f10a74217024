// The token of one's place: in sessionStorage for a reload of this page, in localStorage for the case that the page was
// closed and its place still fills the room. Storage may be blocked; then a reload simply takes a new place.

import type { PlaceToken } from './session.ts';

export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export function placeToken(room: string, page: KeyValue | null, device: KeyValue | null): PlaceToken {
  const key = `coviewer.place.${room}`;
  // Kept here too: a socket that drops must find its place again even where storage is blocked.
  let kept = attempt(() => page?.getItem(key));
  return {
    own: () => kept,
    device: () => attempt(() => device?.getItem(key)),
    save: (token) => {
      kept = token;
      attempt(() => page?.setItem(key, token));
      attempt(() => device?.setItem(key, token));
    },
    forget: () => {
      if (attempt(() => device?.getItem(key)) === kept) attempt(() => device?.removeItem(key));
      kept = null;
      attempt(() => page?.removeItem(key));
    },
  };
}

function attempt<T>(action: () => T | undefined): T | null {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}
