/** Marks that are put and moved by the name of a place, for whoever cannot drag or does not see the picture. */
import { nextPinNumber } from '../panel/pins.ts';
import { clampCoordinate, wholeOf, widthFor } from './geometry.ts';
import { moved, type Properties } from './handles.ts';
import { middleOf } from './places.ts';
import { inArea } from './placing.ts';
import type { ToolHost } from './tools/tool.ts';
import type { AreaDeed, Box, PutKind } from './types.ts';

/** Does it as one step of undo. Answers the mark; null if there is none any more. */
export function byArea(host: ToolHost, deed: AreaDeed): string | null {
  const whole = wholeOf(host.picture);
  const { x, y, width, height } = deed.area;
  const area = {
    ...{ x: x * whole.width, y: y * whole.height },
    ...{ width: width * whole.width, height: height * whole.height },
  };
  return deed.name === 'put' ? put(host, deed.kind, area) : moveTo(host, deed.mark, area);
}

function put(host: ToolHost, kind: PutKind, area: Box): string {
  const { panel, picture, color } = host;
  const width = widthFor({ width: picture.pixelWidth, height: picture.pixelHeight }, host.width);
  const place = (): Properties => {
    if (kind !== 'pin') return { ...inArea(kind, area, width, wholeOf(picture)) };
    const { x, y } = middleOf(area);
    return { x1: clampCoordinate(x), y1: clampCoordinate(y), number: nextPinNumber(panel, picture.id) };
  };
  const id = host.newId();
  host.commit(id, { kind, color, width, ...place() });
  return id;
}

/** Its middle to the middle of the area; it stays as large as it is. */
function moveTo(host: ToolHost, id: string, area: Box): string | null {
  const mark = host.get(id);
  if (mark === undefined) return null;
  const [from, to] = [middleOf(host.bounds(mark)), middleOf(area)];
  const { panel } = host;
  panel.step(() => panel.set(id, moved(mark, Math.round(to.x - from.x), Math.round(to.y - from.y))));
  host.announce('stage.moved');
  return id;
}
