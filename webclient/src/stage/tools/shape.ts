/** Arrow, circle and rectangle are drawn alike: drag from one point to the other. */
import { clampCoordinate, widthFor } from '../geometry.ts';
import type { Shape, ShapeKind } from '../paint.ts';
import type { Vec } from '../types.ts';
import type { StagePoint, Tool, ToolHost } from './tool.ts';

/** A drag shorter than this on the screen was a tap: no mark of no size. */
const leastDrag = 6;

type Kind = Extract<ShapeKind, 'arrow' | 'ellipse' | 'rectangle'>;

/** What shift does to the second point. */
type Constrain = (from: Vec, to: Vec, shift: boolean) => Vec;

export function shapeTool(host: ToolHost, kind: Kind, constrain: Constrain): Tool {
  let from: StagePoint | null = null;
  let element = '';

  const shapeTo = (start: StagePoint, point: StagePoint): Shape => {
    const to = constrain(start, point, point.shift);
    const points = [start, to].map((p) => ({ x: clampCoordinate(p.x), y: clampCoordinate(p.y) }));
    const width = widthFor({ width: host.picture.pixelWidth, height: host.picture.pixelHeight }, host.width);
    return { kind, color: host.color, width, points, pressure: false, text: '', finished: true };
  };
  const isDrag = (start: StagePoint, point: StagePoint): boolean =>
    Math.hypot(point.screen.x - start.screen.x, point.screen.y - start.screen.y) >= leastDrag;
  const cancel = (): void => {
    if (from !== null) host.settle(element, false);
    from = null;
  };

  return {
    begin(point) {
      from = point;
      element = host.newId();
    },
    move(points) {
      const point = points.at(-1);
      if (from !== null && point !== undefined && isDrag(from, point)) host.draft(element, shapeTo(from, point));
    },
    end(point) {
      if (from === null || !isDrag(from, point)) {
        cancel();
        return;
      }
      const { color, width, points } = shapeTo(from, point);
      const [a = from, b = point] = points;
      host.commit(element, { kind, color, width, x1: a.x, y1: a.y, x2: b.x, y2: b.y });
      from = null;
    },
    cancel,
  };
}
