// How large a file is, in words: the same wherever it is told.
import type { Language } from '../i18n.ts';

const kilobyte = 1_000;

export function fileSize(language: Language, bytes: number): string {
  const small = bytes < kilobyte ** 2;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: small ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: small ? 0 : 1,
  }).format(Math.max(1, bytes / kilobyte) / (small ? 1 : kilobyte));
}
