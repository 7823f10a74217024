/** A stage without a screen, for tools and edits. */
import assert from 'node:assert/strict';
import { Panel } from '../../../src/panel/panel.ts';
import { type Mark, marks, picture as pictureOf } from '../../../src/panel/query.ts';
import { markBounds } from '../../../src/stage/bounds.ts';
import { distanceToMark } from '../../../src/stage/geometry.ts';
import type { ToolId } from '../../../src/stage/tools/faces.gen.ts';
import { makers } from '../../../src/stage/tools/makers.gen.ts';
import type { StagePoint, Tool, ToolHost } from '../../../src/stage/tools/tool.ts';
import type { Value } from '../../../src/wire/schema.gen.ts';

export const own = 'giuliagiulia';
const other = 'lucialucialu';
export const pictureId = 'picturepictu';
const image = new Uint8Array(32);

/** One screen pixel is 1/8 picture pixel where a tool asks for places, one picture pixel where it asks for lengths. */
export class Table {
  readonly panel = new Panel({ site: own, wall: () => 1_700_000_000_000 });
  readonly away = new Panel({ site: other, wall: () => 1_700_000_000_000 });
  readonly drafts = new Map<string, string>();
  selected: readonly string[] = [];
  readonly made: string[] = [];
  readonly said: string[] = [];
  edited: string | null | undefined;
  #ids = 0;
  readonly host: ToolHost;
  readonly tools: Readonly<Record<ToolId, Tool>>;

  constructor() {
    this.host = this.#host();
    const made = Object.entries(makers).map(([id, make]) => [id, make(this.host)] as const);
    this.tools = Object.fromEntries(made) as Record<ToolId, Tool>;
    const about = { kind: 'picture', by: own, name: 'a.jpg', pixelWidth: 1600, pixelHeight: 1200, order: 'i.giulia' };
    this.panel.set(pictureId, { ...about, preview: image, blob: image, size: 9, type: 'image/jpeg' });
  }

  #host(): ToolHost {
    const table = this;
    const { panel } = this;
    const find = (id: string) => table.marks().find((mark) => mark.id === id);
    return {
      panel,
      color: 2,
      width: 1,
      scale: 1,
      inView: { x: 0, y: 0, width: 12_800, height: 9_600 },
      get picture() {
        const picture = pictureOf(panel, pictureId);
        assert.ok(picture);
        return picture;
      },
      selection: {
        get ids() {
          return table.selected;
        },
        set: (ids) => {
          table.selected = ids;
        },
        marquee: () => {},
      },
      newId: () => `markmarkmar${'abcdefgh'[this.#ids++]}`,
      get: find,
      marks: () => table.marks(),
      bounds: markBounds,
      markAt: (p) => table.marks().findLast((mark) => distanceToMark(p, mark) <= 10) ?? null,
      toScreen: (p) => p,
      boxToScreen: (box) => box,
      draft: (element, shape) => void table.drafts.set(element, shape.kind),
      settle: (element) => void table.drafts.delete(element),
      commit: (element, properties) => {
        panel.step(() => panel.set(element, { by: own, picture: pictureId, ...properties }));
        table.drafts.delete(element);
        table.made.push(element);
      },
      mark: () => {},
      hint: () => {},
      announce: (key) => void this.said.push(key),
      editText: (_at, existing) => {
        table.edited = existing?.id ?? null;
      },
      light: () => {},
    };
  }

  marks(): Mark[] {
    return marks(this.panel, pictureId);
  }

  fromOther(id: string, set: Readonly<Record<string, Value>>): void {
    this.panel.merge([this.away.set(id, { by: other, picture: pictureId, color: 1, width: 80, ...set })], 1e15);
  }

  point(x: number, y: number, over: Partial<StagePoint> = {}): StagePoint {
    return { x, y, screen: { x, y }, kind: 'mouse', pressure: null, shift: false, ...over };
  }

  drag(id: ToolId, ...path: readonly (readonly [number, number])[]): void {
    const points = path.map(([x, y]) => this.point(x, y));
    this.tools[id].begin(points[0] as StagePoint);
    for (const p of points.slice(1)) this.tools[id].move([p], []);
    this.tools[id].end(points.at(-1) as StagePoint);
  }
}
