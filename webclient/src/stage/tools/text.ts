/** Text: tap where it shall stand and type there; on a text of anybody: change it. */
import type { StagePoint, Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'text',
  keys: ['T', '8'],
  icon: 'M12 4v16M4 7V5a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v2M9 20h6',
  cursor: 'text',
  place: 'bar',
  order: 70,
  stays: false,
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
      const mark = host.markAt(from);
      host.editText(from, mark?.kind === 'text' ? mark : null);
      from = null;
    },
    cancel() {
      from = null;
    },
  };
}
