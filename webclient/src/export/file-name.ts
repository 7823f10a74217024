// Names of files that any system takes, from names that may be anything.

/** Code points: with an ending, below what any file system takes. */
const maxChars = 80;
const endings = /\.(jpe?g|png|webp|avif|gif|heic|heif|bmp)$/i;
/** Windows takes these for devices, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** `fallback` where nothing is left of the name. */
export function fileName(name: string, ending: string, fallback: string): string {
  const plain = name
    .normalize('NFC')
    .replace(endings, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/\s+/g, ' ');
  const short = Array.from(plain)
    .slice(0, maxChars)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  const safe = short === '' ? fallback : devices.test(short) ? `${short}_` : short;
  return `${safe}.${ending}`;
}
