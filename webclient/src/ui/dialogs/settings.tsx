// Settings, in the room: language, appearance, sounds. Outside of it they are on the page itself.
import { useApp } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { LanguageChoice, ThemeChoice } from '../settings.tsx';
import { SoundSwitch } from '../sound-switch.tsx';

export const dialog: DialogFace = {
  id: 'settings',
  kind: 'sheet',
  place: 'more',
  order: 85,
  icon: 'M14 17H5M19 7h-9M20 17a3 3 0 1 1-6 0a3 3 0 1 1 6 0M10 7a3 3 0 1 1-6 0a3 3 0 1 1 6 0',
  label: 'settings.title',
  Content: () => <Settings />,
};

function Settings() {
  const { t } = useApp();
  return (
    <>
      <LanguageChoice />
      <ThemeChoice />
      <div class="field">
        <SoundSwitch label={t('settings.sounds')} describedBy="sounds-hint" />
        <p id="sounds-hint" class="hint">
          {t('settings.soundsHint')}
        </p>
      </div>
    </>
  );
}
