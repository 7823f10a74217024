import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/**
 * Pictures that the tests make themselves: photos as a phone writes them (EXIF
 * with place, camera and orientation) and the rubbish that people drop.
 */
export interface Media {
  /** 1200×800 upright; stored lying on its side with orientation 6; GPS inside. Its left half is red, its right blue. */
  readonly photo: string;
  readonly second: string;
  readonly damaged: string;
  readonly heic: string;
  readonly svg: string;
  readonly text: string;
  /** A valid PNG of 10,000 × 10,000 pixels in a few KB. */
  readonly bomb: string;
}

/** Text in the photo's EXIF that must not leave the device. */
export const exifCanary = 'EXIF-CANARY-6b1f0e7c';

export async function makeMedia(browser: Browser): Promise<Media> {
  const folder = await mkdtemp(join(tmpdir(), 'coviewer-media-'));
  const put = async (name: string, bytes: Uint8Array | string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    return file;
  };
  const page = await browser.newPage();
  // Orientation 6 means: turn a quarter clockwise to view. Stored top = right side of what one sees.
  const sideways = await page.evaluate(paint, { width: 800, height: 1200, bands: ['#2040d0', '#d02020'] });
  const upright = await page.evaluate(paint, { width: 1600, height: 1000, bands: ['#208040', '#e0c020'] });
  await page.close();
  const jpeg = Buffer.from(sideways, 'base64');
  const damaged = Buffer.from(upright, 'base64');
  return {
    photo: await put('photo.jpg', withExif(jpeg, 6)),
    second: await put('second.jpg', Buffer.from(upright, 'base64')),
    damaged: await put('damaged.jpg', damaged.subarray(0, Math.floor(damaged.length / 3))),
    heic: await put('IMG_0001.HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
    svg: await put('drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    text: await put('notes.txt', 'not a picture'),
    bomb: await put('bomb.png', pngBomb(10_000)),
  };
}

/** Runs in the page: two bands above each other with some texture, as a JPEG in base64. */
function paint(p: { width: number; height: number; bands: string[] }): string {
  const canvas = document.createElement('canvas');
  canvas.width = p.width;
  canvas.height = p.height;
  const c = canvas.getContext('2d');
  if (!c) throw new Error('no canvas');
  const band = p.height / p.bands.length;
  p.bands.forEach((color, i) => {
    c.fillStyle = color;
    c.fillRect(0, i * band, p.width, band);
  });
  for (let i = 0; i < 400; i++) {
    c.fillStyle = `rgb(255 255 255 / ${(i % 7) / 40})`;
    c.fillRect((i * 37) % p.width, (i * 91) % p.height, 60, 24);
  }
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
}

/** Splices an APP1 segment with camera name, place and orientation behind SOI (Exif 2.32, big-endian TIFF). */
function withExif(jpeg: Buffer, orientation: number): Buffer {
  const ascii = Buffer.from(`${exifCanary}\0`, 'latin1');
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const b = Buffer.alloc(12);
    b.writeUInt16BE(tag, 0);
    b.writeUInt16BE(type, 2);
    b.writeUInt32BE(count, 4);
    if (type === 3) b.writeUInt16BE(value, 8);
    else b.writeUInt32BE(value, 8);
    return b;
  };
  const ifd = (entries: Buffer[]): Buffer => {
    const count = Buffer.alloc(2);
    count.writeUInt16BE(entries.length, 0);
    return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
  };
  const first = 8;
  const firstSize = 2 + 3 * 12 + 4;
  const gps = first + firstSize;
  const gpsSize = 2 + 2 * 12 + 4;
  const latitude = gps + gpsSize;
  const model = latitude + 24;
  const rationals = Buffer.alloc(24);
  [45, 1, 27, 1, 36, 1].forEach((n, i) => {
    rationals.writeUInt32BE(n, i * 4);
  });
  const tiff = Buffer.concat([
    Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, first]),
    ifd([entry(0x0110, 2, ascii.length, model), entry(0x0112, 3, 1, orientation), entry(0x8825, 4, 1, gps)]),
    ifd([entry(0x0001, 2, 2, 0x4e000000), entry(0x0002, 5, 3, latitude)]),
    rationals,
    ascii,
  ]);
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}

function pngBomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1; // one bit a pixel, gray
  const rows = Buffer.alloc(side * (1 + Math.ceil(side / 8)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length, 0);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body), 0);
  return Buffer.concat([length, body, sum]);
}

/** CRC of PNG (ISO 3309). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
