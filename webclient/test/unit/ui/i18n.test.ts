import assert from 'node:assert/strict';
import test from 'node:test';
import { type Catalog, createI18n, directionOf, format, type Language, pickLanguage } from '../../../src/i18n.ts';

const catalog: Catalog = {
  hello: 'Hello {name}',
  marks: { one: '{count} mark', other: '{count} marks' },
};

for (const { key, params, want } of [
  { key: 'hello', params: { name: 'Lucia' }, want: 'Hello Lucia' },
  { key: 'hello', params: { name: '{name}' }, want: 'Hello {name}' },
  { key: 'hello', params: {}, want: 'Hello {name}' },
  { key: 'marks', params: { count: 1 }, want: '1 mark' },
  { key: 'marks', params: { count: 1234 }, want: '1,234 marks' },
  { key: 'absent', params: {}, want: 'absent' },
  { key: 'constructor', params: {}, want: 'constructor' },
]) {
  test(`format ${key} with ${JSON.stringify(params)}`, () => {
    assert.equal(format(catalog, 'en', key, params as Record<string, string | number>), want);
  });
}

for (const { from, want } of [
  { from: ['de-AT'], want: 'de' },
  { from: [null, 'IT'], want: 'it' },
  { from: ['qaa', 'fr'], want: 'fr' }, // never a language: kept for private use (ISO 639-2)
  { from: ['constructor'], want: 'en' },
  { from: [], want: 'en' },
]) {
  test(`language of ${JSON.stringify(from)}`, () => assert.equal(pickLanguage(from), want));
}

for (const { language, want } of [
  { language: 'en', want: 'ltr' },
  { language: 'pt', want: 'ltr' },
  { language: 'ar', want: 'rtl' },
  { language: 'fa', want: 'rtl' },
  { language: 'he', want: 'rtl' },
  { language: 'ur', want: 'rtl' },
  { language: 'dv', want: 'rtl' },
]) {
  test(`${language} is written ${want}`, () => assert.equal(directionOf(language), want));
}

test('of two choices the later one stays, whichever file comes first', async () => {
  const waiting = new Map<Language, (c: Catalog) => void>();
  const load = (language: Language) => new Promise<Catalog>((resolve) => waiting.set(language, resolve));
  const i18n = createI18n({ language: 'en', catalog: {}, load });
  const first = i18n.choose('it');
  const second = i18n.choose('de');
  waiting.get('de')?.({ 'app.name': 'deutsch' });
  waiting.get('it')?.({ 'app.name': 'italiano' });
  await Promise.all([first, second]);
  assert.equal(i18n.language.value, 'de');
  assert.equal(i18n.t('app.name'), 'deutsch');
});

test('the late texts come when asked for, in the language that is chosen by then and ever after', async () => {
  const load = async (language: Language, late: boolean): Promise<Catalog> =>
    late ? { early: language, late: `${language} too` } : { early: language };
  const i18n = createI18n({ language: 'en', catalog: { early: 'en' }, load });
  const text = (key: string) => i18n.t(key as never);
  assert.equal(text('late'), 'late');
  await i18n.complete();
  assert.deepEqual([text('early'), text('late')], ['en', 'en too']);
  await i18n.choose('it');
  assert.deepEqual([text('early'), text('late')], ['it', 'it too']);
});

test('late texts that did not load are tried again, and only a choice of a person is remembered', async () => {
  let fails = true;
  const remembered: string[] = [];
  const load = async (): Promise<Catalog> => {
    if (fails) throw new Error('no network');
    return { late: 'there' };
  };
  const i18n = createI18n({ language: 'en', catalog: {}, load, remember: (language) => remembered.push(language) });
  await assert.rejects(i18n.complete());
  fails = false;
  await i18n.complete();
  assert.equal(i18n.t('late' as never), 'there');
  await i18n.choose('de');
  assert.deepEqual(remembered, ['de']);
});
