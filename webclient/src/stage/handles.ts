/** Moving and resizing of marks: the handles of a selection and what dragging one does. Pure. */
import type { Mark } from '../panel/query.ts';
import { packPoints } from '../wire/points.ts';
import type { Value } from '../wire/schema.gen.ts';
import { pointsOf } from './bounds.ts';
import { clampCoordinate } from './geometry.ts';
import type { PointerKind } from './gestures.ts';
import type { Box, Vec } from './types.ts';

export type HandleId = 'tail' | 'head' | 'nw' | 'ne' | 'se' | 'sw';

export interface Handle extends Vec {
  readonly id: HandleId;
}

/** Half the size of the area that catches the pointer, in screen pixels: 24 px for a mouse, 44 for a finger. */
export const handleReach: Readonly<Record<PointerKind, number>> = { mouse: 12, pen: 16, touch: 22 };

export function handlesOf(mark: Mark, box: Box): readonly Handle[] {
  if (mark.kind === 'arrow') {
    return [
      { id: 'tail', x: mark.x1, y: mark.y1 },
      { id: 'head', x: mark.x2, y: mark.y2 },
    ];
  }
  if (mark.kind === 'pin') return [];
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const corners: readonly Handle[] = [
    { id: 'nw', x: box.x, y: box.y },
    { id: 'ne', x: right, y: box.y },
    { id: 'se', x: right, y: bottom },
    { id: 'sw', x: box.x, y: bottom },
  ];
  // A text grows from its corner; its other corners would move it as well.
  return mark.kind === 'text' ? corners.filter((handle) => handle.id === 'se') : corners;
}

/** The handle within reach of a point, the nearest first; all in screen pixels. */
export function handleAt(handles: readonly Handle[], at: Vec, reach: number): HandleId | null {
  let best: HandleId | null = null;
  let least = reach;
  for (const handle of handles) {
    const distance = Math.hypot(handle.x - at.x, handle.y - at.y);
    if (distance > least) continue;
    least = distance;
    best = handle.id;
  }
  return best;
}

export type Properties = Readonly<Record<string, Value>>;

/** What moving a mark by (dx, dy) writes. `box`: where it is seen; a text close to an edge is not where it was put. */
export function moved(mark: Mark, dx: number, dy: number, box?: Vec): Properties {
  switch (mark.kind) {
    case 'ink':
      return { points: mapInk(mark, (p) => ({ x: p.x + dx, y: p.y + dy })) };
    case 'text': {
      const from = box ?? { x: mark.x1, y: mark.y1 };
      return { x1: clampCoordinate(from.x + dx), y1: clampCoordinate(from.y + dy) };
    }
    case 'pin':
      return { x1: clampCoordinate(mark.x1 + dx), y1: clampCoordinate(mark.y1 + dy) };
    default:
      return {
        x1: clampCoordinate(mark.x1 + dx),
        y1: clampCoordinate(mark.y1 + dy),
        x2: clampCoordinate(mark.x2 + dx),
        y2: clampCoordinate(mark.y2 + dy),
      };
  }
}

const leastFontSize = 8;
const largestFontSize = 16384;

/** What dragging a handle to `to` writes; nothing for a pin, which has none. `box` is the mark's before; `even` keeps the proportions. */
export function resized(mark: Mark, box: Box, handle: HandleId, to: Vec, even: boolean): Properties {
  if (mark.kind === 'arrow') {
    const [x, y] = [clampCoordinate(to.x), clampCoordinate(to.y)];
    return handle === 'tail' ? { x1: x, y1: y } : { x2: x, y2: y };
  }
  if (mark.kind === 'pin') return {};
  if (mark.kind === 'text') {
    const factor = Math.max((to.x - box.x) / Math.max(box.width, 1), (to.y - box.y) / Math.max(box.height, 1));
    const size = Math.round(mark.fontSize * factor);
    return { fontSize: Math.min(largestFontSize, Math.max(leastFontSize, size)) };
  }
  const anchor = opposite(box, handle);
  const scale = scalesOf(box, anchor, handle, to, even);
  const map = (p: Vec): Vec => ({
    x: clampCoordinate(anchor.x + (p.x - anchor.x) * scale.x),
    y: clampCoordinate(anchor.y + (p.y - anchor.y) * scale.y),
  });
  if (mark.kind === 'ink') return { points: mapInk(mark, map) };
  const a = map({ x: mark.x1, y: mark.y1 });
  const b = map({ x: mark.x2, y: mark.y2 });
  return { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
}

function opposite(box: Box, handle: HandleId): Vec {
  return {
    x: handle === 'nw' || handle === 'sw' ? box.x + box.width : box.x,
    y: handle === 'nw' || handle === 'ne' ? box.y + box.height : box.y,
  };
}

function scalesOf(box: Box, anchor: Vec, handle: HandleId, to: Vec, even: boolean): Vec {
  const corner = { x: 2 * box.x + box.width - anchor.x, y: 2 * box.y + box.height - anchor.y };
  const part = (at: number, from: number, end: number): number => (end === from ? 1 : (at - from) / (end - from));
  const x = part(to.x, anchor.x, corner.x);
  const y = part(to.y, anchor.y, corner.y);
  if (!even || handle === 'tail' || handle === 'head') return { x, y };
  const scale = Math.max(Math.abs(x), Math.abs(y));
  return { x: x < 0 ? -scale : scale, y: y < 0 ? -scale : scale };
}

type Ink = Extract<Mark, { readonly kind: 'ink' }>;

function mapInk(mark: Ink, map: (p: Vec) => Vec): Uint8Array {
  const points = pointsOf(mark).map((p) => {
    const { x, y } = map(p);
    return { ...p, x: clampCoordinate(x), y: clampCoordinate(y) };
  });
  return packPoints(points, mark.pressure ?? false);
}
