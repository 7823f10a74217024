// The app and the session, handed down to every component.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../state/app.ts';
import type { Features } from '../state/features.ts';
import type { Session } from '../state/session.ts';
import type { Sheets } from './sheets.ts';

export const AppContext = createContext<App | null>(null);
export const SessionContext = createContext<Session | null>(null);
/** Null until they and the features are there. */
export const SheetsContext = createContext<Sheets | null>(null);

export function useApp(): App {
  return present(useContext(AppContext));
}

/** Inside of a room only. */
export function useSession(): Session {
  return present(useContext(SessionContext));
}

/** What opens over the room; it comes soon after the room itself. */
export function useSheets(): Sheets | null {
  return useContext(SheetsContext);
}

/** Null until the later part is there. */
export function useFeatures(): Features | null {
  return useSession().features.value;
}

/** In what itself is of the later part. */
export function useLoadedFeatures(): Features {
  return present(useFeatures());
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('no provider above this component');
  return value;
}
