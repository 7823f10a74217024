/** One mark as SVG nodes: a white casing under the color, so that it reads on any photo. Committed and live alike. */
import { svg } from './dom.ts';
import { type InkPoint, lineHeight } from './geometry.ts';
import { inkPath } from './ink.ts';
import { arrowPath, ellipsePath, rectanglePath } from './shapes.ts';
import type { Box } from './types.ts';

export type ShapeKind = 'arrow' | 'ellipse' | 'rectangle' | 'ink' | 'text';

/** What is to be seen of a mark. Points: of ink all, of text its corner, of the others two. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly color: number;
  /** Width of the line; of text the font size. */
  readonly width: number;
  readonly points: readonly InkPoint[];
  readonly pressure: boolean;
  readonly text: string;
  readonly finished: boolean;
  /** The outline of ink, where it is known already. */
  readonly path?: string;
}

/** Width of the casing on each side, in widths of the line. */
const casing = 0.3;
const textCasing = 0.14;

export function pathOf(shape: Shape): string {
  const [a, b] = shape.points;
  if (shape.path !== undefined) return shape.path;
  if (shape.kind === 'ink') return inkPath(shape.points, shape.width, shape.pressure, shape.finished);
  if (a === undefined || b === undefined) return '';
  switch (shape.kind) {
    case 'arrow':
      return arrowPath(a, b, shape.width, shape.color % 2 === 1);
    case 'ellipse':
      return ellipsePath(a, b);
    case 'rectangle':
      return rectanglePath(a, b);
    case 'text':
      return '';
  }
}

/** The nodes of one mark, kept while the mark lives so that a change sets attributes only. */
export class MarkNodes {
  readonly group = svg('g', { class: 'mark' });
  #kind: ShapeKind | null = null;
  #parts: SVGElement[] = [];

  paint(shape: Shape): void {
    if (shape.kind !== this.#kind) this.#build(shape.kind);
    this.group.setAttribute('data-color', String(shape.color));
    if (shape.kind === 'text') this.#paintText(shape);
    else this.#paintPath(shape);
  }

  /** What a text takes up, as the browser has set it. */
  textBox(): Box | null {
    const node = this.#parts[0];
    if (!(node instanceof SVGTextElement)) return null;
    const { x, y, width, height } = node.getBBox();
    return { x, y, width, height };
  }

  #build(kind: ShapeKind): void {
    const tag = kind === 'text' ? 'text' : 'path';
    const classes = kind === 'ink' || kind === 'text' ? [`mark-${kind}`] : ['mark-casing', 'mark-line'];
    this.#kind = kind;
    this.#parts = classes.map((name) => svg(tag, { class: name }));
    this.group.replaceChildren(...this.#parts);
  }

  #paintPath(shape: Shape): void {
    const path = pathOf(shape);
    const around = shape.width * casing * 2;
    this.#parts.forEach((part, i) => {
      part.setAttribute('d', path);
      const isCasing = shape.kind !== 'ink' && i === 0;
      const width = shape.kind === 'ink' ? around : isCasing ? shape.width + around : shape.width;
      part.setAttribute('stroke-width', String(Math.round(width)));
    });
  }

  #paintText(shape: Shape): void {
    const node = this.#parts[0];
    const at = shape.points[0];
    if (node === undefined || at === undefined) return;
    node.setAttribute('font-size', String(shape.width));
    node.setAttribute('stroke-width', String(Math.round(shape.width * textCasing)));
    const lines = shape.text.split('\n').map((line, i) => {
      const y = Math.round(at.y + shape.width * lineHeight * (i + 0.5));
      const span = svg('tspan', { x: at.x, y });
      span.textContent = line;
      return span;
    });
    node.replaceChildren(...lines);
  }
}
