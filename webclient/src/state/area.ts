// A part of a picture by name: a ninth of it, or a ninth of that ninth. Pure.
import { type PlaceKey, placeKeys } from '../stage/places.ts';
import type { Box } from '../stage/types.ts';

export { type PlaceKey, placeKeys } from '../stage/places.ts';
export type { AreaDeed, PutKind } from '../stage/types.ts';

/** Ninths are numbered as one reads. */
const side = 3;
const middle = 4;

export interface Area {
  readonly ninth: number;
  /** One has gone closer: the ninth is what one sees, in nine parts of its own. */
  readonly near: boolean;
  /** Which of those parts; null: all of the ninth. */
  readonly part: number | null;
}

const areaAt = (ninth: number): Area => ({ ninth, near: false, part: null });

/** Where one begins. */
export function areaOfPlace(place: PlaceKey = 'place.center'): Area {
  return areaAt(placeKeys.indexOf(place));
}

export function choose(area: Area, cell: number): Area {
  return area.near ? { ...area, part: cell } : areaAt(cell);
}

export const goNear = (area: Area): Area => ({ ...area, near: true });

/** Which cell of what one sees is chosen; null: all of it. */
export const chosenCell = (area: Area): number | null => (area.near ? area.part : area.ninth);

/** Where the focus goes first among the nine. */
export const firstCell = (area: Area): number => chosenCell(area) ?? middle;

/** In parts of the picture. */
export function boxOfArea({ ninth, part }: Area): Box {
  const whole = boxOfCell(ninth, side);
  if (part === null) return whole;
  const inner = boxOfCell(part, side * side);
  return { ...inner, x: whole.x + inner.x, y: whole.y + inner.y };
}

function boxOfCell(cell: number, parts: number): Box {
  const size = 1 / parts;
  return { x: (cell % side) * size, y: Math.floor(cell / side) * size, width: size, height: size };
}

/** What of the picture one sees, in parts of it. */
export const seenBox = ({ ninth, near }: Area): Box =>
  near ? boxOfCell(ninth, side) : { x: 0, y: 0, width: 1, height: 1 };

/** Where an arrow key leads in three rows of three: never past an edge, which is an edge of the picture. */
export function cellTo(key: string, cell: number): number | null {
  const [column, row] = [cell % side, Math.floor(cell / side)];
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? cell - 1 : cell;
    case 'ArrowRight':
      return column < side - 1 ? cell + 1 : cell;
    case 'ArrowUp':
      return row > 0 ? cell - side : cell;
    case 'ArrowDown':
      return row < side - 1 ? cell + side : cell;
    case 'Home':
      return 0;
    case 'End':
      return side * side - 1;
    default:
      return null;
  }
}
