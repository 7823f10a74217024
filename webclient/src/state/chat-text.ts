// What a chat message may look like, whoever wrote it: a peer sends any characters that it likes.

/** Code points, as the wire counts them (`text` in schema.json). */
export const maxMessageChars = 2_000;
/** Longer, or of more lines, is folded until somebody asks for all of it. */
const foldChars = 600;
const foldLines = 12;
/** In a toast. */
const peekChars = 120;
const maxNameChars = 40;

/**
 * What has no place in a message: controls but tab and new line; directions that go on beyond their word, which make a
 * text read other than it is; and what takes no room, so that it only serves to hide something. Marks that only join
 * letters or emoji, or that begin a direction at one place, stay.
 */
const hidden = /(?![\n\t])\p{Cc}|[\u00AD\u180E\u200B\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** A message as it is shown: no hidden characters, no empty screens. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(hidden, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function isLong(text: string): boolean {
  return text.length > foldChars || text.split('\n', foldLines + 1).length > foldLines;
}

/** The beginning of a message, on one line. */
export function peekText(text: string): string {
  const chars = Array.from(cleanText(text.slice(0, peekChars * 4)).replace(/\s+/g, ' '));
  return chars.length <= peekChars ? chars.join('') : `${chars.slice(0, peekChars).join('')}…`;
}

/** A name is one line, and no longer than one finds in a list of people. */
export function cleanName(name: string): string {
  return Array.from(cleanText(name).replace(/\s+/g, ' ')).slice(0, maxNameChars).join('');
}

/** How many characters more may be written; below 0 there are too many. */
export function charsLeft(text: string): number {
  let used = 0;
  for (const _ of text.trim()) used++;
  return maxMessageChars - used;
}
