// Pixels of a still: how many there may be, and what of them leaves the editor.
import type { Size } from '../stage/types.ts';
import type { Edit } from './edit.ts';

/** Of a still: a canvas of more is refused by some devices. Three screens of 4K are more, and are scaled down. */
export const maxStillPixels = 16_777_216;

/** The size itself, or as much of it as a still may have. */
export function scaledTo({ width, height }: Size, most: number = maxStillPixels): Size {
  const scale = Math.min(1, Math.sqrt(most / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/** Throws when the device has no memory for it. */
export function drawing({ width, height }: Size) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas of that size');
  return { canvas, context };
}

/** A new picture of what is kept, where the boxes are black pixels: nothing of what was under them is in it. */
export function burnt(still: HTMLCanvasElement, { crop, boxes }: Edit): HTMLCanvasElement {
  const { canvas, context } = drawing(crop);
  context.drawImage(still, crop.x, crop.y, crop.width, crop.height, 0, 0, crop.width, crop.height);
  context.fillStyle = '#000';
  for (const box of boxes) context.fillRect(box.x - crop.x, box.y - crop.y, box.width, box.height);
  return canvas;
}

export function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be encoded'))),
      'image/png',
    );
  });
}

/** Its memory is given back now, not whenever the canvas is collected. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}
