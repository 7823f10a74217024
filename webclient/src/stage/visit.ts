/** Going to a mark: brings it into view, gives it the focus, and lets it flash so that the eye finds it. */
import type { Mark } from '../panel/query.ts';
import { contains } from './geometry.ts';
import type { MarkLayer } from './marks.ts';
import type { Box, Size, View } from './types.ts';

/** At least this part of the picture is in view around the mark: of a lone dot one would not know where it is. */
const leastPart = 0.4;
/** Room around a mark, in parts of its own size. */
const around = 0.5;

export function viewOn(box: Box, picture: Size): View {
  const width = Math.max(box.width * (1 + 2 * around), picture.width * leastPart);
  const height = Math.max(box.height * (1 + 2 * around), picture.height * leastPart);
  return [box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2, width, height];
}

export interface VisitParts {
  readonly marks: MarkLayer;
  view(): View;
  showView(view: View): void;
  /** It is there: it is the one that is selected. */
  arrived(mark: Mark): void;
}

export class Visit {
  readonly #parts: VisitParts;
  #goal: string | null = null;
  /** What is in view anyway stays where it is. */
  #stays = false;

  constructor(parts: VisitParts) {
    this.#parts = parts;
  }

  /** At the next frame in which the mark is there: its picture may be shown only now. */
  goTo(mark: string): void {
    this.#goal = mark;
    this.#stays = false;
  }

  /** The same for what was just put there: the view moves only if it cannot be seen. */
  bring(mark: string): void {
    this.#goal = mark;
    this.#stays = true;
  }

  frame(): void {
    const { marks, view, showView, arrived } = this.#parts;
    const mark = marks.get(this.#goal ?? '');
    if (mark === undefined) return;
    this.#goal = null;
    const [x, y, width, height] = view();
    const box = marks.bounds(mark);
    if (!this.#stays || !contains({ x, y, width, height }, box)) showView(viewOn(box, marks.size));
    arrived(mark);
    const group = marks.group(mark.id);
    group?.focus({ preventScroll: true });
    group?.classList.add('mark-flash');
    // With reduced motion there is no animation: the focus shows where it is.
    group?.addEventListener('animationend', () => group.classList.remove('mark-flash'), { once: true });
  }
}
