// What is decided about a file before anything decodes it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readHeader } from '../../../src/blob/header.ts';
import { isWholeJpeg } from '../../../src/media/jpeg-end.ts';
import { findMetadata } from '../../../src/media/metadata.ts';
import { maxFileBytes, refusal } from '../../../src/media/sniff.ts';

const text = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));
const join = (...parts: (readonly number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((p) => [...p]));
const segment = (marker: number, body: readonly number[] | Uint8Array) => {
  const length = body.length + 2;
  return join([0xff, marker, length >> 8, length & 0xff], body);
};

const frame = segment(0xc0, [8, 0, 16, 0, 16, 1, 1, 0x11, 0]);
const scan = segment(0xda, [1, 1, 0, 0, 63, 0]);
const soi = [0xff, 0xd8];
const eoi = [0xff, 0xd9];

function png(width: number, height: number): Uint8Array {
  const b = join(text('\x89PNG\r\n\x1a\n'), [0, 0, 0, 13], text('IHDR'), new Uint8Array(8));
  new DataView(b.buffer).setUint32(16, width);
  new DataView(b.buffer).setUint32(20, height);
  return b;
}

const files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly refused: string | null }[] = [
  { name: 'a PNG', bytes: png(100, 100), refused: null },
  { name: 'a PNG of 100 megapixels', bytes: png(10_000, 10_000), refused: 'too-many-pixels' },
  { name: 'a PNG without its header', bytes: png(0, 0).subarray(0, 12), refused: 'damaged' },
  { name: 'HEIC', bytes: join([0, 0, 0, 24], text('ftypheic'), new Uint8Array(16)), refused: 'heic' },
  {
    name: 'HEIC by its common brand',
    bytes: join([0, 0, 0, 24], text('ftypmif1'), new Uint8Array(16)),
    refused: 'heic',
  },
  { name: 'SVG', bytes: text('  <svg xmlns="http://www.w3.org/2000/svg"/>'), refused: 'svg' },
  { name: 'SVG after a prolog', bytes: text('<?xml version="1.0"?><!-- x --><svg/>'), refused: 'svg' },
  { name: 'HTML', bytes: text('<!doctype html><title>x</title>'), refused: 'not-a-picture' },
  { name: 'WebM', bytes: join([0x1a, 0x45, 0xdf, 0xa3], new Uint8Array(40)), refused: 'not-a-picture' },
  { name: 'GIF', bytes: join(text('GIF89a'), [10, 0, 10, 0, 0, 0]), refused: null },
  { name: 'a huge GIF', bytes: join(text('GIF89a'), [255, 255, 255, 255, 0, 0]), refused: 'too-many-pixels' },
  { name: 'a JPEG that ends in its header', bytes: join(soi, [0xff, 0xe0, 0, 16]), refused: 'damaged' },
  { name: 'nothing', bytes: new Uint8Array(0), refused: 'not-a-picture' },
];
for (const { name, bytes, refused } of files) {
  test(`${name}: ${refused ?? 'taken'}`, () => assert.equal(refusal(bytes, bytes.length), refused));
}

test('a file beyond the limit is refused unread', () => {
  assert.equal(refusal(png(1, 1), maxFileBytes + 1), 'too-big');
});

const jpegs: readonly { readonly name: string; readonly bytes: Uint8Array; readonly whole: boolean }[] = [
  { name: 'one scan', bytes: join(soi, frame, scan, [1, 2, 0xff, 0, 3], eoi), whole: true },
  { name: 'something after its end', bytes: join(soi, frame, scan, [1], eoi, [9, 9]), whole: true },
  { name: 'two scans', bytes: join(soi, frame, scan, [1], scan, [2], eoi), whole: true },
  {
    name: 'restart markers in turn',
    bytes: join(soi, frame, scan, [1, 0xff, 0xd0, 2, 0xff, 0xd1, 3], eoi),
    whole: true,
  },
  { name: 'a restart marker out of turn', bytes: join(soi, frame, scan, [1, 0xff, 0xd1, 2], eoi), whole: false },
  { name: 'a marker that has no business there', bytes: join(soi, frame, scan, [1, 0xff, 0x4f, 2], eoi), whole: false },
  { name: 'cut off', bytes: join(soi, frame, scan, [1, 2, 3]), whole: false },
  { name: 'no scan', bytes: join(soi, frame), whole: false },
];
for (const { name, bytes, whole } of jpegs) {
  test(`a JPEG with ${name}: ${whole ? 'whole' : 'damaged'}`, () => assert.equal(isWholeJpeg(bytes), whole));
}

