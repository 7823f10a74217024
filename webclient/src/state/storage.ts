// Storage that may be blocked, full or absent: every access is guarded, and the page works without it.
import type { KeyValue } from '../peer/types.ts';

/** What the page needs of `Storage`. */
export interface Kept {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** `read` is called at each access: with cookies blocked even reading `window.localStorage` throws. */
export function kept(read: () => KeyValue | null): Kept {
  return {
    get: (key) => guarded(() => read()?.getItem(key) ?? null),
    set: (key, value) => void guarded(() => read()?.setItem(key, value)),
    remove: (key) => void guarded(() => read()?.removeItem(key)),
  };
}

function guarded<T>(access: () => T): T | null {
  try {
    return access();
  } catch {
    return null;
  }
}
