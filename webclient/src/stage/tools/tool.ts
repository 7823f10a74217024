/** What a tool is, and what the stage does for it. A tool is one file in this folder and one line in index.ts. */
import type { Panel } from '../../panel/panel.ts';
import type { Mark, Picture } from '../../panel/query.ts';
import type { PointerKind } from '../gestures.ts';
import type { Properties } from '../handles.ts';
import type { Shape } from '../paint.ts';
import type { Box, ToolId, Vec, WidthLevel } from '../types.ts';

/** A place on the picture in 1/8 pixels, and where that is on the screen. */
export interface StagePoint extends Vec {
  readonly screen: Vec;
  readonly kind: PointerKind | 'keyboard';
  /** 0 to 255, of a pen; null where there is none. */
  readonly pressure: number | null;
  readonly shift: boolean;
}

export interface Tool {
  readonly id: ToolId;
  /** The main shortcut, for `aria-keyshortcuts`. */
  readonly key: string;
  /** CSS cursor while the tool is chosen. */
  readonly cursor: string;
  begin(point: StagePoint): void;
  move(points: readonly StagePoint[], predicted: readonly StagePoint[]): void;
  end(point: StagePoint): void;
  cancel(): void;
}

export interface Selection {
  readonly ids: readonly string[];
  set(ids: readonly string[]): void;
  marquee(box: Box | null): void;
}

/** The stage as its tools see it. `picture` is the shown one: no tool begins without. */
export interface ToolHost {
  readonly panel: Panel;
  readonly picture: Picture;
  readonly color: number;
  readonly width: WidthLevel;
  /** Screen pixels a picture pixel. */
  readonly scale: number;
  readonly selection: Selection;
  newId(): string;
  get(id: string): Mark | undefined;
  marks(): readonly Mark[];
  bounds(mark: Mark): Box;
  /** The topmost mark under the point, with as much tolerance as the pointer needs. */
  markAt(point: StagePoint): Mark | null;
  toScreen(point: Vec): Vec;
  boxToScreen(box: Box): Box;
  /** Shows a mark in progress here and to the others. */
  draft(element: string, shape: Shape): void;
  /** The mark in progress is committed (by writes that were just made) or given up. */
  settle(element: string, committed: boolean): void;
  /** Puts a finished mark on the panel as one step. */
  commit(element: string, properties: Properties): void;
  mark(id: string, state: 'mark-erasing' | 'mark-armed', on: boolean): void;
  /** A short word beside the point, for as long as the mark is armed. */
  hint(point: StagePoint, mark: Mark | null): void;
  announce(key: string): void;
  /** After a mark is made one mostly wants to move it, not to make another. */
  backToSelect(made: string): void;
  editText(at: Vec, existing: Extract<Mark, { readonly kind: 'text' }> | null): void;
  light(point: StagePoint | null): void;
}
