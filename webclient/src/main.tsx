// The entry: finds the language, builds the app from the browser, renders it.
import { effect } from '@preact/signals';
import { render } from 'preact';
import { createI18n, directionOf, loadCatalog, pickLanguage } from './i18n.ts';
import { createApp, type Place } from './state/app.ts';
import { type AppEnv, browserAppEnv } from './state/env.ts';
import { AppPage } from './ui/app.tsx';

const languageStorageKey = 'coviewer.language';

async function main(): Promise<void> {
  const env = browserAppEnv(window);
  const i18n = await chosenLanguage(env);
  const app = createApp(env, i18n, browserPlace());
  const page = document.documentElement;
  effect(() => {
    const language = i18n.language.value;
    // As long as it is the server's, the server has set both.
    if (page.lang !== language) [page.lang, page.dir] = [language, directionOf(language)];
    document.title = app.t(app.screen.value.kind === 'room' ? 'app.name' : 'app.title');
  });
  effect(() => {
    page.dataset['theme'] = app.settings.theme.value;
  });
  addEventListener('popstate', () => void app.start());
  addEventListener('hashchange', () => void app.start());
  const root = document.getElementById('app');
  if (!root) throw new Error('the shell has no #app');
  root.replaceChildren(); // what the server put there for the time until now
  render(<AppPage app={app} loadRoom={loadRoomPage} />, root);
  await app.start();
}

/** `?lang=` is a choice and is remembered; else an earlier choice; else what the server took from the browser. */
async function chosenLanguage(env: AppEnv) {
  const asked = new URLSearchParams(location.search).get('lang');
  const language = pickLanguage([asked, env.local.get(languageStorageKey), document.documentElement.lang]);
  if (asked !== null) env.local.set(languageStorageKey, language);
  return createI18n({
    language,
    catalog: await loadCatalog(language, false),
    remember: (next) => env.local.set(languageStorageKey, next),
  });
}

const loadRoomPage = async () => (await import('./room.ts')).RoomPage;

function browserPlace(): Place {
  return {
    address: () => ({ origin: location.origin, pathname: location.pathname, hash: location.hash }),
    go: (path) => history.pushState(null, '', path),
    settle: (path) => history.replaceState(null, '', path),
  };
}

await main();
