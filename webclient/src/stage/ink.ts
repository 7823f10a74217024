/** Outlines of freehand ink as SVG paths; those of committed ink are kept, because most frames change none of them. */
import { getStroke, type StrokeOptions } from 'perfect-freehand';
import type { Mark } from '../panel/query.ts';
import { type InkPoint, pointsOf } from './bounds.ts';
import type { Shape } from './paint.ts';

type Ink = Extract<Mark, { readonly kind: 'ink' }>;

/** Outlines kept; older ones are computed again when asked for. */
const maxOutlines = 4000;

/** A dot is heavier than a line, or on a large photo seen on a phone it would be lost; a pen that taps hardly presses. */
const dotWidths = 2;

function optionsFor(width: number, pressure: boolean, finished: boolean): StrokeOptions {
  return {
    size: width * 1.25,
    thinning: pressure ? 0.6 : 0.35,
    smoothing: 0.5,
    streamline: 0.4,
    simulatePressure: !pressure,
    last: finished,
  };
}

/** The outline of a stroke; `finished` false leaves the end where the pen may still go on. */
export function inkPath(points: readonly InkPoint[], width: number, pressure: boolean, finished: boolean): string {
  const input = points.map((p): [number, number, number] => [p.x, p.y, pressure ? (p.pressure ?? 128) / 255 : 0.5]);
  const dot = finished && points.length === 1 ? { size: width * dotWidths, thinning: 0 } : {};
  return outlinePath(getStroke(input, { ...optionsFor(width, pressure, finished), ...dot }));
}

/** A shape that is being drawn, with its outline if it is ink. */
export function outlined(shape: Shape): Shape {
  if (shape.kind !== 'ink') return shape;
  return { ...shape, outline: inkPath(shape.points, shape.width, shape.pressure, shape.finished) };
}

/** A closed curve through the middles of the outline's edges: no corners, and half the numbers of cubic curves. */
function outlinePath(outline: readonly (readonly [number, number])[]): string {
  const first = outline[0];
  if (first === undefined || outline.length < 3) return '';
  let path = `M${Math.round(first[0])} ${Math.round(first[1])}Q`;
  outline.forEach(([x, y], i) => {
    const [nextX, nextY] = outline[(i + 1) % outline.length] ?? first;
    path += `${Math.round(x)} ${Math.round(y)} ${Math.round((x + nextX) / 2)} ${Math.round((y + nextY) / 2)} `;
  });
  return `${path.trimEnd()}Z`;
}

interface Outline {
  readonly points: Uint8Array;
  readonly width: number;
  readonly path: string;
}

export class InkOutlines {
  readonly #kept = new Map<string, Outline>();

  /** Bytes of a cell are never changed in place: the same bytes object means the same stamp. */
  of(ink: Ink): string {
    const kept = this.#kept.get(ink.id);
    if (kept !== undefined && kept.points === ink.points && kept.width === ink.width) return kept.path;
    const path = inkPath(pointsOf(ink), ink.width, ink.pressure ?? false, true);
    this.#kept.delete(ink.id);
    this.#kept.set(ink.id, { points: ink.points, width: ink.width, path });
    this.#dropOldest();
    return path;
  }

  get size(): number {
    return this.#kept.size;
  }

  #dropOldest(): void {
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= maxOutlines) return;
      this.#kept.delete(id);
    }
  }
}
