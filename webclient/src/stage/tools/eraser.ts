/** Eraser: one's own marks by touching them, another's by a second tap on the same one. All of a drag is one step. */
import type { Mark } from '../../panel/query.ts';
import type { StagePoint, Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'eraser',
  keys: ['E', '0'],
  icon: 'M21 21H8a2 2 0 0 1-1.42-.587l-3.994-3.999a2 2 0 0 1 0-2.828l10-10a2 2 0 0 1 2.829 0l5.999 6a2 2 0 0 1 0 2.828L12.834 21M5.082 11.09l8.828 8.828',
  cursor: 'cell',
  place: 'more',
  order: 80,
  stays: true,
};

export function make(host: ToolHost): Tool {
  let touched = new Set<string>();
  let armed: string | null = null;
  let first: Mark | null = null;
  let active = false;

  const touch = (point: StagePoint): void => {
    const mark = host.markAt(point);
    if (mark === null || mark.by !== host.panel.site) return;
    touched.add(mark.id);
    host.mark(mark.id, 'mark-erasing', true);
  };
  const disarm = (): void => {
    if (armed !== null) host.mark(armed, 'mark-armed', false);
    armed = null;
  };
  const stop = (): void => {
    for (const id of touched) host.mark(id, 'mark-erasing', false);
    touched = new Set();
    active = false;
  };
  const tapOther = (mark: Mark, point: StagePoint): void => {
    const again = armed === mark.id;
    disarm();
    if (again) {
      touched.add(mark.id);
      return;
    }
    armed = mark.id;
    host.mark(mark.id, 'mark-armed', true);
    host.hint(point, mark);
  };

  return {
    points: 1,
    begin(point) {
      active = true;
      first = host.markAt(point);
      touch(point);
    },
    move(points) {
      if (active) for (const point of points) touch(point);
    },
    end(point) {
      if (!active) return;
      const mark = host.markAt(point);
      if (mark !== null && mark.id === first?.id && mark.by !== host.panel.site) tapOther(mark, point);
      else disarm();
      if (armed === null) host.hint(point, null);
      const ids = [...touched].filter((id) => host.get(id) !== undefined);
      stop();
      if (ids.length === 0) return;
      host.panel.step(() => {
        for (const id of ids) host.panel.set(id, { deleted: true });
      });
      host.announce('stage.erased');
    },
    cancel() {
      stop();
      disarm();
    },
  };
}
