// What the first bytes of a file say of its type. Apart from header.ts, because this much is needed to show a panel.

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';

export function pictureType(b: Uint8Array): PictureType | null {
  if (b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff) return 'image/jpeg';
  if (startsWith(b, 0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(b, 0, 'RIFF') && startsWith(b, 8, 'WEBP')) return 'image/webp';
  return null;
}

export function startsWith(b: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (b[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
