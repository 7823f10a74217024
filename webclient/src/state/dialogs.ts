// Which dialogs are open: one that is a question or a sheet, and one column beside the panel.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface OpenDialog {
  readonly id: string;
  /** What it was opened for, by code: each dialog says what it takes. */
  readonly params: unknown;
}

export interface Dialogs {
  readonly current: ReadonlySignal<OpenDialog | null>;
  readonly column: ReadonlySignal<OpenDialog | null>;
  open(id: string, params?: unknown): void;
  /** Closes it if it is the open one. */
  close(id: string): void;
}

/** `isColumn`: whether a dialog stands beside the panel, where it stays open while others come and go. */
export function createDialogs(isColumn: (id: string) => boolean): Dialogs {
  const current = signal<OpenDialog | null>(null);
  const column = signal<OpenDialog | null>(null);
  const place = (id: string) => (isColumn(id) ? column : current);
  return {
    current,
    column,
    open(id, params = null) {
      place(id).value = { id, params };
    },
    close(id) {
      const at = place(id);
      if (at.peek()?.id === id) at.value = null;
    },
  };
}
