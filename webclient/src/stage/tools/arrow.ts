/** Arrow, from tail to head; shift keeps to directions of 15°. */
import { snapDirection } from '../geometry.ts';
import { shapeTool } from './shape.ts';
import type { Tool, ToolHost } from './tool.ts';

export function arrowTool(host: ToolHost): Tool {
  return shapeTool(host, { id: 'arrow', key: 'A', constrain: snapDirection });
}
