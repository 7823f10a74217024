// What is said in the page's one polite live region.
import type { Signal } from '@preact/signals';

/** The same text again is no change, and would not be read out: a space that nobody hears makes it one. */
export function say(said: Signal<string>, text: string): void {
  said.value = said.peek() === text ? `${text}\u00a0` : text;
}
