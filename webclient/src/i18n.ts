// Texts in the person's language.
//
// One flat JSON catalog per language in ../locales, read by the Go server for the HTML shell and imported here. Only the
// chosen language is loaded, in two chunks: what is needed to join and to see the panel, and, with `?late`, the rest; the
// bundler's texts.go tells them apart by their keys. `{name}` is a placeholder; a text that depends on a number is
// an object of the CLDR plural categories, chosen by the parameter `count`.
import { type ReadonlySignal, signal } from '@preact/signals';
import type en from '../locales/en.json';
import { earlyTexts, type Language, languages, lateTexts } from './languages.gen.ts';

export type Key = keyof typeof en;
export type Text = string | Readonly<Record<string, string>>;
export type Catalog = Readonly<Record<string, Text>>;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: Key, params?: Params) => string;

export { type Language, languages } from './languages.gen.ts';

/** One language's texts: the early ones, or with `late` all. */
export async function loadCatalog(language: Language, late: boolean): Promise<Catalog> {
  const parts = await Promise.all([earlyTexts[language](), late ? lateTexts[language]() : null]);
  return { ...parts[0].default, ...parts[1]?.default };
}

/** The first candidate that names a language that there is; `de-AT` counts as `de`. */
export function pickLanguage(candidates: readonly (string | null | undefined)[]): Language {
  for (const candidate of candidates) {
    const base = candidate?.toLowerCase().split('-')[0];
    if (base !== undefined && Object.hasOwn(languages, base)) return base as Language;
  }
  return 'en';
}

/** The scripts that are written from right to left; the server knows the same ones (shell.go). */
const fromRightToLeft = new Set<string | undefined>(['Arab', 'Hebr', 'Thaa', 'Syrc']);

/** The writing direction, for the html element. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return fromRightToLeft.has(new Intl.Locale(language).maximize().script) ? 'rtl' : 'ltr';
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
  /** Loads the late texts too, of this language and of those chosen from now on. */
  complete(): Promise<void>;
}

export interface I18nOptions {
  readonly language: Language;
  readonly catalog: Catalog;
  readonly load?: (language: Language, late: boolean) => Promise<Catalog>;
  /** A person chose. */
  readonly remember?: (language: Language) => void;
}

export function createI18n({ language, catalog, load = loadCatalog, remember }: I18nOptions): I18n {
  const current = signal({ language, catalog });
  const chosen = signal(language);
  let wanted = language;
  let late = false;
  let completing: Promise<void> | null = null;
  const apply = async (next: Language) => {
    wanted = next;
    const withLate = late;
    const loaded = await load(next, withLate);
    if (wanted !== next || late !== withLate) return; // another choice overtook this one
    current.value = { language: next, catalog: loaded };
    chosen.value = next;
  };
  return {
    language: chosen,
    t: (key, params) => format(current.value.catalog, current.value.language, key, params),
    async choose(next) {
      remember?.(next);
      await apply(next);
    },
    complete() {
      late = true;
      completing ??= apply(wanted).catch((error: unknown) => {
        late = false;
        completing = null; // to be tried again
        throw error;
      });
      return completing;
    },
  };
}
