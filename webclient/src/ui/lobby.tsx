// Before the room: who is there, a name, one decision about privacy, and Join, with what it will do. Nothing of the
// person is connected or sent from here.
import { useState } from 'preact/hooks';
import type { Key } from '../i18n.ts';
import type { LobbyScreen } from '../state/app.ts';
import type { People } from '../state/lobby.ts';
import { cleanName, maxNameChars } from '../state/settings.ts';
import { useApp } from './context.ts';
import { Icon, type IconName } from './icon.tsx';
import { Page } from './page.tsx';
import { Switch } from './switch.tsx';

/** What Join will bring. */
const promises: readonly (readonly [icon: IconName, text: Key])[] = [
  ['show-everybody', 'lobby.same'],
  ['send', 'lobby.straight'],
  ['shield', 'lobby.only'],
];

export function Lobby({ link, joining, failed, people }: Omit<LobbyScreen, 'kind'>) {
  const app = useApp();
  const { t, settings } = app;
  const [name, setName] = useState(settings.name.value);
  const submit = (event: Event) => {
    event.preventDefault();
    settings.name.value = cleanName(name);
    void app.join(link);
  };
  return (
    <Page>
      <h1>{t('lobby.heading')}</h1>
      <WhoIsThere people={people.value} />
      <form class="card form" onSubmit={submit}>
        <NameField name={name} change={setName} />
        <HideSwitch />
        {failed && (
          <p class="problem" role="alert">
            <Icon name="alert" />
            <span>{t(failed)}</span>
          </p>
        )}
        <button type="submit" class="button primary big" disabled={joining !== false}>
          {joining ? t('lobby.joining') : t('lobby.join')}
        </button>
        {joining && <progress class="progress" aria-label={t('lobby.joining')} />}
        <ul class="promises">
          {promises.map(([icon, text]) => (
            <li key={text}>
              <Icon name={icon} />
              {t(text)}
            </li>
          ))}
        </ul>
        <p class="hint">{t('lobby.before')}</p>
      </form>
    </Page>
  );
}

function NameField({ name, change }: { readonly name: string; change(name: string): void }) {
  const { t } = useApp();
  return (
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
        onInput={(event) => change(event.currentTarget.value)}
      />
      <p id="name-hint" class="hint">
        {t('lobby.nameHint')}
      </p>
    </div>
  );
}

function HideSwitch() {
  const { t, settings } = useApp();
  return (
    <div class="field">
      <Switch setting={settings.relayOnly} label={t('lobby.hide')} describedBy="hide-hint" />
      <p id="hide-hint" class="hint">
        {t('lobby.hideHint')}
      </p>
    </div>
  );
}

/** The line is there before anything is known, so that what comes into it is read out and moves nothing. */
function WhoIsThere({ people }: { readonly people: People | null }) {
  const { t } = useApp();
  const count = people?.people ?? 0;
  const full = people !== null && count >= people.places;
  const text = full ? t('lobby.full') : count > 0 ? t('lobby.somebody', { count }) : t('lobby.first');
  return (
    <p class="lead who" role="status" data-full={full}>
      {people && (
        <>
          <span class="presence" data-count={count} />
          {text}
        </>
      )}
    </p>
  );
}
