// New messages while the chat is closed: one toast, which tells the newest and how many there are.
import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import type { Said } from '../panel/messages.ts';
import type { Cancel } from '../peer/types.ts';
import { peekText } from './chat-text.ts';
import type { Toasts } from './toasts.ts';

/** A screen reader says each toast: whoever writes faster is told of in sum. */
export const newsMs = 3_000;

export interface NewsOptions {
  readonly t: Translate;
  readonly toasts: Toasts;
  readonly unread: ReadonlySignal<readonly Said[]>;
  readonly isOpen: ReadonlySignal<boolean>;
  name(site: string): string;
  open(): void;
  now(): number;
  after(ms: number, action: () => void): Cancel;
}

/** Returns the end of it. */
export function tellNews(options: NewsOptions): () => void {
  const { t, toasts, unread, isOpen } = options;
  let told: ReadonlySet<string> = new Set();
  let toldAt = Number.NEGATIVE_INFINITY;
  let waiting: Cancel | null = null;
  let toast = 0;

  const tell = () => {
    waiting = null;
    const all = unread.peek();
    const newest = all.findLast(({ id }) => !told.has(id));
    if (!newest || isOpen.peek()) return;
    told = new Set(all.map(({ id }) => id));
    toldAt = options.now();
    const params = { name: options.name(newest.by), text: peekText(newest.text), count: all.length };
    toast = toasts.update(toast, {
      tone: 'info',
      text: all.length === 1 ? t('chat.peek', params) : t('chat.peekMany', params),
      action: { label: t('chat.open'), run: options.open },
    });
  };
  const look = (all: readonly Said[], open: boolean) => {
    if (open || all.length === 0) {
      toasts.dismiss(toast);
      told = new Set(all.map(({ id }) => id)); // the list says them itself
      return;
    }
    if (all.every(({ id }) => told.has(id))) return;
    waiting ??= options.after(Math.max(0, toldAt + newsMs - options.now()), tell);
  };
  const stop = effect(() => {
    const [all, open] = [unread.value, isOpen.value];
    untracked(() => look(all, open)); // toasts are signals too, and not what this depends on
  });
  return () => {
    stop();
    waiting?.();
  };
}
