// The account of what was shared, in words: for the page, and as plain text to copy or save.
import type { Language } from '../i18n.ts';
import { fileSize } from './file-size.ts';
import type { Receipt, SharedPicture } from './receipt.ts';
import { removedText, type Words } from './removed-text.ts';

/** What there is to say of one picture under its name. */
export function pictureLines({ t, language }: Words, { size, at, fate, arrived, removed }: SharedPicture): string[] {
  const names = new Intl.ListFormat(language).format(arrived);
  const what = [fileSize(language, size), timeText(language, at)].join(', ');
  const where = arrived.length > 0 ? t('receipt.arrived', { names }) : t('receipt.preview');
  const lines = fate === 'waiting' ? [what] : [what, where];
  if (removed?.length === 0) lines.push(t('receipt.clean'));
  else if (removed) lines.push(t('receipt.removed', { found: removedText({ t, language }, removed) }));
  if (fate === 'taken-back') lines.push(t('receipt.takenBack'));
  if (fate === 'deleted') lines.push(t('receipt.deleted'));
  return lines;
}

/** What else, beside pictures. */
export function otherLines({ t }: Words, { name, marks, messages }: Receipt): string[] {
  return [
    t('receipt.name', { name }),
    ...(marks > 0 ? [t('receipt.marks', { count: marks })] : []),
    ...(messages > 0 ? [t('receipt.messages', { count: messages })] : []),
    t('receipt.presence'),
  ];
}

export function receiptText(words: Words, receipt: Receipt): string {
  const { t } = words;
  const title = `Coviewer: ${t('receipt.title')}`;
  if (receipt.people.length === 0) return `${title}\n\n${t('receipt.nothing')}\n`;
  const section = (heading: string, lines: readonly string[]) => [heading, ...lines.map((line) => `- ${line}`), ''];
  const pictures = receipt.pictures.map((picture) => [picture.name, ...pictureLines(words, picture)].join('; '));
  return [
    ...[title, ''],
    ...section(
      t('receipt.with'),
      receipt.people.map(({ name, path }) => t(`receipt.path.${path}`, { name })),
    ),
    ...section(t('receipt.pictures'), pictures.length > 0 ? pictures : [t('receipt.noPictures')]),
    ...section(t('receipt.also'), otherLines(words, receipt)),
  ].join('\n');
}

function timeText(language: Language, ms: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(ms);
}
