// What bench/merge-node.mjs and bench/merge-browser.mjs time: 10,000 writes of two peers, decoded and merged by a third.

import { Panel } from '../webclient/src/panel/panel.ts';
import { decode, encode } from '../webclient/src/wire/frames.ts';
import { packPoints } from '../webclient/src/wire/points.ts';
import * as limits from '../webclient/src/wire/limits.gen.ts';

const totalWrites = 10_000;
const elements = 2_000;
const pointsPerInk = 60;

/** One message for each write, as they come while two people draw: marks are made, then moved and recolored. */
export function messages(): Uint8Array[] {
  let ms = 1_790_000_000_000;
  const peers = ['sitea0000000', 'siteb0000000'].map((site) => new Panel({ site, wall: () => ms }));
  return Array.from({ length: totalWrites }, (_, i) => {
    const panel = peers[i % peers.length] as Panel;
    ms += i % 3;
    const id = `element${i % elements}`;
    const write = panel.set(id, i < elements ? made(i, panel.site) : changed(i));
    return encode({ type: 'writes', writes: [write] });
  });
}

function made(i: number, by: string) {
  const common = { by, picture: 'picture00000', color: i % 8, width: 24 };
  if (i % 2 === 0) return { ...common, kind: 'arrow', x1: i, y1: i, x2: i + 800, y2: i + 800 };
  const points = Array.from({ length: pointsPerInk }, (_, k) => ({ x: i + 9 * k, y: i + ((k * k) % 50) }));
  return { ...common, kind: 'ink', points: packPoints(points, false) };
}

function changed(i: number) {
  return i % 2 === 0 ? { x1: i, y1: i, x2: i + 400, y2: i + 400 } : { color: i % 8 };
}

/** Decodes and merges everything into a new panel; gives the milliseconds that it took. */
export function mergeAll(all: readonly Uint8Array[]): number {
  const panel = new Panel({ site: 'sitec0000000', wall: () => 0 });
  const start = performance.now();
  for (const bytes of all) {
    const message = decode('panel', bytes);
    if (message.type === 'writes') panel.merge(message.writes, limits.maxSafeInteger);
  }
  const took = performance.now() - start;
  const count = [...panel.elements()].length;
  if (count !== elements) throw new Error(`${count} elements instead of ${elements}`);
  return took;
}

/** The median and the worst of some runs, the first of them cold. */
export function bench(runs: number): { cold: number; median: number; worst: number } {
  const all = messages();
  const times = Array.from({ length: runs }, () => mergeAll(all));
  const sorted = [...times].sort((a, b) => a - b);
  return { cold: times[0] ?? 0, median: sorted[runs >> 1] ?? 0, worst: sorted[runs - 1] ?? 0 };
}
