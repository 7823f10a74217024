/** Rectangle; shift makes it square. */
import { constrain } from '../geometry.ts';
import { shapeTool } from './shape.ts';
import type { Tool, ToolFace, ToolHost } from './tool.ts';

export const face: ToolFace = {
  id: 'rectangle',
  keys: ['R', '2'],
  icon: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  cursor: 'crosshair',
  place: 'more',
  order: 60,
  stays: false,
};

export function make(host: ToolHost): Tool {
  return shapeTool(host, 'rectangle', constrain);
}
