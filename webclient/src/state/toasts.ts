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
  const list = signal<readonly Toast[]>([]);
  /** Those in the list, and behind them those that wait; the oldest first. */
  let all: readonly Toast[] = [];
  const timers = new Map<number, () => void>();
  let next = 1;
  let held = false;

  const stop = (id: number) => {
    timers.get(id)?.();
    timers.delete(id);
  };
  const start = (toast: Toast) => {
    stop(toast.id);
    if (held) return;
    const end = () => dismiss(toast.id);
    timers.set(toast.id, after(lifetime(toast), end));
  };
  const put = (toasts: readonly Toast[]) => {
    all = toasts;
    const shown = all.slice(0, maxToasts);
    list.value = shown;
    if (all.length === 0) held = false; // what was under the pointer is gone, and tells nobody that it left
    for (const toast of shown) if (!timers.has(toast.id)) start(toast);
  };
  const dismiss = (id: number) => {
    stop(id);
    put(all.filter((toast) => toast.id !== id));
  };
  /** The oldest of those that are no errors, if there is one. */
  const drop = (toasts: readonly Toast[]) => {
    const news = toasts.find(({ tone }) => tone !== 'error');
    if (news) dismiss(news.id);
  };
  const show = (content: ToastContent) => {
    const { about } = content;
    const older = about === undefined ? undefined : all.find((toast) => toast.about === about);
    if (older) return update(older.id, content);
    const toast = { ...content, id: next++ };
    put([...all, toast].slice(0, maxToasts + maxErrors));
    if (all.length > maxToasts + maxWaiting) drop(all.slice(maxToasts));
    if (all.length > maxToasts) drop(all.slice(0, maxToasts)); // the first that waits takes its place
    return toast.id;
  };
  const update = (id: number, content: ToastContent): number => {
    if (!all.some((old) => old.id === id)) return show(content);
    stop(id);
    put(all.map((old) => (old.id === id ? { ...content, id } : old)));
    return id;
  };
  return {
    list,
    show,
    update,
    dismiss,
    clear() {
      for (const { id } of all) stop(id);
      put([]);
    },
    hold() {
      held = true;
      for (const { id } of all) stop(id);
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
