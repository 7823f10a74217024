/** Circle; shift makes it round. */
import { constrain } from '../geometry.ts';
import { shapeTool } from './shape.ts';
import type { Tool, ToolHost } from './tool.ts';

export function ellipseTool(host: ToolHost): Tool {
  return shapeTool(host, { id: 'ellipse', key: 'O', constrain });
}
