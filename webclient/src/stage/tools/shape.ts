/** Arrow, circle and rectangle are made alike: drag from one point to the other, or tap where it shall be. */
import { screenLength } from '../camera.ts';
import { clampCoordinate, wholeOf, widthFor } from '../geometry.ts';
import { doubleTapSlop, tapSlop } from '../gestures.ts';
import type { Shape } from '../paint.ts';
import { atTap, type Corners, type TwoPointKind } from '../placing.ts';
import type { Vec } from '../types.ts';
import type { StagePoint, Tool, ToolHost } from './tool.ts';

/** What shift does to the second point. */
type Constrain = (from: Vec, to: Vec, shift: boolean) => Vec;

export function shapeTool(host: ToolHost, kind: TwoPointKind, constrain: Constrain): Tool {
  let from: StagePoint | null = null;
  let element = '';
  let dragged = false;
  /** What the last tap made. */
  let tapped = '';

  const lineWidth = (): number =>
    widthFor({ width: host.picture.pixelWidth, height: host.picture.pixelHeight }, host.width);
  const cornersTo = (start: StagePoint, point: StagePoint): Corners => {
    const to = constrain(start, point, point.shift);
    const [x1, y1] = [clampCoordinate(start.x), clampCoordinate(start.y)];
    return { x1, y1, x2: clampCoordinate(to.x), y2: clampCoordinate(to.y) };
  };
  const shapeTo = (start: StagePoint, point: StagePoint): Shape => {
    const { x1, y1, x2, y2 } = cornersTo(start, point);
    const points = [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ];
    return { kind, color: host.color, width: lineWidth(), points, pressure: false, text: '', finished: true };
  };
  const isDrag = (start: StagePoint, point: StagePoint): boolean =>
    Math.hypot(point.screen.x - start.screen.x, point.screen.y - start.screen.y) >= tapSlop;
  const byTap = (at: StagePoint): Corners | null => {
    const { picture, inView } = host;
    const camera = { x: 0, y: 0, z: host.scale };
    const place = { at, unit: screenLength(camera, 1), width: lineWidth(), picture: wholeOf(picture), inView };
    const corners = atTap(kind, place);
    const last = host.get(tapped);
    // Where the tool stays, a double tap would put one mark on the other, and nobody would see that there are two.
    const twice = corners && last?.kind === kind && isNear(corners, last, screenLength(camera, doubleTapSlop));
    return twice ? null : corners;
  };
  const cancel = (): void => {
    if (from !== null) host.settle(element, false);
    from = null;
  };

  return {
    begin(point) {
      from = point;
      element = host.newId();
      dragged = false;
    },
    move(points) {
      const point = points.at(-1);
      if (from === null || point === undefined || !isDrag(from, point)) return;
      dragged = true;
      host.draft(element, shapeTo(from, point));
    },
    end(point) {
      if (from === null) return;
      const drag = isDrag(from, point);
      // Back where it began, a drag is taken back.
      const corners = drag ? cornersTo(from, point) : dragged ? null : byTap(from);
      if (corners === null) {
        cancel();
        if (point.kind === 'keyboard') host.announce('stage.canceled');
        return;
      }
      if (!drag) tapped = element;
      host.commit(element, { kind, color: host.color, width: lineWidth(), ...corners });
      from = null;
    },
    cancel,
  };
}

function isNear(a: Corners, b: Corners, distance: number): boolean {
  return (['x1', 'y1', 'x2', 'y2'] as const).every((name) => Math.abs(a[name] - b[name]) <= distance);
}
