// What the first bytes of a picture say of its size in pixels, read before anything decodes it, because a
// few kilobytes can decode to gigabytes. Every read is bounded by the data; nothing here throws.

import { type PictureType, pictureType } from './picture-type.ts';

export interface Header {
  readonly type: PictureType;
  /** As stored: not yet turned upright. */
  readonly width: number;
  readonly height: number;
}

/** Null when it is not a picture of these types, or its header is broken. */
export function readHeader(b: Uint8Array): Header | null {
  const type = pictureType(b);
  const size = type && readers[type](new DataView(b.buffer, b.byteOffset, b.byteLength));
  return type && size && size.width > 0 && size.height > 0 ? { type, ...size } : null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const readers: { readonly [T in PictureType]: (v: DataView) => Size | null } = {
  'image/jpeg': jpegSize,
  'image/png': pngSize,
  'image/webp': webpSize,
};

/** Segments until the frame header (ITU-T T.81 B.1.1.4); other software may put many before it. */
const maxJpegSegments = 2_000;

function jpegSize(v: DataView): Size | null {
  let at = 2;
  for (let i = 0; i < maxJpegSegments && at + 9 <= v.byteLength; i++) {
    if (v.getUint8(at) !== 0xff) return null;
    const marker = v.getUint8(at + 1);
    if (marker === 0xff) at++;
    else if (isFrame(marker)) return { height: v.getUint16(at + 5), width: v.getUint16(at + 7) };
    else if (marker === 0xda || marker === 0xd9) return null;
    else at += 2 + v.getUint16(at + 2);
  }
  return null;
}

/** SOF0 … SOF15 without the tables that share their numbers: DHT, JPG, DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function pngSize(v: DataView): Size | null {
  if (v.byteLength < 24 || v.getUint32(12) !== 0x49484452) return null;
  return { width: v.getUint32(16), height: v.getUint32(20) };
}

/** RFC 9649: lossy, lossless and extended files keep their size at three places. */
function webpSize(v: DataView): Size | null {
  if (v.byteLength < 30) return null;
  const form = String.fromCharCode(v.getUint8(12), v.getUint8(13), v.getUint8(14), v.getUint8(15));
  if (form === 'VP8 ') {
    return { width: v.getUint16(26, true) & 0x3fff, height: v.getUint16(28, true) & 0x3fff };
  }
  if (form === 'VP8L') {
    const bits = v.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form === 'VP8X') return { width: uint24(v, 24) + 1, height: uint24(v, 27) + 1 };
  return null;
}

function uint24(v: DataView, at: number): number {
  return v.getUint16(at, true) | (v.getUint8(at + 2) << 16);
}
