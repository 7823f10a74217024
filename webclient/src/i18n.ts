// Texts in the person's language.
//
// One flat JSON catalog per language in ../locales, read by the Go server for the HTML shell and imported here, each as
// a chunk of its own: only the chosen language is loaded. `{name}` is a placeholder; a text that depends on a number is
// an object of the CLDR plural categories, chosen by the parameter `count`.
import { type ReadonlySignal, signal } from '@preact/signals';
import type en from '../locales/en.json';

export type Key = keyof typeof en;
export type Text = string | Readonly<Record<string, string>>;
export type Catalog = Readonly<Record<string, Text>>;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: Key, params?: Params) => string;

/** The languages, each under its own name, as a person looking for it reads it. */
export const languages = {
  en: 'English',
  it: 'Italiano',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
} as const;
export type Language = keyof typeof languages;

const loaders: Readonly<Record<Language, () => Promise<{ readonly default: Catalog }>>> = {
  en: () => import('../locales/en.json', { with: { type: 'json' } }),
  it: () => import('../locales/it.json', { with: { type: 'json' } }),
  es: () => import('../locales/es.json', { with: { type: 'json' } }),
  fr: () => import('../locales/fr.json', { with: { type: 'json' } }),
  de: () => import('../locales/de.json', { with: { type: 'json' } }),
};

export async function loadCatalog(language: Language): Promise<Catalog> {
  return (await loaders[language]()).default;
}

/** The first candidate that names a language that there is; `de-AT` counts as `de`. */
export function pickLanguage(candidates: readonly (string | null | undefined)[]): Language {
  for (const candidate of candidates) {
    const base = candidate?.toLowerCase().split('-')[0];
    if (base !== undefined && Object.hasOwn(languages, base)) return base as Language;
  }
  return 'en';
}

/** The text of a key with its placeholders filled in. A key that is missing shows itself: better than an empty button. */
export function format(catalog: Catalog, language: Language, key: string, params: Params = {}): string {
  const entry = Object.hasOwn(catalog, key) ? catalog[key] : undefined;
  if (entry === undefined) return key;
  const text = typeof entry === 'string' ? entry : plural(entry, language, Number(params['count'] ?? 0));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}

function plural(forms: Readonly<Record<string, string>>, language: Language, count: number): string {
  return forms[new Intl.PluralRules(language).select(count)] ?? forms['other'] ?? '';
}

export interface I18n {
  readonly language: ReadonlySignal<Language>;
  /** Reads a signal: whatever renders with it is rendered anew when the language changes. */
  readonly t: Translate;
  choose(language: Language): Promise<void>;
}

export function createI18n(
  language: Language,
  catalog: Catalog,
  load: (language: Language) => Promise<Catalog> = loadCatalog,
): I18n {
  const current = signal({ language, catalog });
  const chosen = signal(language);
  let wanted = language;
  return {
    language: chosen,
    t: (key, params) => format(current.value.catalog, current.value.language, key, params),
    async choose(next) {
      wanted = next;
      const loaded = await load(next);
      if (wanted !== next) return; // another choice overtook this one
      current.value = { language: next, catalog: loaded };
      chosen.value = next;
    },
  };
}
