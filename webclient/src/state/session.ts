// One joined room, from the press on Join to Leave: panel, store, room, and the signals that the page reads of them.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { I18n, Translate } from '../i18n.ts';
import type { Panel } from '../panel/panel.ts';
import type { Presence, RemotePeer, RoomEvents, RoomStatus } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import { ids } from '../wire/schema.gen.ts';
import { type AddingLater, createAddingLater } from './adding-later.ts';
import { type ConnectionWord, connectionWord } from './connection.ts';
import type { Core, Features } from './features.ts';
import { type Keeping, keepOnDevice } from './keep.ts';
import type { Later, LaterParts } from './later.ts';
import { createPeople, type People } from './people.ts';
import { createPictures, type Pictures } from './pictures.ts';
import type { RoomEnv, RoomLike } from './room-env.ts';
import { say } from './say.ts';
import type { Settings } from './settings.ts';
import type { Toasts } from './toasts.ts';
import { touched } from './touched.ts';
import { troubleText } from './trouble.ts';
import { createView, type ViewState } from './view.ts';

export interface Session {
  readonly link: Link;
  readonly people: People;
  readonly pictures: Pictures;
  readonly adding: AddingLater;
  readonly view: ViewState;
  readonly later: Later<LaterParts>;
  /** The text of the one polite live region. */
  readonly said: ReadonlySignal<string>;
  /** Null until their code is there. */
  readonly features: ReadonlySignal<Features | null>;
  readonly connection: ReadonlySignal<{ readonly word: ConnectionWord; readonly name: string }>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  undo(): void;
  redo(): void;
  /** For everybody; Undo brings it back, and so does the toast that tells of it. */
  deletePicture(id: string): void;
  retry(hash: string): void;
  /** Says goodbye, gives up the place, wipes what this device kept; false: it could not be wiped. */
  leave(): Promise<boolean>;
  /** Ends the room for everybody, for good. False while the service is not reached. */
  closeForBoth(): boolean;
  /** Takes everything down without wiping: the room was closed, or is in use elsewhere. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly env: RoomEnv;
  readonly i18n: I18n;
  readonly toasts: Toasts;
  readonly settings: Settings;
  readonly link: Link;
  readonly site: string;
  readonly name: string;
  readonly color: number;
  readonly relayOnly: boolean;
  /** The service closed the room for good; the name of the close code. */
  onClosed(name: string): void;
}

/** Rejects with JoinError; then nothing is left open. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { env, link, toasts } = options;
  const t = options.i18n.t;
  const panel = env.newPanel(options.site);
  const kept = await keepOnDevice(env, link, panel, () => toasts.show({ tone: 'info', text: t('trouble.storage') }));
  const state = createState(panel, t);
  const { people } = state;
  const room: RoomLike = env.openRoom({
    link,
    panel,
    blobs: kept.blobs,
    relayOnly: options.relayOnly,
    env: env.peer,
    // Nothing happens in a room before join(), and by then all of what is named here is there.
    events: roomEvents(options, state, () => parts),
  });
  const parts = createParts(options, panel, room, state);
  const { pictures, adding, view } = parts;
  const stop = watchPanel(panel, state, parts, kept);
  const features = featuresLater(options, panel, room, state, parts);
  const end = () => {
    stop();
    features.stop();
    toasts.clear();
    adding.stop();
    pictures.destroy();
  };
  const close = async () => {
    end();
    await Promise.allSettled([room.leave(), kept.flush()]);
  };

  people.introduce(options.name, options.color);
  people.changed();
  pictures.changed();
  try {
    await room.join();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...{ link, people, pictures, adding, view, later: env.later },
    ...{ said: state.said, features: features.made, connection: state.connection },
    canUndo: computed(() => state.history.value.undo),
    canRedo: computed(() => state.history.value.redo),
    undo: () => void panel.undo(),
    redo: () => void panel.redo(),
    deletePicture: (id) => void panel.set(id, { deleted: true }),
    retry: (hash) => room.retryBlob(hash),
    async leave() {
      end();
      const [, wiped] = await Promise.allSettled([room.leave(), kept.wipe()]);
      return wiped.status === 'fulfilled';
    },
    closeForBoth: () => room.closeRoom(),
    close,
  };
}

/** The features come with the later part; what others do before that is not kept for them. */
function featuresLater(options: SessionOptions, panel: Panel, room: RoomLike, state: State, parts: Parts) {
  const { env, i18n, toasts, settings, link } = options;
  const { pictures, adding, view } = parts;
  const made = signal<Features | null>(null);
  let ended = false;
  const onPresence: Core['onPresence'] = (listener) => {
    state.presence.add(listener);
    return () => void state.presence.delete(listener);
  };
  void env.later.there.then(({ createFeatures, isColumn }) => {
    if (ended) return;
    const shared = { env, i18n, t: i18n.t, toasts, settings, link, panel, room, people: state.people };
    const { connection, peers, said } = state;
    made.value = createFeatures({ ...shared, pictures, adding, view, connection, peers, said, onPresence }, isColumn);
  });
  return {
    made,
    stop() {
      ended = true;
      made.peek()?.stop();
    },
  };
}

type State = ReturnType<typeof createState>;

