// The line over the panel: how it stands with the others, who is here, the link, the way out.
import { useApp, useFeatures, useSession, useSheets } from './context.ts';
import { LeaveButton } from './leave.tsx';
import { PeopleButton } from './people.tsx';
import { SettingsButton } from './settings.tsx';
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
        <PeopleButton />
        <ShareButton />
        <SettingsButton />
        <LeaveButton />
      </div>
    </header>
  );
}

function ConnectionWords() {
  const { t } = useApp();
  const { word, name } = useSession().connection.value;
  return (
    <p class="connection" role="status" data-word={word}>
      {t(`connection.${word}`, { name })}
    </p>
  );
}
