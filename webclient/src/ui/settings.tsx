// Language and appearance, on every page outside of a room and behind one button in it.
import { type Language, languages } from '../i18n.ts';
import { themes } from '../state/settings.ts';
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';

export function LanguageChoice() {
  const { t, i18n } = useApp();
  return (
    <label class="choice">
      <span>{t('settings.language')}</span>
      <select value={i18n.language.value} onChange={(event) => void i18n.choose(event.currentTarget.value as Language)}>
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ThemeChoice() {
  const { t, settings } = useApp();
  return (
    <label class="choice">
      <span>{t('settings.theme')}</span>
      <select
        value={settings.theme.value}
        onChange={(event) => settings.setTheme(themes.find((theme) => theme === event.currentTarget.value) ?? 'auto')}
      >
        {themes.map((theme) => (
          <option key={theme} value={theme}>
            {t(`settings.theme.${theme}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function SettingsButton() {
  const { t } = useApp();
  return (
    <>
      <button type="button" class="icon-button" popoverTarget="settings" aria-label={t('settings.title')}>
        <Icon name="settings" />
      </button>
      <Sheet id="settings" title={t('settings.title')} edge="top">
        <LanguageChoice />
        <ThemeChoice />
      </Sheet>
    </>
  );
}
