// Canvases: how large one may be, and files of it.
import type { Size } from '../stage/types.ts';

/** More pixels than this are refused by some phones, which then show nothing and say nothing. */
export const maxCanvasPixels = 16_777_216;
/** Of any side. */
export const maxCanvasSide = 8_192;

/** The size itself, or as much of it as a canvas may have; with `most` no side is longer than that. */
export function scaledTo({ width, height }: Size, most: number = maxCanvasSide): Size {
  const scale = Math.min(1, Math.sqrt(maxCanvasPixels / (width * height)), most / Math.max(width, height));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** Throws when the device has no memory for it. */
export function drawing({ width, height }: Size) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas of that size');
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/** A canvas holds pixels and nothing else, so a file of it tells nothing else. */
export function encoded(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg', quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('the picture could not be encoded')));
    canvas.toBlob(done, type, quality);
  });
}

/** Its memory is given back now, not whenever the canvas is collected. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
