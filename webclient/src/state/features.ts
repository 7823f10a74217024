// What a room offers beyond seeing and drawing: each feature is made by a file of its own from the same core. All of it
// is code of the later part; the session has it as a signal, null until it is there.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { I18n, Translate } from '../i18n.ts';
import type { Panel } from '../panel/panel.ts';
import type { Presence, RemotePeer } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import type { AddingLater } from './adding-later.ts';
import { browserAwake, createAwake } from './awake.ts';
import { createChat } from './chat.ts';
import { createCompare } from './compare.ts';
import { createDialogs } from './dialogs.ts';
import { createFilmstrip } from './filmstrip.ts';
import { createFollow } from './follow.ts';
import { createMarks } from './marks.ts';
import { createNews } from './news.ts';
import type { People } from './people.ts';
import type { Pictures } from './pictures.ts';
import { createReceipt } from './receipt.ts';
import type { RoomEnv, RoomLike } from './room-env.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { browserSound, createSounds } from './sound.ts';
import { createStanding } from './standing.ts';
import type { Toasts } from './toasts.ts';
import { createTold } from './told.ts';
import type { ViewState } from './view.ts';

/** What features are built on. */
export interface Core {
  readonly env: RoomEnv;
  readonly i18n: I18n;
  readonly t: Translate;
  readonly toasts: Toasts;
  readonly settings: Settings;
  readonly link: Link;
  readonly panel: Panel;
  readonly room: RoomLike;
  readonly people: People;
  readonly pictures: Pictures;
  readonly adding: AddingLater;
  readonly view: ViewState;
  readonly connection: Session['connection'];
  /** The others, as they are connected. */
  readonly peers: ReadonlySignal<readonly RemotePeer[]>;
  /** The text of the one polite live region. */
  readonly said: Signal<string>;
  /** What others do right now; messages from before the features were there are past. Returns the end of it. */
  onPresence(listener: (site: string, message: Presence) => void): () => void;
}

/** `isColumn`: which dialogs stand beside the panel. */
export function createFeatures(core: Core, isColumn: (id: string) => boolean) {
  const dialogs = createDialogs(isColumn);
  const chat = createChat(core, dialogs);
  const compare = createCompare(core);
  const filmstrip = createFilmstrip(core);
  const follow = createFollow(core, core.env.peer.monotonic);
  const marks = createMarks(core);
  const news = createNews(core);
  const awake = createAwake(core, browserAwake(window));
  const receipt = createReceipt(core);
  const sounds = createSounds(core, browserSound(window));
  core.adding.loaded.subscribe((adding) => adding?.leadTo(() => dialogs.open('receipt')));
  const standing = createStanding(core, core.env.peer.after);
  const told = createTold(core.toasts, core.env.peer.now);
  return {
    core,
    dialogs,
    chat,
    compare,
    filmstrip,
    follow,
    marks,
    activity: news.activity,
    receipt,
    standing,
    told,
    /** The room is left or closed. */
    stop() {
      chat.stop();
      compare.stop();
      filmstrip.stop();
      for (const feature of [awake, follow, marks, news, receipt, sounds, standing, told]) feature.stop();
    },
  };
}

export type Features = ReturnType<typeof createFeatures>;
