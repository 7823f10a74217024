// Where the two pictures of an overlay meet. Whoever drags sees it at once; the others are told in steps.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** At most this often while one drags, so that the panel is not full of steps that nobody needs. */
export const splitWriteMs = 200;

export interface Split {
  /** In thousandths of the width, from the side where reading begins. */
  readonly value: ReadonlySignal<number>;
  /** A movement of the slider. */
  slide(value: number): void;
  /** The slider was let go. */
  settle(): void;
  stop(): void;
}

export interface SplitOptions {
  /** What the panel has. */
  readonly shared: ReadonlySignal<number>;
  after(ms: number, action: () => void): () => void;
  write(value: number): void;
}

export function createSplit({ shared, after, write }: SplitOptions): Split {
  /** While it is in one's own hand, what others do with it does not pull it away. */
  const held = signal<number | null>(null);
  let written: number | null = null;
  let cancel: (() => void) | null = null;

  const tell = () => {
    const value = held.peek();
    if (value === null || value === written) return;
    written = value;
    write(value);
    cancel = after(splitWriteMs, () => {
      cancel = null;
      tell();
    });
  };
  const stop = () => {
    cancel?.();
    cancel = null;
    written = null;
    held.value = null;
  };
  return {
    value: computed(() => held.value ?? shared.value),
    slide(value) {
      held.value = value;
      if (cancel === null) tell();
    },
    settle() {
      const value = held.peek();
      if (value !== null && value !== shared.peek()) write(value);
      stop();
    },
    stop,
  };
}
