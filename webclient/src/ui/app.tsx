// The whole page: one screen at a time, and the toasts over it.

import type { App } from '../state/app.ts';
import { AppContext, useApp } from './context.ts';
import { Landing } from './landing.tsx';
import { Lobby } from './lobby.tsx';
import { NoticePage } from './notice.tsx';
import { RoomPage } from './room.tsx';
import { ToastList } from './toasts.tsx';

export function AppPage({ app }: { readonly app: App }) {
  return (
    <AppContext.Provider value={app}>
      <CurrentScreen />
      <ToastList />
    </AppContext.Provider>
  );
}

function CurrentScreen() {
  const { screen, t } = useApp();
  const now = screen.value;
  switch (now.kind) {
    case 'landing':
      return <Landing />;
    case 'notice':
      return <NoticePage notice={now.notice} link={now.link} />;
    case 'lobby':
      return <Lobby link={now.link} joining={now.joining} failed={now.failed} />;
    case 'room':
      return <RoomPage session={now.session} />;
    default:
      return (
        <main class="page">
          <p class="muted">{t('app.loading')}</p>
        </main>
      );
  }
}
