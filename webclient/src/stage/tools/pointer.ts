/** Pointer light: shows a place to the others and fades; nothing of it stays. */
import type { Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'pointer',
  keys: ['K'],
  icon: 'M12 13v1M17 2a1 1 0 0 1 1 1v4a3 3 0 0 1-.6 1.8l-.6.8A4 4 0 0 0 16 12v8a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2v-8a4 4 0 0 0-.8-2.4l-.6-.8A3 3 0 0 1 6 7V3a1 1 0 0 1 1-1zM6 6h12',
  cursor: 'none',
  place: 'more',
  order: 90,
  stays: true,
};

export function make(host: ToolHost): Tool {
  return {
    points: 1,
    begin: (point) => host.light(point),
    move: (points) => host.light(points.at(-1) ?? null),
    end: (point) => host.light(point),
    cancel: () => host.light(null),
  };
}
