/** The tail of a pointer light: a wedge from where it is now to where it was, which catches up with it. Pure. */
import type { Vec } from './types.ts';

export interface Spot extends Vec {
  readonly time: number;
}

/** How long the tail takes to catch up. */
export const trailMs = 500;
/** Spots of a tail; older ones are left out. */
const maxSpots = 48;
/** Half the width at the head, in screen pixels. */
const headRadius = 7;

/** The spots with a newer one, without those that are over. */
export function withSpot(spots: readonly Spot[], spot: Spot): readonly Spot[] {
  const last = spots.at(-1);
  const moved = last === undefined || last.x !== spot.x || last.y !== spot.y;
  const kept = spots.filter(({ time }) => spot.time - time < trailMs);
  return moved ? [...kept.slice(1 - maxSpots), spot] : kept;
}

/** An outline around the spots on the screen, thinner the older they are; nothing for a light that rests. */
export function trailPath(spots: readonly Spot[], now: number): string {
  const left: string[] = [];
  const right: string[] = [];
  spots.forEach((spot, i) => {
    const next = spots[i + 1] ?? spot;
    const before = spots[i - 1] ?? spot;
    const length = Math.hypot(next.x - before.x, next.y - before.y);
    if (length === 0) return;
    const radius = headRadius * Math.max(0, 1 - (now - spot.time) / trailMs);
    const side = { x: (-(next.y - before.y) / length) * radius, y: ((next.x - before.x) / length) * radius };
    left.push(`${(spot.x + side.x).toFixed(1)} ${(spot.y + side.y).toFixed(1)}`);
    right.unshift(`${(spot.x - side.x).toFixed(1)} ${(spot.y - side.y).toFixed(1)}`);
  });
  return left.length < 2 ? '' : `M${[...left, ...right].join('L')}Z`;
}
