/** The outlines of arrows, circles and rectangles as SVG paths. Pure. */
import { boxOf } from './bounds.ts';
import type { Vec } from './types.ts';

const headAngle = (28 * Math.PI) / 180;
/** Length of a head in widths of the line, and at most this part of a short arrow. */
const headWidths = 4.5;
const headPart = 0.6;

function round(...values: readonly number[]): string {
  return values.map((v) => Math.round(v)).join(' ');
}

/**
 * A line with a head that grows with it. Odd colors have a closed head, so that one can tell two people's arrows
 * apart without seeing color.
 */
export function arrowPath(tail: Vec, head: Vec, width: number, closed: boolean): string {
  const length = Math.hypot(head.x - tail.x, head.y - tail.y);
  const size = Math.min(width * headWidths, length * headPart);
  const angle = Math.atan2(head.y - tail.y, head.x - tail.x);
  const barb = (side: number): Vec => ({
    x: head.x - Math.cos(angle + side * headAngle) * size,
    y: head.y - Math.sin(angle + side * headAngle) * size,
  });
  const [left, right] = [barb(1), barb(-1)];
  const shaftEnd = closed ? { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 } : head;
  const shaft = `M${round(tail.x, tail.y)}L${round(shaftEnd.x, shaftEnd.y)}`;
  return `${shaft}M${round(left.x, left.y)}L${round(head.x, head.y)}L${round(right.x, right.y)}${closed ? 'Z' : ''}`;
}

export function ellipsePath(a: Vec, b: Vec): string {
  const box = boxOf(a, b);
  const rx = box.width / 2;
  const ry = box.height / 2;
  const arc = (x: number): string => `A${round(rx, ry)} 0 0 1 ${round(x, box.y + ry)}`;
  return `M${round(box.x, box.y + ry)}${arc(box.x + box.width)}${arc(box.x)}Z`;
}

export function rectanglePath(a: Vec, b: Vec): string {
  return `M${round(a.x, a.y)}H${round(b.x)}V${round(b.y)}H${round(a.x)}Z`;
}
