// Settings, in the room: language, appearance, wheel, keys, sounds. Outside of it the first two are on the page itself.
import { wheels } from '../../state/settings.ts';
import { useApp } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { LanguageChoice, ThemeChoice } from '../settings.tsx';
import { Switch } from '../switch.tsx';

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
  const { t, settings } = useApp();
  return (
    <>
      <LanguageChoice />
      <ThemeChoice />
      <WheelChoice />
      <KeysSwitch />
      <div class="field">
        <Switch setting={settings.sounds} label={t('settings.sounds')} describedBy="sounds-hint" />
        <p id="sounds-hint" class="hint">
          {t('settings.soundsHint')}
        </p>
      </div>
    </>
  );
}

function WheelChoice() {
  const { t, settings } = useApp();
  return (
    <label class="choice">
      <span>{t('settings.wheel')}</span>
      <select
        value={settings.wheel.value}
        onChange={({ currentTarget }) => {
          settings.wheel.value = wheels.find((one) => one === currentTarget.value) ?? 'auto';
        }}
      >
        {wheels.map((one) => (
          <option key={one} value={one}>
            {t(`settings.wheel.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function KeysSwitch() {
  const { t, settings } = useApp();
  return (
    <div class="field">
      <Switch setting={settings.singleKeys} label={t('settings.keys')} describedBy="keys-hint" />
      <p id="keys-hint" class="hint">
        {t('settings.keysHint')}
      </p>
    </div>
  );
}
