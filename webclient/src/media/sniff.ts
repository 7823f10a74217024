// What a file is, by its first bytes: names and announced types lie.

import { readHeader } from '../blob/header.ts';
import { startsWith } from '../blob/picture-type.ts';
import * as limits from '../wire/limits.gen.ts';
import type { IntakeErrorReason } from './types.ts';

/** A photo of 100 megapixels has some 40 MB; anything larger is no photo. */
export const maxFileBytes = 100 * 1024 * 1024;

/** So much of a file decides what it is; metadata in front of a JPEG's size can be long. */
export const headBytes = 1024 * 1024;

/** Why a file is refused before anything decodes it; null when it may be tried. */
export function refusal(head: Uint8Array, fileBytes: number): IntakeErrorReason | null {
  if (fileBytes > maxFileBytes) return 'too-big';
  if (fileBytes === 0) return 'not-a-picture';
  const brand = startsWith(head, 4, 'ftyp') ? text(head, 8, 4) : '';
  if (heicBrands.has(brand)) return 'heic';
  const header = readHeader(head);
  if (header) return header.width * header.height > limits.maxPixels ? 'too-many-pixels' : null;
  const other = otherSize(head, brand);
  if (other) return other.width * other.height > limits.maxPixels ? 'too-many-pixels' : null;
  if (startsWith(head, 0, '\xff\xd8\xff') || startsWith(head, 0, '\x89PNG') || startsWith(head, 8, 'WEBP'))
    return 'damaged';
  return looksLikeSvg(head) ? 'svg' : 'not-a-picture';
}

const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

interface Size {
  readonly width: number;
  readonly height: number;
}

/** GIF, BMP and AVIF: not sent as they are, but browsers decode them. */
function otherSize(head: Uint8Array, brand: string): Size | null {
  const v = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (startsWith(head, 0, 'GIF8') && head.length >= 10)
    return { width: v.getUint16(6, true), height: v.getUint16(8, true) };
  if (startsWith(head, 0, 'BM') && head.length >= 26) {
    return { width: Math.abs(v.getInt32(18, true)), height: Math.abs(v.getInt32(22, true)) };
  }
  return brand === 'avif' || brand === 'avis' ? avifSize(v) : null;
}

/** The largest "ispe" box (ISO/IEC 23008-12, image spatial extents) stands for the picture; the others are parts of it. */
function avifSize(v: DataView): Size | null {
  let best: Size | null = null;
  const end = Math.min(v.byteLength - 16, 64 * 1024);
  for (let at = 0; at < end; at++) {
    if (v.getUint32(at) !== 0x69737065) continue;
    const size = { width: v.getUint32(at + 8), height: v.getUint32(at + 12) };
    if (!best || size.width * size.height > best.width * best.height) best = size;
  }
  return best;
}

function looksLikeSvg(head: Uint8Array): boolean {
  const start = new TextDecoder()
    .decode(head.subarray(0, 1024))
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  return start.startsWith('<svg') || (start.startsWith('<?xml') && start.includes('<svg'));
}

function text(b: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...b.subarray(at, at + length));
}
