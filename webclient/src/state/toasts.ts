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
  /** What it is about: takes the place of an older one about the same, so that no two contradict each other. */
  readonly about?: string;
  readonly action?: { readonly label: string; run(): void };
}

export type ToastContent = Omit<Toast, 'id'>;

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  show(content: ToastContent): number;
  /** Replaces what a toast says and starts its time anew; shows it again if it has gone. */
  update(id: number, content: ToastContent): number;
  dismiss(id: number): void;
  /** The place that they told of has been left. */
  clear(): void;
  hold(): void;
  release(): void;
}

export const toastMs = 5_000;
export const toastActionMs = 10_000;
export const toastErrorMs = 12_000;
/** Of an error with lines: what was refused of many, and why. */
export const toastReadMs = 30_000;
/** More at once would cover the picture: the oldest makes room, but no error does; then the new one waits. */
export const maxToasts = 2;
/** Beyond this news go: they are old by the time that they could be read. Errors stay. */
const maxWaiting = 8;
/** No page brings about as many by itself, only a hostile peer. */
const maxErrors = 64;

type After = (ms: number, action: () => void) => () => void;

export function createToasts(after: After): Toasts {
  // Read by peek() here: whoever shows a toast from an effect is not to be run again by it.
  const list = signal<readonly Toast[]>([]);
  let waiting: readonly Toast[] = [];
  const timers = new Map<number, () => void>();
  let next = 1;
  let held = false;

  const stop = (id: number) => {
    timers.get(id)?.();
    timers.delete(id);
  };
  const dismiss = (id: number) => {
    stop(id);
    list.value = list.peek().filter((toast) => toast.id !== id);
    waiting = waiting.filter((toast) => toast.id !== id);
    if (list.peek().length === 0) held = false; // what was under the pointer is gone, and tells nobody that it left
    const [first, ...rest] = waiting;
    if (!first || list.peek().length >= maxToasts) return;
    waiting = rest;
    put(first);
  };
  /** The oldest of those that are no errors, if there is one. */
  const drop = (toasts: readonly Toast[]) => {
    const news = toasts.find(({ tone }) => tone !== 'error');
    if (news) dismiss(news.id);
  };
  const put = (toast: Toast) => {
    list.value = [...list.peek(), toast];
    start(toast);
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
    const { about } = content;
    const older = about === undefined ? undefined : [...list.peek(), ...waiting].find((toast) => toast.about === about);
    if (older) return update(older.id, content);
    const toast = { ...content, id: next++ };
    if (list.peek().length < maxToasts) put(toast);
    else {
      waiting = [...waiting, toast].slice(0, maxErrors);
      if (waiting.length > maxWaiting) drop(waiting);
      drop(list.peek()); // the first that waits takes its place
    }
    return toast.id;
  };
  const update = (id: number, content: ToastContent): number => {
    const toast = { ...content, id };
    if (waiting.some((old) => old.id === id)) {
      waiting = waiting.map((old) => (old.id === id ? toast : old));
      return id;
    }
    if (!list.peek().some((old) => old.id === id)) return show(content);
    list.value = list.peek().map((old) => (old.id === id ? toast : old));
    start(toast);
    return id;
  };
  return {
    list,
    show,
    update,
    dismiss,
    clear() {
      waiting = [];
      for (const toast of list.peek()) dismiss(toast.id);
    },
    hold() {
      held = true;
      for (const id of [...timers.keys()]) stop(id);
    },
    release() {
      held = false;
      for (const toast of list.peek()) start(toast);
    },
  };
}

function lifetime(toast: Toast): number {
  if (toast.tone === 'error') return toast.lines ? toastReadMs : toastErrorMs;
  return toast.action || toast.lines ? toastActionMs : toastMs;
}
