// While somebody else is here the screen stays on: one looks and listens, and a phone that falls asleep in a talk is cut
// off. The browser lets go of the lock whenever the page is hidden, so it is asked for anew.
import { effect } from '@preact/signals';
import type { Core } from './features.ts';

export interface AwakeEnv {
  /** Rejects where the system refuses, as with a low battery; null: this browser cannot. */
  lock(): Promise<{ release(): Promise<void> }> | null;
  visible(): boolean;
  /** Calls back when the page is shown or hidden; returns the end of it. */
  onVisible(listener: () => void): () => void;
}

export function createAwake({ people }: Pick<Core, 'people'>, env: AwakeEnv): { stop(): void } {
  let wanted = false;
  let held: Promise<{ release(): Promise<void> } | null> | null = null;
  const release = () => {
    void held?.then((lock) => lock?.release()).catch(() => {});
    held = null;
  };
  const settle = () => {
    if (!wanted || !env.visible()) return release();
    held ??= env.lock()?.catch(() => null) ?? null;
  };
  const ending = [
    effect(() => {
      wanted = people.others.value.some(({ peer }) => peer?.status === 'connected');
      settle();
    }),
    env.onVisible(settle),
  ];
  return {
    stop() {
      for (const stop of ending) stop();
      wanted = false;
      release();
    },
  };
}

export function browserAwake(page: Window): AwakeEnv {
  const { document } = page;
  return {
    lock: () => page.navigator.wakeLock?.request('screen') ?? null,
    visible: () => document.visibilityState === 'visible',
    onVisible(listener) {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
  };
}
