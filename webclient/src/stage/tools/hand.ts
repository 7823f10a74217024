/** Hand: the gestures pan before a tool is asked, so there is nothing left to do. */
import type { Tool, ToolFace } from './tool.ts';

export const face: ToolFace = {
  id: 'hand',
  keys: ['H'],
  icon: 'M18 11V6a2 2 0 0 0-4 0m0 4V4a2 2 0 0 0-4 0v2m0 4.5V6a2 2 0 0 0-4 0v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L7 15',
  cursor: 'grab',
  place: 'bar',
  order: 20,
  stays: true,
};

export function make(): Tool {
  return { points: 0, begin() {}, move() {}, end() {}, cancel() {} };
}
