// What a room takes from its surroundings: network, storage, the worker that reads pictures, the screen.
import type { I18n } from '../i18n.ts';
import { Panel } from '../panel/panel.ts';
import { Room } from '../peer/room.ts';
import type { PeerEnv, RoomOptions } from '../peer/types.ts';
import type { Link } from '../signaling/link.ts';
import type { StageEnv } from '../stage/types.ts';
import { openStore, type PanelStore, type StoreEnv } from '../store/store.ts';
import { createLater, type DrawingParts, type Later, type LaterParts } from './later.ts';

export type RoomLike = Pick<Room, 'join' | 'present' | 'addBlob' | 'blobUrl' | 'retryBlob' | 'leave' | 'closeRoom'>;

export interface RoomEnv {
  readonly peer: PeerEnv;
  readonly stage: StageEnv;
  newPanel(site: string): Panel;
  openRoom(options: RoomOptions): RoomLike;
  openStore(link: Link): Promise<PanelStore>;
  readonly drawing: Later<DrawingParts>;
  readonly later: Later<LaterParts>;
  /** Where the worker is that reads pictures. */
  readonly intakeWorker: URL;
}

/** Where files lie that are no modules. */
export interface Assets {
  readonly intakeWorker: URL;
  readonly drawingStyle: URL;
  readonly laterStyle: URL;
}

/** Resolves when the style applies; one that is there already, of a room before, is not added again. */
function addStyle(page: Document, { href }: URL): Promise<void> {
  if (Array.from(page.styleSheets).some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = page.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error('a style did not load'));
    };
    page.head.append(link);
  });
}

function storeEnv(page: Window & typeof globalThis, env: Omit<PeerEnv, 'later'>, later: Promise<unknown>): StoreEnv {
  const { now, after, localStorage } = env;
  return {
    ...{ indexedDB: page.indexedDB ?? null, localStorage, later, now, after },
    onHide: (listener) => {
      const stop = new AbortController();
      const hidden = () => page.document.visibilityState === 'hidden' && listener();
      page.addEventListener('pagehide', listener, { signal: stop.signal });
      page.document.addEventListener('visibilitychange', hidden, { signal: stop.signal });
      return () => stop.abort();
    },
  };
}

export function browserRoomEnv(
  page: Window & typeof globalThis,
  base: Omit<PeerEnv, 'later'>,
  { intakeWorker, drawingStyle, laterStyle }: Assets,
  i18n: Pick<I18n, 'complete'>,
): RoomEnv {
  // Of use only with its style and its texts.
  const dressed = async <T>(code: Promise<T>, style: URL): Promise<T> =>
    (await Promise.all([code, addStyle(page.document, style), i18n.complete()]))[0];
  const drawing = createLater(base.after, () => dressed(import('../drawing.ts'), drawingStyle));
  // Who has the one has the other: what is needed early, as to add a picture, must not leave out what draws.
  const later = createLater(base.after, async () => {
    const [parts] = await Promise.all([dressed(import('../later.ts'), laterStyle), drawing.need()]);
    return parts;
  });
  void drawing.there.then(() => later.idle());
  const peer: PeerEnv = { ...base, later };
  return {
    peer,
    stage: {
      later: drawing,
      now: () => page.performance.now(),
      random: peer.random,
      raf: (callback) => void page.requestAnimationFrame(() => callback()),
      reducedMotion: page.matchMedia('(prefers-reduced-motion: reduce)').matches,
      tick: () => void page.navigator.vibrate?.(10),
    },
    newPanel: (site) => new Panel({ site, wall: peer.now }),
    openRoom: (options) => new Room(options),
    openStore: (link) => openStore(link, storeEnv(page, base, Promise.race([drawing.there, later.there]))),
    drawing,
    later,
    intakeWorker,
  };
}
