/** Circle; shift makes it round. */
import { constrain } from '../geometry.ts';
import { shapeTool } from './shape.ts';
import type { Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'ellipse',
  keys: ['O', '4'],
  icon: 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0',
  cursor: 'crosshair',
  place: 'bar',
  order: 50,
  stays: false,
};

export function make(host: ToolHost): Tool {
  return shapeTool(host, 'ellipse', constrain);
}
