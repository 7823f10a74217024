// The page as a whole: what an address and the buttons of the page lead to.
import type { ReadonlySignal } from '@preact/signals';
import type { I18n, Translate } from '../i18n.ts';
import { type Link, newLink } from '../signaling/link.ts';
import type { AppEnv } from './env.ts';
import { joinedKey, keepLink, madeKey, readRoute } from './route.ts';
import { createScreens, type Screen } from './screens.ts';
import { createSettings, type Settings } from './settings.ts';
import { createStay } from './stay.ts';
import { createToasts, type Toasts } from './toasts.ts';

export type { Link } from '../signaling/link.ts';
export type { Ended } from './ended.ts';
export type { LobbyScreen, Notice, Screen } from './screens.ts';

export interface App {
  readonly i18n: I18n;
  readonly t: Translate;
  readonly settings: Settings;
  readonly toasts: Toasts;
  readonly screen: ReadonlySignal<Screen>;
  /** Reads the address anew. */
  start(): Promise<void>;
  newRoom(): Promise<void>;
  /** Takes a place in the room of the link; the first moment at which anything is connected. */
  join(link: Link): Promise<void>;
  leave(): Promise<void>;
  /** Ends the room for everybody, for good. False while the service is not reached. */
  closeForBoth(): boolean;
  home(): Promise<void>;
}

/** The part of the browser that the app moves about in. */
export interface Place {
  address(): { readonly origin: string; readonly pathname: string; readonly hash: string };
  /** A new entry in the history. */
  go(path: string): void;
  /** Changes the address without an entry. */
  settle(path: string): void;
}

export function createApp(env: AppEnv, i18n: I18n, place: Place): App {
  const settings = createSettings(env.local);
  const toasts = createToasts(env.peer.after);
  const screens = createScreens(env, i18n);
  const stay = createStay({ env, i18n, place, settings, toasts, screens });
  return {
    i18n,
    t: i18n.t,
    settings,
    toasts,
    screen: screens.current,
    join: (link) => stay.join(link),
    leave: stay.leave,
    closeForBoth: stay.closeForBoth,
    async start() {
      await stay.close();
      const address = place.address();
      if (env.refusal !== null && address.pathname !== '/') return screens.notice(env.refusal);
      const route = await readRoute(address, env.session);
      if (route.kind === 'landing') await screens.landing();
      else if (route.kind === 'missing') await screens.notice('missing');
      else if (route.kind === 'refused') await screens.notice(route.reason);
      else {
        if (address.hash !== '') place.settle(address.pathname);
        if (env.session.get(joinedKey(route.link.room)) === '1') return stay.join(route.link, 'again');
        screens.lobby(route.link, null);
      }
    },
    async newRoom() {
      if (env.refusal !== null) return screens.notice(env.refusal);
      const link = await newLink(env.origin);
      keepLink(link, env.session);
      env.session.set(madeKey(link.room), '1');
      place.go(new URL(link.url).pathname);
      screens.lobby(link, null);
    },
    home() {
      place.go('/');
      return screens.landing();
    },
  };
}
