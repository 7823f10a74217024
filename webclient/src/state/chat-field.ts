// What is being written: a draft, kept while the chat is closed, and what it points at.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import { newId } from '../panel/ids.ts';
import type { Panel } from '../panel/panel.ts';
import { WireError } from '../wire/errors.ts';
import type { About } from './chat-about.ts';
import { charsLeft, cleanText } from './chat-text.ts';
import type { Kept } from './storage.ts';
import type { Toasts } from './toasts.ts';

/** The field stops here, far beyond what can be sent. */
export const maxDraftChars = 20_000;

export interface Field {
  readonly draft: ReadonlySignal<string>;
  readonly about: ReadonlySignal<About | null>;
  write(draft: string): void;
  pointAt(about: About | null): void;
  /** The field has lost the focus. */
  rest(): void;
  /** False if there is nothing to send, or too much. */
  send(): boolean;
  /** The room is left: nothing of the draft stays. */
  forget(): void;
}

export interface FieldOptions {
  readonly panel: Panel;
  readonly t: Translate;
  readonly toasts: Toasts;
  readonly about: Signal<About | null>;
  readonly room: string;
  /** Of this tab: a draft outlives a reload, as what was said does. */
  readonly kept: Kept;
  random(bytes: number): Uint8Array;
  writing(isWriting: boolean): void;
}

export function createField({ panel, t, toasts, about, room, kept, random, writing }: FieldOptions): Field {
  const key = `coviewer.draft.${room}`;
  const draft = signal((kept.get(key) ?? '').slice(0, maxDraftChars));
  const post = (text: string) => {
    const { picture, mark } = about.peek() ?? {};
    // No step: Undo takes back what one drew, and never a sentence that somebody may have read.
    panel.announce(newId(random), {
      ...{ kind: 'message', by: panel.site, text },
      ...(picture !== undefined && { picture }),
      ...(mark !== undefined && { mark }),
    });
  };
  return {
    draft,
    about,
    write(text) {
      draft.value = text.slice(0, maxDraftChars);
      kept.set(key, draft.value);
      writing(text.trim() !== '');
    },
    pointAt(what) {
      about.value = what;
    },
    rest: () => writing(false),
    send() {
      const text = cleanText(draft.peek().toWellFormed());
      if (text === '' || charsLeft(text) < 0) return false;
      try {
        post(text);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        toasts.show({ tone: 'error', text: t('chat.full') });
        return false;
      }
      draft.value = '';
      kept.remove(key);
      about.value = null;
      writing(false);
      return true;
    },
    forget: () => kept.remove(key),
  };
}
