/** Rectangle; shift makes it square. */
import { constrain } from '../geometry.ts';
import { shapeTool } from './shape.ts';
import type { Tool, ToolHost } from './tool.ts';

export function rectangleTool(host: ToolHost): Tool {
  return shapeTool(host, { id: 'rectangle', key: 'R', constrain });
}
