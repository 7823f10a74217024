// Who is in a room before one joins it: from the page itself at first, then asked anew for as long as somebody looks.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { People } from '../signaling/people.ts';

export type { People } from '../signaling/people.ts';

/** Between two questions, when the last one was answered. */
export const askMs = 5_000;
/** The longest wait, when nobody answers. */
export const maxAskMs = 60_000;

export interface LobbyEnv {
  /** What the page came with, if it came for this room. */
  shown(room: string): People | null;
  /** Null: not known. */
  ask(room: string, signal: AbortSignal): Promise<People | null>;
  /** Nobody looks. */
  hidden(): boolean;
  after(ms: number, action: () => void): () => void;
  /** Somebody looks again, or the network is back. */
  onWake(listener: () => void): () => void;
}

export interface Watch {
  /** Null while it is not known. */
  readonly people: ReadonlySignal<People | null>;
  stop(): void;
}

/** `spent`: the room turned out to have been closed for good, perhaps at once. */
export function watchPeople(room: string, env: LobbyEnv, spent: () => void): Watch {
  const people = signal(env.shown(room));
  const ending = new AbortController();
  let asking = false;
  let wait = askMs;
  let cancel = (): void => {};

  const ask = async (): Promise<void> => {
    cancel();
    if (asking || env.hidden()) return; // onWake goes on with it
    asking = true;
    const answer = await env.ask(room, ending.signal);
    asking = false;
    if (ending.signal.aborted) return;
    people.value = answer;
    if (answer?.spent) return spent();
    wait = answer ? askMs : Math.min(2 * wait, maxAskMs);
    later();
  };
  const later = (): void => {
    cancel = env.after(wait, () => void ask());
  };
  const stopWake = env.onWake(() => void ask());
  if (people.value?.spent) spent();
  else if (people.value) later();
  else void ask();
  return {
    people,
    stop() {
      ending.abort();
      cancel();
      stopWake();
    },
  };
}
