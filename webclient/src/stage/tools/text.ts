/** Text: tap where it shall stand and type there; on a text of anybody: change it. */
import type { StagePoint, Tool, ToolHost } from './tool.ts';

export function textTool(host: ToolHost): Tool {
  let from: StagePoint | null = null;
  return {
    id: 'text',
    key: 'T',
    cursor: 'text',
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
