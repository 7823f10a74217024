/** Arrow, from tail to head; shift keeps to directions of 15°. */
import { snapDirection } from '../geometry.ts';
import { shapeTool } from './shape.ts';
import type { Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'arrow',
  keys: ['A', '5'],
  icon: 'M13 5h6v6M19 5 5 19',
  cursor: 'crosshair',
  place: 'bar',
  order: 40,
  stays: false,
};

export function make(host: ToolHost): Tool {
  return shapeTool(host, 'arrow', snapDirection);
}
