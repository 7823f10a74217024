/** Pointer light: shows a place to the others and fades; nothing of it stays. */
import type { Tool, ToolHost } from './tool.ts';

export function pointerTool(host: ToolHost): Tool {
  return {
    id: 'pointer',
    key: 'K',
    cursor: 'none',
    begin: (point) => host.light(point),
    move: (points) => host.light(points.at(-1) ?? null),
    end: (point) => host.light(point),
    cancel: () => host.light(null),
  };
}
