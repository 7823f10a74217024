// Decoding, turning upright, stripping and shrinking: what a worker does, or the page where workers have no canvas.
// Re-encoding is what strips: nothing but pixels gets through a canvas.

import { readHeader } from '../blob/header.ts';
import * as limits from '../wire/limits.gen.ts';
import { isWholeJpeg } from './jpeg-end.ts';
import { findMetadata } from './metadata.ts';
import { headBytes, refusal } from './sniff.ts';
import { type Intake, IntakeError } from './types.ts';

/** A canvas, wherever it comes from. */
export interface Canvas {
  readonly context: Pick<
    OffscreenCanvasRenderingContext2D,
    'fillStyle' | 'fillRect' | 'imageSmoothingQuality' | 'drawImage' | 'getImageData'
  >;
  encode(type: string, quality: number): Promise<Blob | null>;
}

export type NewCanvas = (width: number, height: number) => Canvas;

const viewPixels = 2_560;
const viewQuality = 0.82;
const maxPreviewBytes = 10 * 1024;
/** Until one is small enough; the last one is a few hundred bytes whatever the picture. */
const previews: readonly { readonly pixels: number; readonly quality: number }[] = [
  { pixels: 480, quality: 0.5 },
  { pixels: 480, quality: 0.3 },
  { pixels: 360, quality: 0.3 },
  { pixels: 240, quality: 0.25 },
  { pixels: 120, quality: 0.2 },
  { pixels: 32, quality: 0.1 },
];

/** Throws IntakeError. */
export async function convert(file: Blob, newCanvas: NewCanvas): Promise<Intake> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  const refused = refusal(bytes, file.size);
  if (refused) throw new IntakeError(refused);
  const header = readHeader(bytes);
  const whole = new Uint8Array(await file.arrayBuffer());
  if (header?.type === 'image/jpeg' && !isWholeJpeg(whole)) throw new IntakeError('damaged');
  const bitmap = await decode(file);
  try {
    const { width, height } = bitmap;
    if (width * height > limits.maxPixels || width > 65_535 || height > 65_535)
      throw new IntakeError('too-many-pixels');
    // PNG, WebP and GIF may be transparent; a JPEG would turn that black.
    const transparent = header?.type !== 'image/jpeg' && isTransparent(bitmap, newCanvas);
    const preview = await encodePreview(bitmap, newCanvas);
    const { view, type } = await encodeView(bitmap, transparent, newCanvas);
    return { preview, view, type, pixelWidth: width, pixelHeight: height, found: findMetadata(whole) };
  } finally {
    bitmap.close();
  }
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new IntakeError('damaged');
  }
}

function draw(bitmap: ImageBitmap, maxPixels: number, newCanvas: NewCanvas, background: string | null): Canvas {
  const scale = Math.min(1, maxPixels / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = newCanvas(width, height);
  if (background) {
    canvas.context.fillStyle = background;
    canvas.context.fillRect(0, 0, width, height);
  }
  canvas.context.imageSmoothingQuality = 'high';
  canvas.context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}

/** Looked at in small: a transparent area that is not seen in 64 pixels does not matter. */
function isTransparent(bitmap: ImageBitmap, newCanvas: NewCanvas): boolean {
  const { context } = draw(bitmap, 64, newCanvas, null);
  const scale = Math.min(1, 64 / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const { data } = context.getImageData(0, 0, width, height);
  for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 255) < 250) return true;
  return false;
}

async function encodePreview(bitmap: ImageBitmap, newCanvas: NewCanvas): Promise<Uint8Array<ArrayBuffer>> {
  for (const { pixels, quality } of previews) {
    // A browser that cannot encode WebP quietly gives PNG; JPEG has no transparency: white stands for it.
    const webp = await encode(draw(bitmap, pixels, newCanvas, null), 'image/webp', quality);
    const blob = webp ?? (await encode(draw(bitmap, pixels, newCanvas, '#fff'), 'image/jpeg', quality));
    if (blob && blob.size <= maxPreviewBytes) return new Uint8Array(await blob.arrayBuffer());
  }
  throw new IntakeError('damaged');
}

async function encodeView(
  bitmap: ImageBitmap,
  transparent: boolean,
  newCanvas: NewCanvas,
): Promise<{ view: Blob; type: Intake['type'] }> {
  const canvas = draw(bitmap, viewPixels, newCanvas, transparent ? null : '#fff');
  const types: readonly Intake['type'][] = transparent ? ['image/webp', 'image/png'] : ['image/jpeg'];
  for (const type of types) {
    const view = await encode(canvas, type, viewQuality);
    if (view && view.size <= limits.maxBlobBytes) return { view, type };
  }
  throw new IntakeError('too-big');
}

/** Null when the browser gave another type than was asked for. */
async function encode(canvas: Canvas, type: string, quality: number): Promise<Blob | null> {
  const blob = await canvas.encode(type, quality);
  return blob?.type === type ? blob : null;
}
