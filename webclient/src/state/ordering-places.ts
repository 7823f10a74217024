// Where the frames of a strip go while one of them is dragged. Places are the middles of the frames along the strip, in
// their order: growing, or shrinking where one reads from right to left.

/** The place that a frame at `at` would take: the nearest one. */
export function nearestPlace(places: readonly number[], at: number): number {
  let nearest = 0;
  for (const [i, place] of places.entries()) {
    if (Math.abs(place - at) < Math.abs((places[nearest] ?? 0) - at)) nearest = i;
  }
  return nearest;
}

/** How far frame `i` makes room, in pixels, when the one at `from` would be put at `to`. */
export function shift(places: readonly number[], from: number, to: number, i: number): number {
  const here = places[i] ?? 0;
  if (from < i && i <= to) return (places[i - 1] ?? here) - here;
  if (to <= i && i < from) return (places[i + 1] ?? here) - here;
  return 0;
}

/** So close to an edge of the strip the strip begins to move. */
export const edgePixels = 48;
/** Pixels a frame, at the very edge. */
const mostScroll = 14;

/** How far the strip scrolls in this frame for a pointer at `at` between its edges. */
export function edgeScroll(at: number, start: number, end: number): number {
  const edge = Math.min(edgePixels, (end - start) / 4);
  const depth = at < start + edge ? at - (start + edge) : at > end - edge ? at - (end - edge) : 0;
  return Math.round(Math.max(-1, Math.min(1, depth / edge)) * mostScroll);
}
