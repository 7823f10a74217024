/** What a tool is, and what the stage does for it. A tool is one file in this folder. */
import type { Panel } from '../../panel/panel.ts';
import type { Mark, Picture } from '../../panel/query.ts';
import type { PointerKind } from '../gestures.ts';
import type { Properties } from '../handles.ts';
import type { Shape } from '../paint.ts';
import type { Box, Vec, WidthLevel } from '../types.ts';
import type { WrittenMark } from '../writing.ts';

/**
 * What is known of a tool before its code is there. Each file exports one as a literal, with exactly
 * `export const face: ToolFace = {`; the bundler copies it to faces.gen.ts, of which the toolbar, the shortcuts and the
 * cursors are made.
 */
export interface ToolFace {
  /** The file's name; its name in words is the text `tool.ID`. */
  readonly id: string;
  /** Keys that choose it while the focus is in the stage (WCAG 2.1.4); the first is the one that is told. */
  readonly keys: readonly [string, ...string[]];
  /** The `d` of a path, stroked in a field of 24 × 24; from Lucide. */
  readonly icon: string;
  /** CSS cursor while the tool is chosen. */
  readonly cursor: string;
  /** On a phone: in the bar, or behind "more". */
  readonly place: 'bar' | 'more';
  /** From the beginning of the bar. */
  readonly order: number;
  /** Stays chosen after a mark; the others go back to select, for mostly one wants to move what one made. */
  readonly stays: boolean;
}

/** A place on the picture in 1/8 pixels, and where that is on the screen. */
export interface StagePoint extends Vec {
  readonly screen: Vec;
  readonly kind: PointerKind | 'keyboard';
  /** 0 to 255, of a pen; null where there is none. */
  readonly pressure: number | null;
  readonly shift: boolean;
}

/** What `make` of a tool's file returns. */
export interface Tool {
  /**
   * How many points it takes by keyboard, where Enter opens a crosshair. Absent: two, as for what is drawn by dragging:
   * the first Enter begins, the second one ends. 1: the first Enter begins and ends at once, as a tap does. 0: there is
   * nothing to point at by keyboard: Enter opens no crosshair, and Escape does not leave the tool for Select.
   */
  readonly points?: 0 | 1;
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
  /** The part of the picture that is in view. */
  readonly inView: Box;
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
  /** Puts a finished mark on the panel as one step. A tool that does not stay gives way to select, with the mark selected. */
  commit(element: string, properties: Properties): void;
  mark(id: string, state: 'mark-erasing' | 'mark-armed', on: boolean): void;
  /** A short word beside the point, for as long as the mark is armed. */
  hint(point: StagePoint, mark: Mark | null): void;
  announce(key: string): void;
  /** Opens a field for a new text, or for the words of a mark that has some. */
  editText(at: Vec, existing: WrittenMark | null): void;
  light(point: StagePoint | null): void;
}
