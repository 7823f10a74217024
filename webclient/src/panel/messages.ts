// What people said in the chat. Go twin: Messages in peer/panel/query.go.

import type { ChatMessage, Stamp } from '../wire/schema.gen.ts';
import type { Panel } from './panel.ts';
import { byCreation, read } from './query.ts';

/** A message, and when it was written. */
export interface Said extends ChatMessage {
  readonly created: Stamp;
}

/** The messages, earliest first, without those that their authors deleted. */
export function messages(panel: Panel): Said[] {
  const all = [...panel.elements()].sort(byCreation);
  return all.flatMap((element) => {
    const message = read(element, 'message');
    return message ? [{ ...message, created: element.created }] : [];
  });
}
