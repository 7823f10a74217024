// Two windows of different shape never show the same part of a picture. When each follows the other, both must know
// when what the other shows is only one's own part, fitted to another window: or they would drive each other outwards.
import { contains } from '../stage/geometry.ts';
import type { Box } from '../stage/types.ts';
import { clip } from '../stage/viewports.ts';

/** Views travel as whole 1/8 pixels; and a view on its way somewhere has not quite arrived. */
const slack = 0.005;
const leastSlack = 3;

/** Where to go to see what somebody sees: null when it is in view here already. All boxes in the picture's own units. */
export function partToShow(mine: Box, theirs: Box, whole: Box): Box | null {
  const part = clip(theirs, whole);
  const own = clip(mine, whole);
  return isSame(part, own) || isFitOf(theirs, own) ? null : part;
}

/** Whether a window of some shape shows `part` as large as it can. */
export function isFitOf(view: Box, part: Box): boolean {
  const [x, y] = [tolerance(part.width), tolerance(part.height)];
  const isCentered =
    Math.abs(2 * view.x + view.width - 2 * part.x - part.width) <= 2 * x &&
    Math.abs(2 * view.y + view.height - 2 * part.y - part.height) <= 2 * y;
  const touches = Math.abs(view.width - part.width) <= 2 * x || Math.abs(view.height - part.height) <= 2 * y;
  const grown = { x: view.x - x, y: view.y - y, width: view.width + 2 * x, height: view.height + 2 * y };
  return isCentered && touches && contains(grown, part);
}

function isSame(a: Box, b: Box): boolean {
  const [x, y] = [tolerance(b.width), tolerance(b.height)];
  return (
    Math.abs(a.x - b.x) <= x &&
    Math.abs(a.y - b.y) <= y &&
    Math.abs(a.x + a.width - b.x - b.width) <= x &&
    Math.abs(a.y + a.height - b.y - b.height) <= y
  );
}

function tolerance(length: number): number {
  return Math.max(leastSlack, slack * length);
}
