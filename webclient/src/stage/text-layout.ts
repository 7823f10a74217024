/**
 * How a text is set on a picture: in lines that end at its right edge, and nothing of it outside. It follows from the
 * mark and the picture alone, so the field, both screens and a saved file agree; only the widths of letters are each
 * device's own. Pure; lengths in 1/8 picture pixels, widths of letters in font sizes.
 */
import type { Box, Size, Vec } from './types.ts';

export const lineHeight = 1.2;
/** Width of a letter as a part of the font size, on average: exact ones come from letters.ts where there is a screen. */
const letterWidth = 0.58;
/** A line may always be so many font sizes long: what begins closer to the right edge is moved to the left. */
const leastLine = 12;
/** Nothing can be written on less. */
const narrowest = 2;
/** What stays free at the edges of the picture, in font sizes: for the casing, and for letters taller than their line. */
const edge = 0.15;
/** A font is set a little wider at one size than at another: this part of a line is used. */
const used = 0.985;
/** A text too long for the whole picture gets smaller by this, until it fits. */
const smaller = 0.9;

/** How wide a text is in one line. */
export type Measure = (text: string) => number;

export interface Words {
  readonly text: string;
  /** Where it shall begin: its upper left corner. */
  readonly at: Vec;
  readonly fontSize: number;
}

export interface Line {
  readonly text: string;
  /** Where in the text it begins. */
  readonly start: number;
  /** Its paragraph is written from right to left. */
  readonly rtl: boolean;
}

export interface TextLayout {
  readonly lines: readonly Line[];
  readonly fontSize: number;
  /** How long a line may be. */
  readonly room: number;
  /** What the lines take up. */
  readonly box: Box;
}

export const estimate: Measure = (text) => text.length * letterWidth;

/** `picture` in the marks' units. */
export function layOut(words: Words, picture: Size, measure: Measure): TextLayout {
  const wanted = words.fontSize;
  const as = (fontSize: number, whole: boolean) => setAt(words, fontSize, whole, picture, measure);
  const first = as(wanted, false);
  if (first.fits) return first.layout;
  // First it takes the whole width, then it gets smaller: by halves, for a long text on a small picture is much work.
  const wide = as(wanted, true);
  if (wide.fits) return wide.layout;
  let [large, small] = [0, Math.max(1, Math.ceil(Math.log(wanted) / -Math.log(smaller)))];
  while (small - large > 1) {
    const between = (large + small) >> 1;
    if (as(wanted * smaller ** between, true).fits) small = between;
    else large = between;
  }
  return as(wanted * smaller ** small, true).layout;
}

/** The text at one size, from where it shall begin or over the whole width; and whether the picture has room for it. */
function setAt(
  { text, at }: Words,
  fontSize: number,
  whole: boolean,
  picture: Size,
  measure: Measure,
): { readonly layout: TextLayout; readonly fits: boolean } {
  const free = fontSize * edge;
  const least = Math.min(leastLine * fontSize, picture.width - 2 * free);
  const x = whole ? free : Math.max(free, Math.min(at.x, picture.width - free - least));
  const room = Math.max(1, (picture.width - free - x) * used);
  const most = Math.max(1, Math.floor((picture.height - 2 * free) / (fontSize * lineHeight)));
  const lines = linesOf(text, room / fontSize, measure, most);
  const shown = lines.slice(0, most);
  const height = shown.length * fontSize * lineHeight;
  const lowest = picture.height - free - height;
  const width = Math.max(...shown.map((line) => measure(line.text))) * fontSize;
  const box = { x, y: Math.max(free, Math.min(at.y, lowest)), width, height };
  const fits = lines.length <= most && lowest >= free && picture.width >= narrowest * fontSize;
  return { layout: { lines: shown, fontSize, room, box }, fits };
}

/** Where a line may end, as browsers have it in a field: the styles of `.stage-text` leave them no other places. */
const chances = new RegExp(
  [
    // Behind spaces, but for fixed ones.
    String.raw`(?<=[^\S\u00a0\u202f\ufeff])(?=\S|[\u00a0\u202f\ufeff])`,
    // Behind a hyphen within a word, a dash, and what ends a sentence, when letters follow.
    String.raw`(?<=\S-|[?!…–—。，、！？])(?=\p{L})`,
    // Before and behind an emoji.
    String.raw`(?<=[^\s\u200d])(?=\p{Emoji_Presentation})(?!\p{RI}|\p{EMod})`,
    String.raw`(?<=\p{Emoji_Presentation})(?<!\p{RI})(?=[\p{L}\p{N}])`,
  ].join('|'),
  'u',
);

/** The first letter decides, as with `dir=auto`. */
const fromRight = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * The spaces at which a line ends hang over its end, unseen: they are left out. Stops once there are more than `most`
 * lines, to say that there are.
 */
export function linesOf(
  text: string,
  room: number,
  measure: Measure,
  most: number = Number.POSITIVE_INFINITY,
): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let line = '';
  let rtl = false;
  const end = (): void => {
    lines.push({ text: line.trimEnd(), start, rtl });
    start += line.length;
    line = '';
  };
  for (const paragraph of text.split('\n')) {
    if (lines.length > most) break;
    rtl = fromRight.test(paragraph);
    for (const piece of paragraph.split(chances)) {
      if (lines.length > most) break;
      if (line !== '' && measure((line + piece).trimEnd()) > room) end();
      line += piece;
      // A word that is longer than a line.
      for (let rest = cut(line, room, measure); rest !== '' && lines.length <= most; rest = cut(line, room, measure)) {
        line = line.slice(0, -rest.length);
        end();
        line = rest;
      }
    }
    end();
    start += 1;
  }
  return lines;
}

const graphemes = new Intl.Segmenter();

/**
 * What has no room in the line; it is cut between letters as people see them, and at least one of them stays. Never
 * much longer a part than fits is measured: one word may be the whole of a long text, of a peer that means harm.
 */
function cut(line: string, room: number, measure: Measure): string {
  const word = line.trimEnd();
  let part = probe;
  while (part < word.length && measure(word.slice(0, part)) <= room) part *= 2;
  if (part >= word.length && measure(word) <= room) return '';
  let end = 0;
  // Of all of it, and no further than needed: where it is probed up to, a letter may be cut in two.
  for (const { index, segment } of graphemes.segment(word)) {
    const next = index + segment.length;
    if (end > 0 && measure(word.slice(0, next)) > room) break;
    end = next;
  }
  return end === word.length ? '' : line.slice(end);
}

/** Letters of a word that are measured first. */
const probe = 16;

/** Where the caret stands in front of the letter at `index`, as a box without width. */
export function caretOf({ lines, fontSize, box }: TextLayout, text: string, index: number, measure: Measure): Box {
  const row = Math.max(
    0,
    lines.findLastIndex(({ start }) => start <= index),
  );
  const line = lines[row] ?? { text: '', start: 0, rtl: false };
  const before = measure(text.slice(line.start, index));
  const height = fontSize * lineHeight;
  return {
    x: box.x + (line.rtl ? measure(line.text) - before : before) * fontSize,
    y: box.y + row * height,
    width: 0,
    height,
  };
}
