// What a message points at: a picture, or a mark on it; and a sketch of it, small enough for a line of chat.
import type { Panel } from '../panel/panel.ts';
import { pinNumbers, pins } from '../panel/pins.ts';
import { type Mark, mark as markOf, type Picture, picture as pictureOf } from '../panel/query.ts';
import { markBounds, pointsOf } from '../stage/bounds.ts';
import { wholeOf } from '../stage/geometry.ts';
import { arrowPath, ellipsePath, rectanglePath } from '../stage/shapes.ts';
import type { Box } from '../stage/types.ts';
import { isId } from '../wire/validate.ts';
import type { ViewState } from './view.ts';

/** Ids of elements. */
export interface About {
  readonly picture: string;
  readonly mark?: string | undefined;
}

export type Pointed =
  /** The picture has been deleted or taken back. */
  | { readonly state: 'gone' }
  | { readonly state: 'picture'; readonly picture: Picture }
  /** The mark has been deleted, its picture is still there. */
  | { readonly state: 'markGone'; readonly picture: Picture }
  | { readonly state: 'mark'; readonly picture: Picture; readonly mark: Mark; readonly number: number };

export function pointed(panel: Panel, about: About): Pointed {
  const mark = about.mark === undefined ? undefined : markOf(panel.get(about.mark));
  const picture = pictureOf(panel, mark?.picture ?? about.picture);
  if (!picture) return { state: 'gone' };
  if (mark) return { state: 'mark', picture, mark, number: numberOf(panel, mark) };
  return { state: about.mark === undefined ? 'picture' : 'markGone', picture };
}

function numberOf(panel: Panel, mark: Mark): number {
  if (mark.kind !== 'pin') return 0;
  return pinNumbers(pins(panel, mark.picture)).get(mark.id) ?? mark.number;
}

/** What "point at" would take now: the one mark that is selected, else the picture in view. */
export function pointable(panel: Panel, picture: string | null, selection: readonly string[]): About | null {
  if (picture === null || !pictureOf(panel, picture)) return null;
  const [mark, ...others] = selection.flatMap((id) => markOf(panel.get(id)) ?? []);
  return mark && others.length === 0 ? { picture: mark.picture, mark: mark.id } : { picture };
}

/** What a dialog was opened with, if it names something to point at. */
export function aboutOf(params: unknown): About | null {
  if (typeof params !== 'object' || params === null || !('about' in params)) return null;
  const { about } = params;
  if (typeof about !== 'object' || about === null || !('picture' in about) || !isIdOf(about.picture)) return null;
  const mark = 'mark' in about && isIdOf(about.mark) ? about.mark : undefined;
  return { picture: about.picture, mark };
}

function isIdOf(value: unknown): value is string {
  return typeof value === 'string' && isId(value);
}

/** Brings it before everybody; a mark is gone to, on this screen. */
export function goToPointed(view: Pick<ViewState, 'picture' | 'show' | 'goTo'>, what: Pointed): void {
  if (what.state === 'gone') return;
  if (view.picture.peek() !== what.picture.id) view.show(what.picture.id);
  if (what.state === 'mark') view.goTo(what.mark.id);
}

export interface Sketch {
  /** The part of the picture that is shown, in its own units. */
  readonly part: Box;
  readonly whole: { readonly width: number; readonly height: number };
  /** The outline of the mark, `width` thick; empty for what is only a place. */
  readonly path: string;
  readonly width: number;
}

/** At least this part of the picture's shorter side is shown around a mark: less shows nothing that one would know. */
const leastPart = 0.35;
const around = 1.3;
const maxSketchPoints = 60;
/** Lines are thicker than on the picture, or they would be lost in a sketch. */
const leastLine = 1 / 16;

/** A square of the picture around the mark; of a picture as such its middle. */
export function sketchOf(picture: Picture, mark: Mark | null): Sketch {
  const whole = wholeOf(picture);
  const short = Math.min(whole.width, whole.height);
  const bounds = mark ? markBounds(mark, whole) : { x: 0, y: 0, ...whole };
  const wanted = mark ? Math.max(bounds.width, bounds.height) * around : short;
  const side = Math.min(short, Math.max(wanted, short * leastPart));
  const start = (from: number, length: number, all: number) =>
    Math.round(Math.min(all - side, Math.max(0, from + length / 2 - side / 2)));
  const part = {
    ...{ x: start(bounds.x, bounds.width, whole.width), y: start(bounds.y, bounds.height, whole.height) },
    ...{ width: Math.round(side), height: Math.round(side) },
  };
  const width = Math.round(Math.max(mark && 'width' in mark ? (mark.width ?? 0) : 0, side * leastLine));
  return { part, whole, path: mark ? outline(mark, width) : '', width };
}

function outline(mark: Mark, width: number): string {
  if (mark.kind === 'text' || mark.kind === 'pin') return '';
  if (mark.kind === 'ink') {
    const points = pointsOf(mark);
    const step = Math.max(1, Math.ceil(points.length / maxSketchPoints));
    return points
      .filter((_, i) => i % step === 0)
      .map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x} ${p.y}`)
      .join('');
  }
  const [a, b] = [
    { x: mark.x1, y: mark.y1 },
    { x: mark.x2, y: mark.y2 },
  ];
  if (mark.kind === 'arrow') return arrowPath(a, b, width, mark.color % 2 === 1);
  return mark.kind === 'ellipse' ? ellipsePath(a, b) : rectanglePath(a, b);
}
