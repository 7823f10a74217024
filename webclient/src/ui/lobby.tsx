// Before the room: a name, one decision about privacy, and Join. Nothing is connected or sent from here.
import { useState } from 'preact/hooks';
import type { Key } from '../i18n.ts';
import type { Link } from '../state/app.ts';
import { maxNameChars } from '../state/settings.ts';
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';
import { Page } from './page.tsx';

export interface LobbyProps {
  readonly link: Link;
  readonly joining: boolean;
  readonly failed: Key | null;
}

export function Lobby({ link, joining, failed }: LobbyProps) {
  const app = useApp();
  const { t, settings } = app;
  const [name, setName] = useState(settings.name.value);
  const submit = (event: Event) => {
    event.preventDefault();
    settings.setName(name);
    void app.join(link);
  };
  return (
    <Page>
      <h1>{t('lobby.heading')}</h1>
      <form class="card form" onSubmit={submit}>
        <div class="field">
          <label for="name">{t('lobby.name')}</label>
          <input
            id="name"
            name="name"
            type="text"
            value={name}
            maxLength={maxNameChars}
            placeholder={t('lobby.guest')}
            autocomplete="given-name"
            autocapitalize="words"
            enterkeyhint="go"
            aria-describedby="name-hint"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <p id="name-hint" class="hint">
            {t('lobby.nameHint')}
          </p>
        </div>
        <div class="field">
          <label class="switch">
            <input
              type="checkbox"
              role="switch"
              checked={settings.relayOnly.value}
              aria-checked={settings.relayOnly.value}
              aria-describedby="hide-hint"
              onChange={(event) => settings.setRelayOnly(event.currentTarget.checked)}
            />
            <span>{t('lobby.hide')}</span>
          </label>
          <p id="hide-hint" class="hint">
            {t('lobby.hideHint')}
          </p>
        </div>
        {failed && (
          <p class="problem" role="alert">
            <Icon name="alert" />
            <span>{t(failed)}</span>
          </p>
        )}
        <button type="submit" class="button primary big" disabled={joining}>
          {joining ? t('lobby.joining') : t('lobby.join')}
        </button>
        {joining && <progress class="progress" aria-label={t('lobby.joining')} />}
        <p class="hint centered">{t('lobby.before')}</p>
      </form>
    </Page>
  );
}
