// Who came and who went, told once each. A person is greeted by name, and the name comes with the snapshot, a moment
// after the connection.
import type { RemotePeer } from '../peer/types.ts';

export interface Greetings {
  peers(now: readonly RemotePeer[]): void;
  /** Names may have arrived. */
  named(): void;
  /** Whoever leaves sees the others go too: that is no news. */
  stop(): void;
}

export interface GreetingsOptions {
  hasName(site: string): boolean;
  came(site: string): void;
  went(site: string): void;
}

export function createGreetings({ hasName, came, went }: GreetingsOptions): Greetings {
  let before: ReadonlySet<string> = new Set();
  const unnamed = new Set<string>();
  const greeted = new Set<string>();
  let stopped = false;

  const named = () => {
    for (const site of unnamed) {
      if (!hasName(site)) continue;
      unnamed.delete(site);
      if (greeted.has(site)) continue;
      greeted.add(site);
      came(site);
    }
  };
  return {
    named,
    stop() {
      stopped = true;
    },
    peers(now) {
      if (stopped) return;
      const present = new Set<string>();
      for (const { site, status } of now) {
        if (site === null || status === 'gone') continue;
        present.add(site);
        if (status === 'connected') unnamed.add(site);
      }
      for (const site of before) {
        if (present.has(site)) continue;
        unnamed.delete(site);
        greeted.delete(site);
        went(site);
      }
      before = present;
      named();
    },
  };
}
