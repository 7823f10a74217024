// Language and appearance, on every page outside of a room, and in its settings.
import { type Language, languages } from '../i18n.ts';
import { themes } from '../state/settings.ts';
import { useApp } from './context.ts';

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
        onChange={({ currentTarget }) => {
          settings.theme.value = themes.find((theme) => theme === currentTarget.value) ?? 'auto';
        }}
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
