/** What the stage does for its tools: drafts, commits, hits, light. */
import { newId } from '../panel/ids.ts';
import type { Panel } from '../panel/panel.ts';
import type { Mark, Picture } from '../panel/query.ts';
import { boxToScreen, screenLength, toScreen } from './camera.ts';
import type { Cursors } from './cursors.ts';
import { distanceToMark, intersect, wholeOf } from './geometry.ts';
import type { Properties } from './handles.ts';
import type { LiveLayer } from './live.ts';
import type { MarkLayer } from './marks.ts';
import type { Outbox } from './outbox.ts';
import type { Shape } from './paint.ts';
import type { Selecting } from './selecting.ts';
import type { Selection, StagePoint, ToolHost } from './tools/tool.ts';
import type { Box, StageOptions, Vec, WidthLevel } from './types.ts';
import type { Viewing } from './viewing.ts';
import type { WrittenMark } from './writing.ts';

/** How near a pointer must come to a mark, in screen pixels. */
const reach: Readonly<Record<StagePoint['kind'], number>> = { mouse: 8, pen: 10, touch: 18, keyboard: 12 };

export interface HostParts {
  readonly options: StageOptions;
  readonly viewing: Viewing;
  readonly marks: MarkLayer;
  readonly live: LiveLayer;
  readonly outbox: Outbox;
  readonly cursors: Cursors;
  readonly selecting: Selecting;
  /** The shown picture, or null. */
  picture(): Picture | null;
  /** Paint at the next frame. */
  request(): void;
  announce(key: string): void;
  hint(mark: Mark | null): void;
  editText(at: Vec, existing: WrittenMark | null): void;
  /** A mark was made by the tool in hand. */
  made(id: string): void;
}

interface Draft {
  readonly picture: string;
  shape: Shape;
  told: boolean;
}

export class Host implements ToolHost {
  color = 0;
  width: WidthLevel = 1;
  readonly #parts: HostParts;
  readonly #drafts = new Map<string, Draft>();
  readonly selection: Selection;

  constructor(parts: HostParts) {
    this.#parts = parts;
    const { selecting } = parts;
    this.selection = {
      get ids() {
        return selecting.ids;
      },
      set: (ids) => selecting.set(ids),
      marquee: (box) => selecting.marquee(box === null ? null : this.boxToScreen(box)),
    };
  }

  get panel(): Panel {
    return this.#parts.options.panel;
  }

  get picture(): Picture {
    const picture = this.#parts.picture();
    if (picture === null) throw new Error('a tool was used without a picture');
    return picture;
  }

  get scale(): number {
    return this.#parts.viewing.camera.z;
  }

  get inView(): Box {
    const [x, y, width, height] = this.#parts.viewing.view;
    return intersect({ x, y, width, height }, { x: 0, y: 0, ...wholeOf(this.picture) });
  }

  newId(): string {
    return newId((length) => this.#parts.options.env.random(length));
  }

  get(id: string): Mark | undefined {
    return this.#parts.marks.get(id);
  }

  marks(): readonly Mark[] {
    return this.#parts.marks.all();
  }

  bounds(mark: Mark): Box {
    return this.#parts.marks.bounds(mark);
  }

  markAt(point: StagePoint): Mark | null {
    const tolerance = screenLength(this.#parts.viewing.camera, reach[point.kind]);
    const hit = (mark: Mark): boolean => distanceToMark(point, mark, this.bounds(mark)) <= tolerance;
    return this.marks().findLast(hit) ?? null;
  }

  toScreen(point: Vec): Vec {
    return toScreen(this.#parts.viewing.camera, point);
  }

  boxToScreen(box: Box): Box {
    return boxToScreen(this.#parts.viewing.camera, box);
  }

  draft(element: string, shape: Shape): void {
    const { live, request } = this.#parts;
    this.#drafts.set(element, { picture: this.picture.id, shape, told: false });
    live.draw(element, this.picture.id, shape);
    request();
  }

  settle(element: string, committed: boolean): void {
    const { live, outbox, request } = this.#parts;
    const draft = this.#drafts.get(element);
    live.clear(element);
    this.#drafts.delete(element);
    request();
    if (draft === undefined) return;
    if (!committed) outbox.canceled(element, draft.picture, draft.shape);
    else this.#tell(element, draft, 'done');
  }

  commit(element: string, properties: Properties): void {
    const { panel } = this;
    panel.step(() => panel.set(element, { by: panel.site, picture: this.picture.id, ...properties }));
    this.settle(element, true);
    this.#parts.announce('stage.drawn');
    this.#parts.made(element);
  }

  mark(id: string, state: 'mark-erasing' | 'mark-armed', on: boolean): void {
    this.#parts.marks.setState(id, state, on);
  }

  hint(_point: StagePoint, mark: Mark | null): void {
    this.#parts.hint(mark);
  }

  announce(key: string): void {
    this.#parts.announce(key);
  }

  light(point: StagePoint | null): void {
    const { options, cursors, outbox, request } = this.#parts;
    if (point === null) return;
    cursors.showLight(options.panel.site, this.picture.id, point, options.env.now());
    outbox.pointer({ picture: this.picture.id, x: point.x, y: point.y, light: true });
    request();
  }

  editText(at: Vec, existing: WrittenMark | null): void {
    this.#parts.editText(at, existing);
  }

  /** Tells the others once per frame how the marks in progress look. */
  flush(): void {
    for (const [element, draft] of this.#drafts) {
      if (!draft.told) this.#tell(element, draft, 'drawing');
      draft.told = true;
    }
  }

  #tell(element: string, draft: Draft, state: 'drawing' | 'done'): void {
    const { outbox, marks } = this.#parts;
    if (marks.has(element)) outbox.moved(element, draft.picture, draft.shape, state);
    else outbox.live(element, draft.picture, draft.shape, state);
  }
}
