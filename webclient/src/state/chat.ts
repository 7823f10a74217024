// The chat of a room: what was said, what is being written, what is new.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { palette } from '../palette.gen.ts';
import type { Said } from '../panel/messages.ts';
import { type About, goToPointed, type Pointed, pointable, pointed } from './chat-about.ts';
import { createField, type Field } from './chat-field.ts';
import { tellNews } from './chat-news.ts';
import { followMessages, type PanelMessages } from './chat-panel.ts';
import { createReadMarks } from './chat-read.ts';
import { createRegrets } from './chat-regret.ts';
import { cleanName } from './chat-text.ts';
import { createWriting, type Writing } from './chat-writing.ts';
import type { Dialogs } from './dialogs.ts';
import type { Core } from './features.ts';
import { kept } from './storage.ts';

export const chatId = 'chat';

export interface Chat {
  readonly site: string;
  /** Earliest first; with those just deleted here, which `deleted` names. */
  readonly said: ReadonlySignal<readonly Said[]>;
  readonly deleted: ReadonlySignal<ReadonlySet<string>>;
  readonly unread: ReadonlySignal<readonly Said[]>;
  /** The first message that was new when the chat was opened. */
  readonly firstNew: ReadonlySignal<string | null>;
  readonly field: Field;
  /** Site ids. */
  readonly writers: ReadonlySignal<readonly string[]>;
  /** Whether anybody is there who gets a message now. */
  readonly isHeard: ReadonlySignal<boolean>;
  /** What "point at" would take now. */
  readonly pointable: ReadonlySignal<About | null>;
  /** Reads signals: names change. What a peer calls itself is on one line, in a color that there is. */
  person(site: string): { readonly name: string; readonly color: number };
  /** Reads a signal that changes when what is pointed at does. */
  pointed(about: About): Pointed;
  goTo(about: About): void;
  delete(message: Said): void;
  putBack(id: string): void;
  /** Whether the end of the list is before somebody's eyes. */
  setReading(isReading: boolean): void;
  /** Milliseconds since 1970. */
  now(): number;
  stop(): void;
}

export function createChat(core: Core, dialogs: Dialogs): Chat {
  const { panel, people, toasts, view, t } = core;
  const env = core.env.peer;
  const after = (ms: number, action: () => void) => env.after(ms, action);
  const writing = ownWriting(core);
  const about = signal<About | null>(null);
  const messages = followMessages({
    ...{ panel, about, frame: (action) => env.frame(action) },
    // Who has said it writes no more, even if the word of that was lost.
    heard: (by) => writing.heard(by, false),
  });
  const regrets = createRegrets(messages.said, after);
  const person = (site: string) => {
    people.list.value;
    const { name, color } = people.look(site);
    return { name: cleanName(name) || t('people.unnamed'), color: color % palette.length };
  };
  const reading = watchReading(core, dialogs, messages, (site) => person(site).name);
  const field = createField({
    ...{ panel, t, toasts, about, room: core.link.room, random: (bytes) => env.random(bytes) },
    kept: kept(() => env.sessionStorage),
    writing: (isWriting) => writing.own(isWriting),
  });
  return {
    site: panel.site,
    said: regrets.said,
    deleted: regrets.deleted,
    unread: reading.unread,
    firstNew: reading.firstNew,
    field,
    writers: writing.writers,
    isHeard: computed(() => people.others.value.some(({ peer }) => peer?.status === 'connected')),
    pointable: computed(() => pointable(panel, view.picture.value, view.selection.value)),
    person,
    pointed(what) {
      messages.pointedAt.value;
      return pointed(panel, what);
    },
    goTo: (what) => goToPointed(view, pointed(panel, what)),
    delete(message) {
      panel.set(message.id, { deleted: true });
      regrets.add(message);
    },
    putBack: (id) => void panel.set(id, { deleted: false }),
    setReading: reading.set,
    now: () => env.now(),
    stop() {
      for (const part of [reading, writing, messages, regrets]) part.stop();
      field.forget();
    },
  };
}

function ownWriting({ env: { peer: env }, panel, room, onPresence }: Core): Writing {
  const writing = createWriting({
    ...{ now: () => env.monotonic(), clock: () => panel.now() },
    after: (ms, action) => env.after(ms, action),
    present: (message) => room.present(message),
  });
  const stop = onPresence((site, message) => {
    if (message.type === 'writing') writing.heard(site, message.on);
  });
  return {
    ...writing,
    stop() {
      stop();
      writing.stop();
    },
  };
}

/** What is read is what was there while the end of the list was seen; of the rest a toast tells. */
function watchReading(core: Core, dialogs: Dialogs, { said }: PanelMessages, name: (site: string) => string) {
  const { panel, link, t, toasts } = core;
  const env = core.env.peer;
  const marks = createReadMarks({ site: panel.site, room: link.room, said, storage: env.sessionStorage });
  const isOpen = computed(() => dialogs.column.value?.id === chatId);
  const isReading = signal(false);
  const firstNew = signal<string | null>(null);
  const ends = [
    effect(() => {
      firstNew.value = isOpen.value ? (marks.unread.peek()[0]?.id ?? null) : null;
    }),
    effect(() => {
      if (isReading.value && marks.unread.value.length > 0) marks.readAll();
    }),
    tellNews({
      ...{ t, toasts, unread: marks.unread, isOpen, name },
      ...{ now: () => env.monotonic(), after: (ms, action) => env.after(ms, action) },
      open: () => dialogs.open(chatId),
    }),
    marks.forget,
  ];
  return {
    unread: marks.unread,
    firstNew,
    set(reading: boolean) {
      isReading.value = reading;
    },
    stop() {
      for (const end of ends) end();
    },
  };
}
