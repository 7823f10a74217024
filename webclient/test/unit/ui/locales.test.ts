// Every language is complete: the same keys, the same placeholders, plural forms that the language has, and tool names
// short enough for the bar.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { type Catalog, languages, type Text } from '../../../src/i18n.ts';

const read = (language: string): Catalog =>
  JSON.parse(readFileSync(new URL(`../../../locales/${language}.json`, import.meta.url), 'utf8'));

const english = read('en');
const forms = (text: Text | undefined): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text ?? {});
const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g) ?? []);

/** Where a word of a few letters has no short twin; none of them is ever written in the bar. */
const longAllowed = new Set(['tool.pen', 'tool.undo', 'tool.redo']);
const maxLabelRatio = 1.6;

for (const language of Object.keys(languages)) {
  const catalog = read(language);

  test(`${language}: the keys of English, in no other number`, () => {
    assert.deepEqual(Object.keys(catalog).sort(), Object.keys(english).sort());
  });

  test(`${language}: no text is empty, no placeholder unknown or forgotten`, () => {
    for (const [key, text] of Object.entries(catalog)) {
      const known = placeholders(forms(english[key]).join(' '));
      for (const form of forms(text)) {
        assert.notEqual(form.trim(), '', key);
        for (const used of placeholders(form)) assert.ok(known.has(used), `${key} has ${used}, English has not`);
      }
      const used = placeholders(forms(text).join(' '));
      for (const wanted of known) assert.ok(used.has(wanted), `${key} lacks ${wanted}`);
    }
  });

  test(`${language}: a text that depends on a number has every form that the language asks for`, () => {
    const asked = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(catalog)) {
      if (typeof text === 'string') {
        assert.equal(typeof english[key], 'string', `${key} depends on a number in English`);
        continue;
      }
      for (const category of asked) assert.ok(Object.hasOwn(text, category), `${key} lacks "${category}"`);
    }
  });

  test(`${language}: apostrophes are those of print, and a French sign of two parts stays beside its word`, () => {
    for (const [key, text] of Object.entries(catalog)) {
      for (const form of forms(text)) {
        assert.doesNotMatch(form, /'/, key);
        if (language === 'fr') assert.doesNotMatch(form, / [;:!?»]|« /, key);
      }
    }
  });

  test(`${language}: the names of the tools are at most ${maxLabelRatio} times as long as in English`, () => {
    for (const key of Object.keys(english).filter((k) => k.startsWith('tool.') && !longAllowed.has(k))) {
      const most = maxLabelRatio * String(english[key]).length;
      assert.ok(String(catalog[key]).length <= most, `${key}: ${String(catalog[key])}`);
    }
  });
}

test('the English names are those that the product promises', () => {
  const promised = {
    'landing.newRoom': 'New room',
    'lobby.join': 'Join',
    'share.copy': 'Copy link',
    'tool.addPicture': 'Add picture',
    'tool.showEverybody': 'Show everybody',
    'tool.select': 'Select',
    'tool.hand': 'Hand',
    'tool.pen': 'Pen',
    'tool.arrow': 'Arrow',
    'tool.ellipse': 'Circle',
    'tool.rectangle': 'Rectangle',
    'tool.text': 'Text',
    'tool.eraser': 'Eraser',
    'tool.pointer': 'Pointer',
    'tool.undo': 'Undo',
    'tool.redo': 'Redo',
    'stage.label': 'Panel',
  };
  for (const [key, name] of Object.entries(promised)) assert.equal(english[key], name);
});
