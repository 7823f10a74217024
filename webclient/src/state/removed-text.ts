// Kinds of hidden data in words, as a list of the language: place, camera and date.
import type { Language, Translate } from '../i18n.ts';
import type { Metadata } from '../media/types.ts';

export interface Words {
  readonly t: Translate;
  readonly language: Language;
}

export function removedText({ t, language }: Words, kinds: readonly Metadata[]): string {
  return new Intl.ListFormat(language).format(kinds.map((kind) => t(`intake.removed.${kind}`)));
}
