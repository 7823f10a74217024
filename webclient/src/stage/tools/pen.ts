/** Pen: freehand ink, with the pressure of a real pen; with shift a straight line. Stays chosen after a stroke. */

import * as limits from '../../wire/limits.gen.ts';
import { packPoints } from '../../wire/points.ts';
import type { InkPoint } from '../bounds.ts';
import { clampCoordinate, snapDirection, widthFor } from '../geometry.ts';
import type { Shape } from '../paint.ts';
import type { StagePoint, Tool, ToolFace, ToolHost } from './tool.ts';

/** Strokes longer than this begin a new mark. */
const maxStrokePoints = limits.maxPoints - 1;
/** Points nearer than this on the screen add bytes, but nothing that one sees. */
const leastStep = 0.75;

export const face: ToolFace = {
  id: 'pen',
  keys: ['P', '7', 'D'],
  icon: 'M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497zM15 5l4 4',
  cursor: 'crosshair',
  place: 'bar',
  order: 30,
  stays: true,
};

export function make(host: ToolHost): Tool {
  let element = '';
  let points: InkPoint[] = [];
  let pressure = false;
  let last: StagePoint | null = null;

  const inkPoint = (p: StagePoint): InkPoint => {
    const place = { x: clampCoordinate(p.x), y: clampCoordinate(p.y) };
    return pressure ? { ...place, pressure: p.pressure ?? 0 } : place;
  };
  const shapeOf = (all: readonly InkPoint[]): Shape => {
    const width = widthFor({ width: host.picture.pixelWidth, height: host.picture.pixelHeight }, host.width);
    return { kind: 'ink', color: host.color, width, points: all, pressure, text: '', finished: false };
  };
  const start = (p: StagePoint): void => {
    element = host.newId();
    pressure = p.pressure !== null;
    points = [inkPoint(p)];
    last = p;
  };
  const add = (p: StagePoint): void => {
    if (last === null || Math.hypot(p.screen.x - last.screen.x, p.screen.y - last.screen.y) < leastStep) return;
    const first = points[0];
    points = p.shift && first !== undefined ? [first, inkPoint({ ...p, ...snapDirection(first, p, true) })] : points;
    if (!p.shift) points.push(inkPoint(p));
    last = p;
    if (points.length < maxStrokePoints) return;
    commit();
    start(p);
  };
  const commit = (): void => {
    const { color, width } = shapeOf(points);
    const packed = packPoints(points, pressure);
    host.commit(element, { kind: 'ink', color, width, points: packed, ...(pressure && { pressure }) });
  };
  const stop = (): void => {
    last = null;
    points = [];
  };

  return {
    begin(p) {
      start(p);
      host.draft(element, shapeOf(points));
    },
    move(moved, predicted) {
      if (last === null) return;
      for (const p of moved) add(p);
      // What the browser predicts is drawn, so that the ink keeps to the pen, and replaced with the next event.
      host.draft(element, shapeOf(predicted.length === 0 ? points : [...points, ...predicted.map(inkPoint)]));
    },
    end(p) {
      if (last === null) return;
      add(p);
      commit();
      stop();
    },
    cancel() {
      if (last !== null) host.settle(element, false);
      stop();
    },
  };
}
