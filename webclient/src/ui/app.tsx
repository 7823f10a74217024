// The whole page: one screen at a time, and the toasts over it.

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { App, Ended } from '../state/app.ts';
import { AppContext, useApp } from './context.ts';
import { Landing } from './landing.tsx';
import { Lobby } from './lobby.tsx';
import { NoticePage } from './notice.tsx';
import type { RoomPage } from './room.tsx';
import type { Sheets } from './sheets.ts';
import { ToastList } from './toasts.tsx';

export interface AppPageProps {
  readonly app: App;
  /** The room's components come with a chunk of their own, from the lobby on: the start page needs none of them. */
  loadRoom(): Promise<RoomComponent>;
}

export function AppPage({ app, loadRoom }: AppPageProps) {
  return (
    <AppContext.Provider value={app}>
      <CurrentScreen loadRoom={loadRoom} />
      <ToastList />
    </AppContext.Provider>
  );
}

function CurrentScreen({ loadRoom }: Pick<AppPageProps, 'loadRoom'>) {
  const { screen } = useApp();
  const now = screen.value;
  const Room = useRoomComponent(now.kind === 'lobby' || now.kind === 'room', loadRoom);
  switch (now.kind) {
    case 'landing':
      return <Landing />;
    case 'notice':
      return <NoticePage notice={now.notice} link={now.link} />;
    case 'lobby':
      if (now.joining === 'again') return <Opening />;
      return <Lobby {...now} />;
    case 'room':
      return Room ? <Room session={now.session} /> : <Opening />;
    case 'ended':
      return <AfterRoom ended={now.ended} />;
    default:
      return <Loading />;
  }
}

/** With the account of what was shared, if its code is there; it need not be: one may leave before that. */
function AfterRoom({ ended }: { readonly ended: Ended }) {
  const [sheets, setSheets] = useState<Sheets | null>(null);
  useLayoutEffect(() => {
    ended.later.there.then((parts) => setSheets(parts.sheets));
  }, [ended]);
  return sheets ? <sheets.EndedPage ended={ended} /> : <NoticePage notice={ended.by} link={ended.link} />;
}

/** The room's own shape, so that nothing jumps when it is there. */
function Opening() {
  const { t } = useApp();
  return (
    <div class="room" aria-busy="true">
      <header class="header">
        <h1 class="brand">{t('app.name')}</h1>
        <p class="connection" role="status" data-word="connecting">
          {t('lobby.joining')}
        </p>
      </header>
      <main class="room-main">
        <div class="stage-area" />
        <div class="toolbar opening" />
      </main>
    </div>
  );
}

function Loading() {
  const { t } = useApp();
  return (
    <main class="page">
      <p class="muted">{t('app.loading')}</p>
    </main>
  );
}

type RoomComponent = typeof RoomPage;

function useRoomComponent(wanted: boolean, load: AppPageProps['loadRoom']): RoomComponent | null {
  const [room, setRoom] = useState<RoomComponent | null>(null);
  useEffect(() => {
    // Failing here shows in the join, which needs the same server.
    if (wanted && !room)
      load()
        .then((component) => setRoom(() => component))
        .catch(() => {});
  }, [wanted, room, load]);
  return room;
}
