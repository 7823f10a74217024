// When the later parts of the code are fetched: the connection goes first, for it needs the same line; then what draws,
// then everything else.
import type { Cancel } from '../peer/types.ts';

export interface Later<Parts> {
  /** At first use: at once. */
  need(): Promise<Parts>;
  /** For what nobody waits for: when it is there by itself. */
  readonly there: Promise<Parts>;
  /** Nothing more important is on its way. */
  idle(): void;
}

export type DrawingParts = typeof import('../drawing.ts');
export type LaterParts = typeof import('../later.ts');

/** What comes first after the panel is open, or after a part before, goes first. */
const idleMs = 100;
/** A connection that takes longer is not waited for. */
const patienceMs = 10_000;
const retryMs = 5_000;

export function createLater<Parts>(
  after: (ms: number, action: () => void) => Cancel,
  load: () => Promise<Parts>,
): Later<Parts> {
  let loading: Promise<Parts> | null = null;
  let idling = false;
  let arrived: (parts: Parts) => void = () => {};
  const there = new Promise<Parts>((resolve) => {
    arrived = resolve;
  });
  const need = (): Promise<Parts> => {
    loading ??= load().then(
      (parts) => {
        arrived(parts);
        return parts;
      },
      (error: unknown) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  const fetch = (): void => {
    need().catch(() => after(retryMs, fetch));
  };
  after(patienceMs, fetch);
  return {
    need,
    there,
    idle() {
      if (!idling) after(idleMs, fetch);
      idling = true;
    },
  };
}
