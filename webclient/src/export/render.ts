// A picture as it is on the stage, with its marks or without, as a canvas.
import type { Panel } from '../panel/panel.ts';
import type { Picture } from '../panel/query.ts';
import type { Size } from '../stage/types.ts';
import { drawing, release, scaledTo } from './canvas.ts';
import { marksFile } from './marks.ts';

export interface Source {
  readonly url: string;
  /** False: it is the preview. */
  readonly full: boolean;
}

export interface RenderOptions {
  readonly panel: Panel;
  readonly picture: Picture;
  readonly source: Source;
  readonly marks: boolean;
  /** No side is longer. */
  readonly most?: number;
  readonly signal: AbortSignal;
}

export interface Rendered {
  readonly canvas: HTMLCanvasElement;
  /** It has fewer pixels than what is here. */
  readonly scaled: boolean;
}

/** What a preview is drawn at: its own few pixels would make marks unreadable. */
const previewSide = 1_600;

/** Rejects when the picture cannot be decoded, or with the signal's reason. */
export async function render({ panel, picture, source, marks, most, signal }: RenderOptions): Promise<Rendered> {
  const image = await decoded(source.url);
  signal.throwIfAborted();
  const wanted = sizeOf(picture, { width: image.naturalWidth, height: image.naturalHeight }, source.full);
  const size = scaledTo(wanted, most);
  const { canvas, context } = drawing(size);
  try {
    context.drawImage(image, 0, 0, size.width, size.height);
    const file = marks ? marksFile(panel, picture, size) : null;
    if (file) await drawFile(context, file, size);
    signal.throwIfAborted();
    return { canvas, scaled: size.width < wanted.width };
  } catch (error) {
    release(canvas);
    throw error;
  }
}

/** In the shape that the panel says, which the stage gives it too, at the pixels that there are. */
export function sizeOf(picture: Pick<Picture, 'pixelWidth' | 'pixelHeight'>, here: Size, full: boolean): Size {
  const { pixelWidth, pixelHeight } = picture;
  const same =
    Math.round((pixelHeight / pixelWidth) * here.width) === here.height ||
    Math.round((pixelWidth / pixelHeight) * here.height) === here.width;
  // As it was shared, to the pixel: computed from one side, the other could come out one longer.
  if (full && same && here.width <= pixelWidth) return here;
  const scale = full
    ? Math.max(here.width / pixelWidth, here.height / pixelHeight)
    : previewSide / Math.max(pixelWidth, pixelHeight);
  const part = (side: number) => Math.max(1, Math.round(side * Math.min(1, scale)));
  return { width: part(pixelWidth), height: part(pixelHeight) };
}

async function decoded(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

async function drawFile(context: CanvasRenderingContext2D, file: Blob, { width, height }: Size): Promise<void> {
  const url = URL.createObjectURL(file);
  try {
    context.drawImage(await decoded(url), 0, 0, width, height);
  } finally {
    URL.revokeObjectURL(url);
  }
}
