// The colors of people and marks: a name is written in white on each of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

interface Color {
  readonly name: string;
  readonly light: string;
  readonly dark: string;
  readonly offered: boolean;
}

const palette: readonly Color[] = JSON.parse(
  readFileSync(new URL('../../../src/style/palette.json', import.meta.url), 'utf8'),
);

/** A little more than the 4.5 of WCAG 1.4.3: screens round, and names are small. */
const leastContrast = 4.9;

/** How bright a color of sRGB is (WCAG 2.2); of OKLCH by its definition (CSS Color 4). A color outside of sRGB is cut. */
function luminance(color: string): number {
  const found = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(color);
  assert.ok(found, `${color} is no oklch(L% C H)`);
  const [lightness = 0, chroma = 0, hue = 0] = found.slice(1).map(Number);
  const angle = (hue * Math.PI) / 180;
  const [l, a, b] = [lightness / 100, chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short;
  const green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short;
  const blue = -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short;
  const within = (part: number) => Math.min(1, Math.max(0, part));
  return 0.2126 * within(red) + 0.7152 * within(green) + 0.0722 * within(blue);
}

const contrastWithWhite = (color: string) => 1.05 / (luminance(color) + 0.05);

test('the contrast is computed right', () => {
  assert.ok(Math.abs(contrastWithWhite('oklch(0% 0 0)') - 21) < 0.01);
  assert.ok(Math.abs(contrastWithWhite('oklch(100% 0 0)') - 1) < 0.01);
  assert.ok(Math.abs(contrastWithWhite('oklch(62.8% 0.2577 29.23)') - 4) < 0.02, 'red of sRGB is 4.0 from white');
});

for (const { name, light, dark } of palette) {
  test(`white on ${name} is at least ${leastContrast} to 1, light and dark`, () => {
    for (const color of new Set([light, dark])) {
      const contrast = contrastWithWhite(color);
      assert.ok(contrast >= leastContrast, `${color} has ${contrast.toFixed(2)}: make it darker`);
    }
  });
}

test('no two colors have one name', () => {
  assert.equal(new Set(palette.map(({ name }) => name)).size, palette.length);
});
