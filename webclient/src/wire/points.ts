// Ink points packed into bytes, PROTOCOL.md section 6. Go twin: peer/wire/points.go.

import { WireError } from './errors.ts';
import * as limits from './limits.gen.ts';

/** A point of the picture in 1/8 pixel; pressure is 0 to 255. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly pressure?: number;
}

const maxVarintBytes = 5;
const maxPressure = 255;
/** The fifth byte has room for 4 bits of 32. */
const maxLastByte = 0x0f;

/** Packs points as zig-zag LEB128 differences. `pressure` says whether each point carries one (absent: 0). */
export function packPoints(points: readonly Point[], pressure: boolean): Uint8Array<ArrayBuffer> {
  if (points.length > limits.maxPoints) throw new WireError('too-many', `more than ${limits.maxPoints} points`);
  const out: number[] = [];
  let last = { x: 0, y: 0, pressure: 0 };
  for (const p of points) {
    const next = { x: p.x, y: p.y, pressure: p.pressure ?? 0 };
    checkPoint(next);
    putVarint(out, next.x - last.x);
    putVarint(out, next.y - last.y);
    if (pressure) putVarint(out, next.pressure - last.pressure);
    last = next;
  }
  return Uint8Array.from(out);
}

export function unpackPoints(bytes: Uint8Array, pressure: boolean): Point[] {
  const points: Point[] = [];
  const source = new VarintSource(bytes);
  let last = { x: 0, y: 0, pressure: 0 };
  while (!source.done) {
    if (points.length === limits.maxPoints) throw new WireError('too-many', `more than ${limits.maxPoints} points`);
    const x = last.x + source.next();
    const y = last.y + source.next();
    last = { x, y, pressure: pressure ? last.pressure + source.next() : 0 };
    checkPoint(last);
    points.push(pressure ? last : { x, y });
  }
  return points;
}

function checkPoint(p: Required<Point>): void {
  const inside = (n: number) => Number.isInteger(n) && Math.abs(n) <= limits.maxCoordinate;
  const fits = Number.isInteger(p.pressure) && p.pressure >= 0 && p.pressure <= maxPressure;
  if (!inside(p.x) || !inside(p.y) || !fits) throw new WireError('bad-value', 'point out of bounds');
}

function putVarint(out: number[], n: number): void {
  // Zig-zag by arithmetic: differences need 22 bits, but the shifts of JavaScript would be signed.
  let rest = n >= 0 ? 2 * n : -2 * n - 1;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) out.push((rest & 0x7f) | 0x80);
  out.push(rest);
}

class VarintSource {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): number {
    let value = 0;
    for (let i = 0; i < maxVarintBytes; i++) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new WireError('truncated', 'points end within a point');
      if (i === maxVarintBytes - 1 && byte > maxLastByte) break;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) {
        if (byte === 0 && i > 0) throw new WireError('not-canonical', 'number in points is not minimal');
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
    }
    throw new WireError('bad-value', 'number of more than 32 bits in points');
  }
}
