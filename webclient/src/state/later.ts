// When the later part of the code is fetched: the connection goes first, for it needs the same line.
import type { Cancel } from '../peer/types.ts';

export type LaterParts = typeof import('../later.ts');

export interface Later {
  /** At first use: at once. */
  need(): Promise<LaterParts>;
  /** For what nobody waits for: when it is there by itself. */
  readonly there: Promise<LaterParts>;
  /** The panel is open, and nothing more important is on its way. */
  idle(): void;
}

/** After the panel is open: what is being drawn first goes first. */
const idleMs = 300;
/** A connection that takes longer is not waited for. */
const patienceMs = 10_000;
const retryMs = 5_000;

/** `beside`: what the parts need to be of use: their style, their texts. */
export function createLater(
  after: (ms: number, action: () => void) => Cancel,
  beside: readonly (() => Promise<unknown>)[],
): Later {
  let loading: Promise<LaterParts> | null = null;
  let idling = false;
  let arrived: (parts: LaterParts) => void = () => {};
  const there = new Promise<LaterParts>((resolve) => {
    arrived = resolve;
  });
  const need = (): Promise<LaterParts> => {
    loading ??= Promise.all([import('../later.ts'), ...beside.map((load) => load())]).then(
      ([parts]) => {
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
