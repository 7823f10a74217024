/** Numbered pin: a tap puts the next number, a tap on a pin changes its note. For talking about details, one by one. */
import { nextPinNumber } from '../../panel/pins.ts';
import { clampCoordinate, widthFor } from '../geometry.ts';
import type { StagePoint, Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'pin',
  keys: ['N'],
  icon: 'M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0M10 8.5l2-1.5v6',
  cursor: 'crosshair',
  place: 'more',
  order: 75,
  stays: true,
};

export function make(host: ToolHost): Tool {
  let from: StagePoint | null = null;
  return {
    points: 1,
    begin(point) {
      from = point;
    },
    move() {},
    end() {
      if (from === null) return;
      const at = from;
      from = null;
      const mark = host.markAt(at);
      if (mark?.kind === 'pin') {
        host.editText(at, mark);
        return;
      }
      const { panel, picture, color } = host;
      const width = widthFor({ width: picture.pixelWidth, height: picture.pixelHeight }, host.width);
      const place = { x1: clampCoordinate(at.x), y1: clampCoordinate(at.y) };
      const number = nextPinNumber(panel, picture.id);
      host.commit(host.newId(), { kind: 'pin', color, width, ...place, number });
    },
    cancel() {
      from = null;
    },
  };
}