/** A little-endian TIFF of two directories: the first one's tags point at the second, whose tags point at fractions. */
function exif(first: readonly number[], second: readonly number[], fractions: readonly number[] = []): Uint8Array {
  const entry = (tag: number, value: number) => [tag & 0xff, tag >> 8, 4, 0, 1, 0, 0, 0, value, 0, 0, 0];
  const size = (list: readonly number[]) => 2 + 12 * list.length + 4;
  const tags = (list: readonly number[], at: number) => [
    list.length,
    0,
    ...list.flatMap((t) => entry(t, at)),
    0,
    0,
    0,
    0,
  ];
  const at = 8 + size(first);
  const values = Uint32Array.from(fractions);
  return join(
    text('Exif\0\0II*\0'),
    [8, 0, 0, 0],
    tags(first, at),
    tags(second, at + size(second)),
    new Uint8Array(values.buffer),
  );
}

const position = (tags: readonly number[], fractions: readonly number[]) =>
  join(soi, segment(0xe1, exif([0x8825], tags, fractions)), frame, scan, eoi);
const xmp = (packet: string) =>
  join(soi, segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${packet}`)), frame, scan, eoi);

const metadata: readonly { readonly name: string; readonly bytes: Uint8Array; readonly found: readonly string[] }[] = [
  { name: 'nothing', bytes: join(soi, frame, scan, eoi), found: [] },
  { name: 'a camera', bytes: join(soi, segment(0xe1, exif([0x0110], [])), frame, scan, eoi), found: ['camera'] },
  { name: 'a position', bytes: position([2, 4], [45, 1, 27, 1, 36, 1]), found: ['location'] },
  { name: 'a position on the equator', bytes: position([2], [0, 1, 0, 1, 3, 1]), found: ['location'] },
  { name: 'a GPS directory with a version only', bytes: position([0], []), found: [] },
  { name: 'a GPS directory without a fix', bytes: position([2, 4], [0, 0, 0, 0, 0, 0]), found: [] },
  { name: 'a GPS directory full of zeros', bytes: position([2, 4], [0, 1, 0, 1, 0, 1]), found: [] },
  { name: 'a GPS directory with a date and no place', bytes: position([0x1d], []), found: ['time'] },
  { name: 'a place in XMP', bytes: xmp('<x exif:GPSLatitude="45,27.6N"/>'), found: ['location', 'other'] },
  { name: 'no place in XMP', bytes: xmp('<x exif:GPSVersionID="2.2.0.0"/>'), found: ['other'] },
  { name: 'a time', bytes: join(soi, segment(0xe1, exif([0x8769], [0x9003])), frame, scan, eoi), found: ['time'] },
  { name: 'a comment', bytes: join(soi, segment(0xfe, text('hello')), frame, scan, eoi), found: ['comment'] },
];
for (const { name, bytes, found } of metadata) {
  test(`metadata: ${name}`, () => assert.deepEqual(findMetadata(bytes), found));
}

test('no bytes make the parsers throw or hang', () => {
  const seeds = metadata.map((m) => m.bytes).concat(files.map((f) => f.bytes));
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 8 }), fc.nat(200))
    .map(([seed, changes, cut]) => {
      const b = seed.slice(0, Math.max(0, seed.length - (cut % 40)));
      for (const [at, value] of changes) if (b.length > 0) b[at % b.length] = value;
      return b;
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })), (b) => {
      findMetadata(b);
      readHeader(b);
      isWholeJpeg(b);
      refusal(b, b.length);
    }),
    { numRuns: 3_000 },
  );
});
