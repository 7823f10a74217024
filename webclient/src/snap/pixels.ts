// Pixels of a still: what of them leaves the editor.
import { drawing } from '../export/canvas.ts';
import type { Edit } from './edit.ts';

/** A new picture of what is kept, where the boxes are black pixels: nothing of what was under them is in it. */
export function burnt(still: HTMLCanvasElement, { crop, boxes }: Edit): HTMLCanvasElement {
  const { canvas, context } = drawing(crop);
  context.drawImage(still, crop.x, crop.y, crop.width, crop.height, 0, 0, crop.width, crop.height);
  context.fillStyle = '#000';
  for (const box of boxes) context.fillRect(box.x - crop.x, box.y - crop.y, box.width, box.height);
  return canvas;
}
