/** Which marks are selected, pointed at or about to be erased on this screen, and how that looks. */
import type { Mark } from '../panel/query.ts';
import { unite } from './geometry.ts';
import type { MarkLayer } from './marks.ts';
import type { Overlay, Projection } from './overlay.ts';
import type { Box, StagePerson, Translate } from './types.ts';

export interface SelectingOptions {
  readonly marks: MarkLayer;
  readonly overlay: Overlay;
  readonly t: Translate;
  person(site: string): StagePerson;
  changed(ids: readonly string[]): void;
  /** Where the selection is on the screen; null: there is none, or it is being moved. */
  placed(box: Box | null): void;
  request(): void;
}

export class Selecting {
  readonly #options: SelectingOptions;
  #ids: readonly string[] = [];
  #over: string | null = null;
  #hinted: string | null = null;
  #told: Box | null = null;
  /** Selected by a finger, which cannot hover: whose it is, is shown with the selection. */
  byTouch = false;

  constructor(options: SelectingOptions) {
    this.#options = options;
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  set(ids: readonly string[]): void {
    const same = ids.length === this.#ids.length && ids.every((id, i) => id === this.#ids[i]);
    if (same) return;
    const { marks } = this.#options;
    for (const id of this.#ids) marks.setState(id, 'mark-selected', false);
    this.#ids = ids;
    for (const id of ids) marks.setState(id, 'mark-selected', true);
    this.#options.changed(ids);
    this.#options.request();
  }

  /** Marks that are gone are not selected any more. */
  dropLost(): void {
    this.set(this.#ids.filter((id) => this.#options.marks.has(id)));
  }

  /** The frame drawn around marks to choose them, on the screen. */
  marquee(box: Box | null): void {
    this.#options.overlay.marquee(box);
  }

  /** The mark under the pointer, or that has the focus. */
  over(id: string | null): void {
    this.#over = id;
    this.#options.request();
  }

  /** The mark that a second tap will erase. */
  hint(mark: Mark | null): void {
    this.#hinted = mark?.id ?? null;
    this.#options.request();
  }

  /** `ghosts` are being moved: their frames would lag behind them. No name is shown while a tool is at work. */
  paint(projection: Projection, ghosts: ReadonlySet<string>, screenWidth: number, toolAtWork: boolean): void {
    const { marks, overlay } = this.#options;
    const shown = this.#ids.filter((id) => !ghosts.has(id)).flatMap((id) => marks.get(id) ?? []);
    overlay.showSelection(
      shown.map((mark) => [mark, marks.bounds(mark)] as const),
      projection,
    );
    const boxes = shown.map((mark) => projection.boxToScreen(marks.bounds(mark)));
    this.#place(toolAtWork || boxes.length === 0 ? null : unite(boxes));
    const tapped = this.byTouch && this.#ids.length === 1 ? this.#ids[0] : undefined;
    const mark = toolAtWork ? undefined : marks.get(this.#hinted ?? this.#over ?? tapped ?? '');
    overlay.badge(mark === undefined ? null : { ...this.#badgeOf(mark, projection), room: screenWidth });
  }

  #place(box: Box | null): void {
    const told = this.#told;
    if (box === told || (box !== null && told !== null && isSame(box, told))) return;
    this.#told = box;
    this.#options.placed(box);
  }

  #badgeOf(mark: Mark, projection: Projection) {
    const { marks, t, person } = this.#options;
    const { name, color } = person(mark.by);
    const text = mark.id === this.#hinted ? t('stage.eraseOther', { name }) : name;
    return { text, color, above: projection.boxToScreen(marks.bounds(mark)) };
  }
}

function isSame(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
