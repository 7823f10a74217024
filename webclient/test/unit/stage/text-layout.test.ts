import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { caretOf, estimate, layOut, lineHeight, linesOf, type Measure } from '../../../src/stage/text-layout.ts';

/** Letters of different widths, as a real font has them; marks that combine have none. */
const uneven: Measure = (text) =>
  [...text].reduce((sum, c) => sum + (/\p{M}/u.test(c) ? 0 : 0.25 + ((c.codePointAt(0) ?? 0) % 7) / 8), 0);

const words = fc.array(
  fc.oneof(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('שלום', 'مرحبا', '👩‍👩‍👧‍👦', '🇮🇹🇮🇹🇮🇹', 'e\u0301e\u0301e\u0301', 'well-known', '漢字漢字漢字漢字'),
  ),
  { maxLength: 40 },
);
const texts = fc.tuple(words, fc.constantFrom(' ', '  ', '\n', '\t')).map(([some, between]) => some.join(between));
const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

test('no line is wider than its room, but for one letter that is', () => {
  fc.assert(
    fc.property(texts, fc.double({ min: 0.5, max: 40, noNaN: true }), (text, room) => {
      for (const line of linesOf(text, room, uneven)) {
        assert.ok(uneven(line.text) <= room || graphemes(line.text).length === 1, JSON.stringify(line));
      }
    }),
  );
});

test('nothing is lost or moved, and no letter is cut in two', () => {
  fc.assert(
    fc.property(texts, fc.double({ min: 0.5, max: 40, noNaN: true }), (text, room) => {
      const lines = linesOf(text, room, uneven);
      const parts = lines.map(({ start }, i) => text.slice(start, lines[i + 1]?.start));
      assert.equal(parts.join(''), text);
      for (const [i, part] of parts.entries()) assert.equal(lines[i]?.text, part.replace(/\n$/, '').trimEnd());
      const borders = new Set([...new Intl.Segmenter().segment(text)].map(({ index }) => index));
      // Spaces may belong to a letter that follows them; nobody sees it.
      const cut = lines.filter(({ start }) => start < text.length && !borders.has(start));
      assert.ok(
        cut.every(({ start }) => /\s/.test(text[start - 1] ?? '')),
        JSON.stringify(cut),
      );
    }),
  );
});

test('a letter of several parts stays whole where the measuring of a long word pauses', () => {
  const note = '\u{1d158}\u{1d165}\u{1d16e}'; // the last of its three parts is the sixteenth and seventeenth unit
  const text = ` 𐀀𐀀𐀀  𐀀${note}`;
  assert.deepEqual(
    linesOf(text, uneven(text), uneven).map((line) => line.text),
    [text],
  );
});

test('the same text on the same picture is the same', () => {
  fc.assert(
    fc.property(texts, (text) => {
      assert.deepEqual(linesOf(text, 12, uneven), linesOf(text, 12, uneven));
    }),
  );
});

test('words stay whole where they can, and a word longer than a line breaks inside', () => {
  const lines = (text: string, room: number) => linesOf(text, room, (part) => part.length).map((line) => line.text);
  const rows: readonly [text: string, room: number, lines: readonly string[]][] = [
    ['', 5, ['']],
    ['one two three', 7, ['one two', 'three']],
    ['one two   three', 7, ['one two', 'three']],
    ['one\n\n two', 7, ['one', '', ' two']],
    ['abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    ['a abcdefgh', 4, ['a', 'abcd', 'efgh']],
    ['well-known thing', 6, ['well-', 'known', 'thing']],
    ['from 1-5 to -7', 6, ['from', '1-5 to', '-7']],
    ['ten\u00a0km away', 6, ['ten\u00a0km', 'away']],
    ['a👍🏽b', 4, ['a', '👍🏽', 'b']],
  ];
  for (const [text, room, wanted] of rows) assert.deepEqual(lines(text, room), wanted, JSON.stringify(text));
});

const picture = { width: 9600, height: 6400 };
const sentence =
  'The scratch goes from the handle down to the lower edge, and there is a second one that you see only from the side.';

test('all of a text is on the picture, wherever it begins and however long it is', () => {
  const place = fc.record({
    x: fc.integer({ min: -20_000, max: 20_000 }),
    y: fc.integer({ min: -20_000, max: 20_000 }),
  });
  const sizes = fc.integer({ min: 8, max: 16_384 });
  const pictures = fc.record({
    width: fc.integer({ min: 8, max: 40_000 }),
    height: fc.integer({ min: 8, max: 40_000 }),
  });
  fc.assert(
    fc.property(texts, place, sizes, pictures, (text, at, fontSize, size) => {
      const { box, room, lines, fontSize: shown } = layOut({ text, at, fontSize }, size, estimate);
      assert.ok(shown <= fontSize);
      // A text that would be smaller than an eighth of a pixel is none.
      if (shown <= 8) return;
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + room <= size.width && box.y + box.height <= size.height);
      for (const line of lines)
        assert.ok(estimate(line.text) * shown <= room + 0.01 || graphemes(line.text).length === 1);
    }),
  );
});

test('a text stays where it was put when it has room there', () => {
  const at = { x: 1000, y: 500 };
  const { box, fontSize, lines } = layOut({ text: 'dent', at, fontSize: 480 }, picture, estimate);
  assert.deepEqual([box.x, box.y, fontSize, lines.length], [1000, 500, 480, 1]);
});

test('close to the right edge it has 12 letters’ heights of room, close to the lower one it goes up', () => {
  const at = { x: 9500, y: 6300 };
  const { box, room, fontSize, lines } = layOut({ text: sentence, at, fontSize: 480 }, picture, estimate);
  assert.equal(fontSize, 480);
  assert.ok(Math.abs(room - 12 * 480 * 0.985) < 1, `${room}`);
  assert.ok(box.x + room <= picture.width && box.x + room > picture.width - 480);
  assert.equal(box.height, lines.length * 480 * lineHeight);
  assert.ok(box.y + box.height <= picture.height && box.y + box.height > picture.height - 480);
});

test('what does not fit between the edges takes the whole width, then it gets smaller', () => {
  const at = { x: 9500, y: 100 };
  const long = Array.from({ length: 2 }, () => sentence).join(' ');
  const wide = layOut({ text: long, at, fontSize: 480 }, picture, estimate);
  assert.equal(wide.fontSize, 480);
  assert.ok(wide.room > 9000);
  const small = layOut(
    { text: Array.from({ length: 16 }, () => sentence).join(' '), at, fontSize: 480 },
    picture,
    estimate,
  );
  assert.ok(small.fontSize < 480 && small.box.y + small.box.height <= picture.height);
});

test('the caret is in the line of its letter', () => {
  const text = 'one two three';
  const layout = layOut({ text, at: { x: 0, y: 0 }, fontSize: 100 }, { width: 500, height: 1000 }, estimate);
  assert.deepEqual(
    layout.lines.map((line) => line.text),
    ['one two', 'three'],
  );
  const caret = (index: number) => caretOf(layout, text, index, estimate);
  const { x, y } = layout.box;
  assert.deepEqual(caret(0), { x, y, width: 0, height: 120 });
  assert.deepEqual(caret(8), { x, y: y + 120, width: 0, height: 120 });
  assert.equal(Math.round(caret(13).x - x), 290);
});
