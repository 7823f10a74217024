// Where the bar of the selected marks goes: beside them, never over them, and never out of the stage.
import type { Box } from '../state/view.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Between the selection's frame and the bar. */
const gap = 16;
/** Room above a selection for the name of whose it is. */
const nameRoom = 34;
const margin = 8;

/**
 * Below the selection if there is room, else above, else beside it. A selection that leaves no room anywhere is larger
 * than what one works on: then the bar is at the stage's lower edge.
 */
export function placeBar(selection: Box, bar: Size, stage: Size): Place {
  const clampX = (x: number) => Math.max(margin, Math.min(stage.width - bar.width - margin, x));
  const clampY = (y: number) => Math.max(margin, Math.min(stage.height - bar.height - margin, y));
  const middle = clampX(selection.x + selection.width / 2 - bar.width / 2);
  const below = selection.y + selection.height + gap;
  if (below + bar.height <= stage.height - margin) return { x: middle, y: Math.max(margin, below) };
  const above = selection.y - nameRoom - gap - bar.height;
  if (above >= margin) return { x: middle, y: clampY(above) };
  const beside = clampY(selection.y + selection.height / 2 - bar.height / 2);
  const right = selection.x + selection.width + gap;
  if (right + bar.width <= stage.width - margin) return { x: Math.max(margin, right), y: beside };
  const left = selection.x - gap - bar.width;
  if (left >= margin) return { x: clampX(left), y: beside };
  return { x: middle, y: clampY(stage.height) };
}

/** On a phone over the tools, where the thumb is; at the upper edge if the selection is there. */
export function placeBarCompact(selection: Box, bar: Size, stage: Size): Place {
  const x = (stage.width - bar.width) / 2;
  const low = stage.height - bar.height - margin;
  const covers = selection.y + selection.height > low - gap / 2;
  const free = selection.y - nameRoom > bar.height + 2 * margin;
  return { x, y: covers && free ? margin : low };
}
