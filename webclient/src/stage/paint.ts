/** One mark as SVG nodes: a white casing under the color, so that it reads on any photo. Committed and live alike. */

import type { Mark } from '../panel/query.ts';
import type { InkPoint } from './bounds.ts';
import { svg } from './dom.ts';
import { arrowPath, ellipsePath, rectanglePath } from './shapes.ts';
import { layOut, lineHeight, type Measure } from './text-layout.ts';
import type { Box, Size, Vec } from './types.ts';

export type ShapeKind = Mark['kind'];

/** What is to be seen of a mark. Points: of ink all, of text its corner, of a pin its middle, of the others two. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly color: number;
  /** Width of the line; of text the font size. */
  readonly width: number;
  readonly points: readonly InkPoint[];
  readonly pressure: boolean;
  readonly text: string;
  readonly finished: boolean;
  /** What a pin shows; its text is the note. */
  readonly number?: number;
  /** The outline of ink, by ink.ts. Without one it is a line of even width: the code for outlines comes later. */
  readonly outline?: string;
}

/** Width of the casing on each side, in widths of the line. */
const casing = 0.3;
const textCasing = 0.14;
/** A line of a pin's note has about this many characters. */
const noteChars = 28;

export function pathOf(shape: Shape): string {
  const [a, b] = shape.points;
  if (shape.kind === 'ink') return shape.outline ?? centerLine(shape.points);
  if (a === undefined || b === undefined) return '';
  switch (shape.kind) {
    case 'arrow':
      return arrowPath(a, b, shape.width, shape.color % 2 === 1);
    case 'ellipse':
      return ellipsePath(a, b);
    case 'rectangle':
      return rectanglePath(a, b);
    case 'text':
    case 'pin':
      return '';
  }
}

/** Through the points of ink; one point alone is a dot. */
export function centerLine(points: readonly Vec[]): string {
  const path = points.map((p) => `${p.x} ${p.y}`).join('L');
  return path === '' ? '' : `M${path}${points.length === 1 ? 'h1' : ''}`;
}

/** How a mark is made of nodes: letters, a numbered disc, an outline to fill, or a line on its casing. */
type Look = 'text' | 'pin' | 'ink' | 'line';

const parts: Readonly<Record<Look, readonly (readonly [tag: 'path' | 'text' | 'circle', name: string])[]>> = {
  text: [['text', 'mark-text']],
  pin: [
    ['circle', 'mark-disc'],
    ['text', 'mark-number'],
    ['text', 'mark-text mark-note'],
  ],
  ink: [['path', 'mark-ink']],
  line: [
    ['path', 'mark-casing'],
    ['path', 'mark-line'],
  ],
};

function lookOf({ kind, outline }: Shape): Look {
  if (kind === 'text' || kind === 'pin') return kind;
  return outline === undefined ? 'line' : 'ink';
}

/** The nodes of one mark, kept while the mark lives so that a change sets attributes only. */
export class MarkNodes {
  readonly group = svg('g', { class: 'mark' });
  #look: Look | null = null;
  #parts: SVGElement[] = [];
  readonly #measure: Measure;
  #textBox: Box | null = null;

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  /** `picture` in the marks' units. */
  paint(shape: Shape, picture: Size): void {
    const look = lookOf(shape);
    if (look !== this.#look) this.#build(look);
    this.group.setAttribute('data-color', String(shape.color));
    if (look === 'text') this.#paintText(shape, picture);
    else if (look === 'pin') this.#paintPin(shape);
    else this.#paintPath(shape, look);
  }

  /** What a text takes up. */
  get textBox(): Box | null {
    return this.#textBox;
  }

  #build(look: Look): void {
    const made = parts[look].map(([tag, name]) => svg(tag, { class: name }));
    for (const part of this.#parts) part.remove();
    this.group.append(...made);
    this.#look = look;
    this.#parts = made;
  }

  #paintPath(shape: Shape, look: Look): void {
    const path = pathOf(shape);
    const around = shape.width * casing * 2;
    this.#parts.forEach((part, i) => {
      part.setAttribute('d', path);
      const width = look === 'ink' ? around : i === 0 ? shape.width + around : shape.width;
      part.setAttribute('stroke-width', String(Math.round(width)));
    });
  }

  /** Sizes are in stage.css: a pin does not get too small to be read when the picture is far away. */
  #paintPin({ points, width, number, text }: Shape): void {
    const [disc, label, note] = this.#parts;
    const { x, y } = points[0] ?? { x: 0, y: 0 };
    if (disc === undefined || label === undefined || note === undefined) return;
    this.group.style.setProperty('--pin', `${width}px`);
    for (const [name, value] of Object.entries({ cx: x, cy: y })) disc.setAttribute(name, String(value));
    for (const [name, value] of Object.entries({ x, y })) label.setAttribute(name, String(value));
    label.textContent = String(number ?? '');
    const lines = wrapped(text);
    note.setAttribute('y', String(y));
    note.replaceChildren(
      ...lines.map((line, i) => {
        const span = svg('tspan', { x, dx: '1.25em', dy: `${i === 0 ? (1 - lines.length) * 0.6 : lineHeight}em` });
        span.textContent = line;
        return span;
      }),
    );
  }

  #paintText({ text, points, width }: Shape, picture: Size): void {
    const node = this.#parts[0];
    const at = points[0];
    if (node === undefined || at === undefined) return;
    const { lines, fontSize, box } = layOut({ text, at, fontSize: width }, picture, this.#measure);
    this.#textBox = box;
    node.setAttribute('font-size', String(fontSize));
    node.setAttribute('stroke-width', String(Math.round(fontSize * textCasing)));
    // Marks around a line that begins at the right: each line is read by itself, and its full stop belongs to the left.
    const spans = lines.map((line, i) => {
      const y = Math.round(box.y + fontSize * lineHeight * (i + 0.5));
      const span = svg('tspan', { x: Math.round(box.x), y });
      span.textContent = line.rtl ? `\u2067${line.text}\u2069` : line.text;
      return span;
    });
    node.replaceChildren(...spans);
  }
}

/** A note in lines that stay beside their pin; words are not broken. */
function wrapped(note: string): readonly string[] {
  const lines: string[] = [];
  for (const line of note.split('\n')) {
    let rest = '';
    for (const word of line.split(' ')) {
      if (rest !== '' && rest.length + word.length >= noteChars) {
        lines.push(rest);
        rest = '';
      }
      rest += rest === '' ? word : ` ${word}`;
    }
    lines.push(rest);
  }
  return lines;
}
