// The button to the link of the room.
import { useState } from 'preact/hooks';
import { useApp, useSheets } from './context.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';

export function ShareButton() {
  const { t } = useApp();
  const sheets = useSheets();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button share-button"
        popoverTarget="share"
        aria-label={t('share.title')}
        title={t('share.title')}
      >
        <Icon name="share" />
        <span class="wide-only">{t('share.title')}</span>
      </button>
      <Sheet
        id="share"
        title={t('share.title')}
        edge="top"
        onToggle={(event) => setOpened((event as ToggleEvent).newState === 'open')}
      >
        {sheets && <sheets.ShareLink opened={opened} />}
      </Sheet>
    </>
  );
}
