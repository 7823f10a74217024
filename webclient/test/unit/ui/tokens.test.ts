// Colors are tokens: a literal elsewhere is one that dark forgets.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const style = new URL('../../../src/style/', import.meta.url);

/** The tokens themselves, what is generated of the palette, and what lies on pictures. */
const withColors = new Set(['tokens.css', 'palette.gen.css', 'stage.css', 'marks.css']);

const color = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lch|lab|hwb)\(|:[^;{]*\b(?:white|black)\b(?![-)])/i;

for (const file of readdirSync(style).filter((name) => name.endsWith('.css') && !withColors.has(name))) {
  test(`${file} has no color of its own`, () => {
    const text = readFileSync(new URL(file, style), 'utf8');
    const lines = text.replace(/\/\*[\s\S]*?\*\//g, '').split('\n');
    const found = lines.filter((line) =>
      color.test(line.replace(/url\([^)]*\)|#icon-[\w-]+/g, '').replace(/--[\w-]+/g, '')),
    );
    assert.deepEqual(found, []);
  });
}
