// The line over the panel: how it stands with the others, who is here, the link, the way out.
import type { ConnectionWord } from '../state/connection.ts';
import type { Features } from '../state/features.ts';
import { useApp, useFeatures, useSession, useSheets } from './context.ts';
import { Icon } from './icon.tsx';
import { LeaveButton } from './leave.tsx';
import { PeopleButtons } from './people.tsx';
import { ShareButton } from './share.tsx';

export function Header() {
  const { t } = useApp();
  const sheets = useSheets();
  const features = useFeatures();
  return (
    <header class="header">
      <h1 class="brand">{t('app.name')}</h1>
      <ConnectionWords />
      <div class="header-actions">
        {sheets && features && <sheets.DialogButtons place="header" />}
        <PeopleButtons />
        <ShareButton />
        {features && <SettingsButton features={features} />}
        <LeaveButton />
      </div>
    </header>
  );
}

/** On a phone it is among "more". */
function SettingsButton({ features }: { readonly features: Features }) {
  const { t } = useApp();
  const label = t('settings.title');
  return (
    <button
      type="button"
      data-dialog="settings"
      class="icon-button settings-button"
      aria-label={label}
      title={label}
      onClick={() => features.dialogs.open('settings')}
    >
      <Icon name="settings" />
    </button>
  );
}

/** What one has to know at once, whatever is being read out. */
const lost: ReadonlySet<ConnectionWord> = new Set(['offline', 'reconnecting']);

function ConnectionWords() {
  const { t } = useApp();
  const { word, name } = useSession().connection.value;
  return (
    <p class="connection" role="status" aria-live={lost.has(word) ? 'assertive' : 'polite'} data-word={word}>
      {t(`connection.${word}`, { name })}
    </p>
  );
}
