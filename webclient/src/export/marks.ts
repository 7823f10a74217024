// The marks of a picture as an SVG file: the very nodes that the stage paints, with their computed style written onto
// them, so that a saved mark looks as it does on the screen.
import type { Panel } from '../panel/panel.ts';
import { pinNumbers, pins } from '../panel/pins.ts';
import { type Mark, marks as marksOf, type Picture } from '../panel/query.ts';
import { unitsPerPixel } from '../stage/camera.ts';
import { html, svg } from '../stage/dom.ts';
import { wholeOf } from '../stage/geometry.ts';
import { InkOutlines } from '../stage/ink.ts';
import { letters } from '../stage/letters.ts';
import { shapeOf } from '../stage/marks.ts';
import { MarkNodes } from '../stage/paint.ts';
import type { Size } from '../stage/types.ts';

/** What keeps its size on a screen is as large as on one this wide that shows all of the picture. */
const screenPixels = 1_200;

/** All that styles of marks may say; attributes of the same names say it in a file, where the page's style is not. */
const written = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'dominant-baseline',
  'text-anchor',
  'direction',
  'unicode-bidi',
] as const;

/** Null when there is none. */
export function marksFile(panel: Panel, picture: Picture, size: Size): Blob | null {
  const marks = marksOf(panel, picture.id);
  if (marks.length === 0) return null;
  const whole = wholeOf(picture);
  const root = svg('svg', {
    viewBox: `0 0 ${whole.width} ${whole.height}`,
    ...size,
    preserveAspectRatio: 'none',
  });
  // Not less than a pixel: numbers on a small picture must be readable too.
  const unit = Math.max(1, Math.max(picture.pixelWidth, picture.pixelHeight) / screenPixels) * unitsPerPixel;
  root.style.setProperty('--stage-unit', `${unit}px`);
  root.append(...painted(marks, pinNumbers(pins(panel, picture.id)), whole));
  const room = html('div', 'stage export-room');
  room.setAttribute('aria-hidden', 'true');
  room.append(root);
  document.body.append(room);
  try {
    return new Blob([new XMLSerializer().serializeToString(standalone(root))], { type: 'image/svg+xml' });
  } finally {
    room.remove();
  }
}

function painted(marks: readonly Mark[], numbers: ReadonlyMap<string, number>, whole: Size): SVGElement[] {
  const outlines = new InkOutlines();
  const measure = letters();
  return marks.map((mark) => {
    const nodes = new MarkNodes(measure);
    const shape = mark.kind === 'ink' ? shapeOf(mark, outlines.of(mark)) : shapeOf(mark);
    const number = numbers.get(mark.id);
    nodes.paint({ ...shape, text: xmlText(shape.text), ...(number !== undefined && { number }) }, whole);
    return nodes.group;
  });
}

/** What XML cannot say; one such character in one text would take all marks with it. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about these
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

/** A copy that needs no stylesheet: classes and style attributes are gone, what they said is in attributes. */
function standalone(node: SVGElement): Node {
  const copy = node.cloneNode(false) as SVGElement;
  const style = getComputedStyle(node);
  for (const name of written) copy.setAttribute(name, style.getPropertyValue(name));
  if (node instanceof SVGCircleElement) copy.setAttribute('r', style.getPropertyValue('r'));
  if (node instanceof SVGTextElement) copy.setAttribute('xml:space', 'preserve');
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  for (const child of node.childNodes) {
    copy.append(child instanceof SVGElement ? standalone(child) : child.cloneNode(true));
  }
  return copy;
}
