/** Select: tap a mark for its handles, drag it to move it, drag a handle to resize it, drag around marks to choose them. */
import type { Mark } from '../../panel/query.ts';
import { boxOf, pointsOf } from '../bounds.ts';
import { contains } from '../geometry.ts';
import { type HandleId, handleAt, handleReach, handlesOf, moved, type Properties, resized } from '../handles.ts';
import { shapeOf } from '../marks.ts';
import type { Box } from '../types.ts';
import type { StagePoint, Tool, ToolFace, ToolHost } from './tool.ts';

/** A mark moves only after the pointer has, so that a tap never shifts it by a pixel. */
const leastDrag = 4;

type Drag =
  | { readonly name: 'none' }
  | { readonly name: 'move'; readonly marks: readonly (readonly [Mark, Box])[] }
  | { readonly name: 'resize'; readonly mark: Mark; readonly box: Box; readonly handle: HandleId }
  | { readonly name: 'marquee'; readonly added: readonly string[] };

const none: Drag = { name: 'none' };

export const face: ToolFace = {
  id: 'select',
  keys: ['V', '1'],
  icon: 'M4.037 4.688a.495.495 0 0 1 .651-.651l16 6.5a.5.5 0 0 1-.063.947l-6.124 1.58a2 2 0 0 0-1.438 1.435l-1.579 6.126a.5.5 0 0 1-.947.063z',
  cursor: 'default',
  place: 'more',
  order: 10,
  stays: true,
};

export function make(host: ToolHost): Tool {
  let drag: Drag = none;
  let from: StagePoint | null = null;
  let moving = false;

  const changes = (start: StagePoint, to: StagePoint): readonly (readonly [Mark, Properties])[] => {
    if (drag.name === 'move') {
      return drag.marks.map(([mark, box]) => [mark, moved(mark, to.x - start.x, to.y - start.y, box)] as const);
    }
    if (drag.name !== 'resize') return [];
    const { mark, box, handle } = drag;
    return [[mark, resized(mark, box, handle, to, to.shift)]];
  };
  const draft = (start: StagePoint, to: StagePoint): void => {
    for (const [mark, properties] of changes(start, to)) {
      const next = { ...mark, ...properties } as Mark;
      const points = next.kind === 'ink' ? { points: pointsOf(next) } : {};
      host.draft(mark.id, { ...shapeOf(next), ...points });
    }
  };
  const pick = (start: StagePoint, to: StagePoint, added: readonly string[]): void => {
    const box = boxOf(start, to);
    const inside = host.marks().filter((mark) => contains(box, host.bounds(mark)));
    host.selection.marquee(box);
    host.selection.set([...new Set([...added, ...inside.map((mark) => mark.id)])]);
  };
  const settle = (): void => {
    if (drag.name === 'move') for (const [mark] of drag.marks) host.settle(mark.id, false);
    if (drag.name === 'resize') host.settle(drag.mark.id, false);
    host.selection.marquee(null);
    drag = none;
    from = null;
    moving = false;
  };

  return {
    points: 0,
    begin(point) {
      from = point;
      moving = false;
      drag = grab(host, point);
    },
    move(points) {
      const to = points.at(-1);
      if (from === null || to === undefined) return;
      moving ||= Math.hypot(to.screen.x - from.screen.x, to.screen.y - from.screen.y) >= leastDrag;
      if (!moving) return;
      if (drag.name === 'marquee') pick(from, to, drag.added);
      else draft(from, to);
    },
    end(to) {
      const writes = from !== null && moving ? changes(from, to) : [];
      const alive = writes.filter(([mark]) => host.get(mark.id) !== undefined);
      if (alive.length > 0) {
        host.panel.step(() => {
          for (const [mark, properties] of alive) host.panel.set(mark.id, properties);
        });
        for (const [mark] of alive) host.settle(mark.id, true);
      }
      settle();
    },
    cancel: settle,
  };
}

/** What a press takes hold of: a handle of the selection, a mark, or nothing. */
function grab(host: ToolHost, point: StagePoint): Drag {
  const only = host.selection.ids.length === 1 ? host.get(host.selection.ids[0] ?? '') : undefined;
  if (only !== undefined) {
    const box = host.bounds(only);
    const handles = handlesOf(only, box).map((handle) => ({ ...handle, ...host.toScreen(handle) }));
    const reach = handleReach[point.kind === 'keyboard' ? 'mouse' : point.kind];
    const handle = handleAt(handles, point.screen, reach);
    if (handle !== null) return { name: 'resize', mark: only, box, handle };
  }
  const mark = host.markAt(point);
  if (mark === null) {
    const added = point.shift ? host.selection.ids : [];
    host.selection.set(added);
    return { name: 'marquee', added };
  }
  const chosen = host.selection.ids;
  if (point.shift && chosen.includes(mark.id)) {
    host.selection.set(chosen.filter((id) => id !== mark.id));
    return none;
  }
  if (!chosen.includes(mark.id)) host.selection.set(point.shift ? [...chosen, mark.id] : [mark.id]);
  const marks = host.selection.ids.flatMap((id) => host.get(id) ?? []);
  return { name: 'move', marks: marks.map((one) => [one, host.bounds(one)] as const) };
}
