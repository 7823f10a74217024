// What a picture's metadata says about its maker, so that the person can be told what was left behind. It only names
// sorts; no value is read out. Hostile input: every offset is checked, every loop bounded, nothing throws.

import { pictureType, startsWith } from '../blob/picture-type.ts';
import type { Metadata } from './types.ts';

const maxSegments = 500;
const maxEntries = 1_000;

export function findMetadata(b: Uint8Array): Metadata[] {
  const found = new Set<Metadata>();
  const type = pictureType(b);
  const view = new DataView(b.buffer, b.byteOffset, b.byteLength);
  if (type === 'image/jpeg') jpeg(b, view, found);
  if (type === 'image/png') png(b, view, found);
  if (type === 'image/webp') webp(b, view, found);
  const order: readonly Metadata[] = ['location', 'camera', 'time', 'comment', 'other'];
  return order.filter((m) => found.has(m));
}

function jpeg(b: Uint8Array, v: DataView, found: Set<Metadata>): void {
  let at = 2;
  for (let i = 0; i < maxSegments && at + 4 <= b.length && b[at] === 0xff; i++) {
    const marker = b[at + 1] ?? 0;
    if (marker === 0xda || marker === 0xd9) return;
    const length = v.getUint16(at + 2);
    const body = b.subarray(at + 4, at + 2 + length);
    if (marker === 0xfe) found.add('comment');
    else if (marker === 0xe1 && startsWith(body, 0, 'Exif\0\0')) tiff(body.subarray(6), found);
    else if (marker === 0xe1 && startsWith(body, 0, 'http://ns.adobe.com/x')) xmp(body, found);
    // APP0 (JFIF), APP2 (color profile) and APP14 (Adobe's color transform) say nothing about anybody.
    else if (marker > 0xe2 && marker <= 0xef && marker !== 0xee) found.add('other');
    at += 2 + length;
  }
}

function png(b: Uint8Array, v: DataView, found: Set<Metadata>): void {
  let at = 8;
  for (let i = 0; i < maxSegments && at + 8 <= b.length; i++) {
    const length = v.getUint32(at);
    const body = b.subarray(at + 8, at + 8 + length);
    if (startsWith(b, at + 4, 'eXIf')) tiff(body, found);
    else if (startsWith(b, at + 4, 'tIME')) found.add('time');
    else if (startsWith(body, 0, 'XML:com.adobe.xmp')) xmp(body, found);
    else if (/^(tEXt|zTXt|iTXt)$/.test(String.fromCharCode(...b.subarray(at + 4, at + 8)))) found.add('comment');
    at += 12 + length;
  }
}

function webp(b: Uint8Array, v: DataView, found: Set<Metadata>): void {
  let at = 12;
  for (let i = 0; i < maxSegments && at + 8 <= b.length; i++) {
    const length = v.getUint32(at + 4, true);
    const body = b.subarray(at + 8, at + 8 + length);
    if (startsWith(b, at, 'EXIF')) tiff(startsWith(body, 0, 'Exif\0\0') ? body.subarray(6) : body, found);
    if (startsWith(b, at, 'XMP ')) xmp(body, found);
    at += 8 + length + (length % 2);
  }
}

/** An XMP packet is text: what it holds is told by the names in it. */
function xmp(body: Uint8Array, found: Set<Metadata>): void {
  const text = new TextDecoder().decode(body.subarray(0, 64 * 1024));
  if (/GPS\w*(Latitude|Longitude)/i.test(text)) found.add('location');
  if (/tiff:Model|tiff:Make/i.test(text)) found.add('camera');
  if (/DateTimeOriginal|CreateDate/i.test(text)) found.add('time');
  found.add('other');
}

const tags: ReadonlyMap<number, Metadata> = new Map([
  [0x010e, 'comment'],
  [0x010f, 'camera'],
  [0x0110, 'camera'],
  [0x0132, 'time'],
  [0x013b, 'other'],
  [0x8298, 'other'],
  [0x9003, 'time'],
  [0x9004, 'time'],
  [0x927c, 'other'],
  [0x9286, 'comment'],
  [0xa431, 'camera'],
  [0xa434, 'camera'],
]);
const exifPointer = 0x8769;
const gpsPointer = 0x8825;
/** Latitude and longitude of where it was taken, and of what was aimed at: three fractions each. */
const coordinates = [0x02, 0x04, 0x14, 0x16];
const rationalsOfAngle = 3;
const gpsDate = 0x1d;

/** TIFF 6.0 section 2, as EXIF uses it: a directory of tags, which points at the EXIF and the GPS directory. */
function tiff(b: Uint8Array, found: Set<Metadata>): void {
  if (b.length < 8) return;
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength);
  const little = b[0] === 0x49;
  const first = directory(v, v.getUint32(4, little), little);
  const exif = first.get(exifPointer);
  for (const tag of [...first.keys(), ...(exif === undefined ? [] : directory(v, exif, little).keys())]) {
    const sort = tags.get(tag);
    if (sort) found.add(sort);
  }
  const gps = first.get(gpsPointer);
  if (gps === undefined) return;
  const position = directory(v, gps, little);
  if (coordinates.some((tag) => isKnown(v, position.get(tag), little))) found.add('location');
  if (position.has(gpsDate)) found.add('time');
}

/** A camera without a fix writes its GPS directory all the same: a version, a date, coordinates of 0/0 or 0°0'0". */
function isKnown(v: DataView, at: number | undefined, little: boolean): boolean {
  if (at === undefined) return false;
  for (let i = 0; i < rationalsOfAngle && at + 8 * (i + 1) <= v.byteLength; i++) {
    const [top, bottom] = [v.getUint32(at + 8 * i, little), v.getUint32(at + 8 * i + 4, little)];
    if (top !== 0 && bottom !== 0) return true;
  }
  return false;
}

/** Tags of a directory with their values, as far as these are offsets. */
function directory(v: DataView, at: number, little: boolean): Map<number, number> {
  const entries = new Map<number, number>();
  if (at + 2 > v.byteLength) return entries;
  const count = Math.min(v.getUint16(at, little), maxEntries);
  for (let i = 0; i < count && at + 2 + 12 * (i + 1) <= v.byteLength; i++) {
    const entry = at + 2 + 12 * i;
    entries.set(v.getUint16(entry, little), v.getUint32(entry + 8, little));
  }
  return entries;
}
