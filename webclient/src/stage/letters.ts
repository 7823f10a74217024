/** How wide letters are on this device, in the font of texts. */
import { estimate, type Measure } from './text-layout.ts';

/** About the size at which texts are typed and read: some fonts are a little wider at one size than at another. */
const size = 20;

export function letters(): Measure {
  let context: CanvasRenderingContext2D | null = null;
  return (text) => {
    context ??= prepared();
    return context === null ? estimate(text) : context.measureText(text).width / size;
  };
}

function prepared(): CanvasRenderingContext2D | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return null;
  context.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
  // Not as whole pixels: they are set at any size.
  context.textRendering = 'geometricPrecision';
  return context;
}
