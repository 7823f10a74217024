// Short messages over the page. Each stays at least five seconds, longer when there is something to press or to do, and
// none goes while a pointer or the focus is on them.
import { type ReadonlySignal, signal } from '@preact/signals';

export type Tone = 'info' | 'done' | 'error';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  /** Further lines, one for each thing that the text sums up. */
  readonly lines?: readonly string[];
  readonly action?: { readonly label: string; run(): void };
}

export type ToastContent = Omit<Toast, 'id'>;

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  show(content: ToastContent): number;
  /** Replaces what a toast says and starts its time anew; shows it again if it has gone. */
  update(id: number, content: ToastContent): number;
  dismiss(id: number): void;
  hold(): void;
  release(): void;
}

export const toastMs = 5_000;
export const toastActionMs = 10_000;
export const toastErrorMs = 12_000;
/** More at once would cover the picture; the oldest goes first. */
export const maxToasts = 4;
const maxLines = 6;

type After = (ms: number, action: () => void) => () => void;

export function createToasts(after: After): Toasts {
  const list = signal<readonly Toast[]>([]);
  const timers = new Map<number, () => void>();
  let next = 1;
  let held = false;

  const stop = (id: number) => {
    timers.get(id)?.();
    timers.delete(id);
  };
  const dismiss = (id: number) => {
    stop(id);
    list.value = list.value.filter((toast) => toast.id !== id);
    if (list.value.length === 0) held = false; // what was under the pointer is gone, and tells nobody that it left
  };
  const start = (toast: Toast) => {
    stop(toast.id);
    if (!held)
      timers.set(
        toast.id,
        after(lifetime(toast), () => dismiss(toast.id)),
      );
  };
  const show = (content: ToastContent) => {
    const toast = trimmed(next++, content);
    for (const old of list.value.slice(0, Math.max(0, list.value.length - maxToasts + 1))) dismiss(old.id);
    list.value = [...list.value, toast];
    start(toast);
    return toast.id;
  };
  return {
    list,
    show,
    update(id, content) {
      if (!list.value.some((toast) => toast.id === id)) return show(content);
      const toast = trimmed(id, content);
      list.value = list.value.map((old) => (old.id === id ? toast : old));
      start(toast);
      return id;
    },
    dismiss,
    hold() {
      held = true;
      for (const id of [...timers.keys()]) stop(id);
    },
    release() {
      held = false;
      for (const toast of list.value) start(toast);
    },
  };
}

function trimmed(id: number, content: ToastContent): Toast {
  return content.lines ? { ...content, id, lines: content.lines.slice(-maxLines) } : { ...content, id };
}

function lifetime(toast: Toast): number {
  if (toast.tone === 'error') return toastErrorMs;
  return toast.action || toast.lines ? toastActionMs : toastMs;
}