function createState(panel: Panel, t: Translate) {
  const status = signal<RoomStatus>('joining');
  const peers = signal<readonly RemotePeer[]>([]);
  const lastLeft = signal<string | null>(null);
  return {
    status,
    peers,
    lastLeft,
    /** Sites of those who were here at the last look, and of those who were connected. */
    here: new Set<string>(),
    heard: new Set<string>(),
    presence: new Set<(site: string, message: Presence) => void>(),
    history: signal({ undo: false, redo: false }),
    said: signal(''),
    people: createPeople(panel, () => t('people.unnamed')),
    present: computed(() =>
      peers.value.flatMap((peer) => (peer.site !== null && peer.status !== 'gone' ? [peer.site] : [])),
    ),
    connection: computed(() => ({
      word: connectionWord(status.value, peers.value, lastLeft.value !== null),
      name: lastLeft.value ?? t('people.unnamed'),
    })),
  };
}

interface Parts {
  readonly pictures: Pictures;
  readonly view: ViewState;
  readonly adding: AddingLater;
  movedOn(): void;
}

function createParts(options: SessionOptions, panel: Panel, room: RoomLike, state: State): Parts {
  const { env, toasts } = options;
  const t = options.i18n.t;
  const pictures = createPictures({
    panel,
    present: state.present,
    blobUrl: (hash) => room.blobUrl(hash),
    objectUrl: env.peer.objectUrl,
    revokeObjectUrl: env.peer.revokeObjectUrl,
  });
  let brought = 0;
  const view: ViewState = createView({
    panel,
    pictures,
    t,
    env: env.stage,
    own: computed(() => state.people.list.value[0]?.color ?? options.color),
    person: state.people.look,
    present: (message) => room.present(message),
    onFiles: (files) => void adding.add(files),
    habits: () => ({ wheel: options.settings.wheel.peek(), singleKeys: options.settings.singleKeys.peek() }),
    say: (text) => say(state.said, text),
    onBrought(by, back) {
      const { name } = state.people.look(by);
      const action = { label: t('pictures.back'), run: back };
      brought = toasts.show({ tone: 'info', text: t('pictures.shows', { name }), action });
    },
  });
  const adding = createAddingLater(
    async () => {
      const { createAdding, intake } = await env.later.need();
      return createAdding({
        panel,
        i18n: options.i18n,
        toasts,
        intake: (file, signal) => intake(file, env.intakeWorker, signal),
        addBlob: (blob) => room.addBlob(blob),
        random: env.peer.random,
        show: (id) => view.show(id),
      });
    },
    () => void toasts.show({ tone: 'error', text: t('join.unreachable') }),
  );
  // The way back leads from where one was brought: once something else is shown there is none.
  const movedOn = () => toasts.dismiss(brought);
  return { pictures, view, adding, movedOn };
}

function roomEvents(options: SessionOptions, state: State, parts: () => Parts): RoomEvents {
  const { toasts } = options;
  const t = options.i18n.t;
  return {
    status(next, close) {
      state.status.value = next;
      if (next === 'closed') options.onClosed(close?.name ?? '');
    },
    peers(list) {
      state.peers.value = list;
      // A path is known once the connection stands; alone in the room there is none to wait for.
      if (list.length === 0 || list.some((peer) => peer.path !== null)) options.env.drawing.idle();
      state.people.peers(list);
      const here = new Set(state.present.peek());
      for (const site of state.here) if (!here.has(site)) state.lastLeft.value = state.people.look(site).name;
      state.here = here;
      // A stroke ends with the connection that it came by: who reloads begins anew, and nothing more is heard of it.
      const heard = new Set(
        list.flatMap(({ site, status }) => (site !== null && status === 'connected' ? [site] : [])),
      );
      for (const site of state.heard) if (!heard.has(site)) parts().view.removePerson(site);
      state.heard = heard;
      parts().view.peopleChanged();
    },
    presence(from, message) {
      parts().view.presence(from, message);
      for (const listener of state.presence) listener(from, message);
    },
    blob(hash, next) {
      parts().pictures.blob(hash, next);
      if (next.phase === 'here') parts().view.pictureChanged();
    },
    trouble(trouble) {
      const from = state.peers.peek().find((peer) => peer.peer === trouble.peer)?.site;
      const text = troubleText(t, trouble, state.people.look(from ?? '').name);
      toasts.show({ tone: 'error', about: text, text }); // as often as somebody likes, told once
    },
  };
}

function watchPanel(panel: Panel, state: State, parts: Parts, kept: Keeping): () => void {
  return panel.subscribe((change) => {
    kept.keep(change);
    state.history.value = { undo: panel.canUndo, redo: panel.canRedo };
    const parted = touched(panel, change);
    if (parted.people) {
      state.people.changed();
      parts.view.peopleChanged();
    }
    if (parted.pictures) {
      parts.pictures.changed();
    }
    // Not when only the way of comparing changes.
    const shows = change.writes.some(({ id, set }) => id === ids.stage && set['picture'] !== undefined);
    if (shows) parts.movedOn();
    if (change.origin !== 'remote') return;
    if (parted.pictures) parts.view.pictureChanged();
    if (shows) parts.view.shownByOther();
  });
}
