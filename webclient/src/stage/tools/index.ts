/** All tools. */
import type { ToolId } from '../types.ts';
import { arrowTool } from './arrow.ts';
import { ellipseTool } from './ellipse.ts';
import { eraserTool } from './eraser.ts';
import { handTool } from './hand.ts';
import { penTool } from './pen.ts';
import { pointerTool } from './pointer.ts';
import { rectangleTool } from './rectangle.ts';
import { selectTool } from './select.ts';
import { textTool } from './text.ts';
import type { Tool, ToolHost } from './tool.ts';

export function makeTools(host: ToolHost): Readonly<Record<ToolId, Tool>> {
  return {
    select: selectTool(host),
    hand: handTool(),
    pen: penTool(host),
    arrow: arrowTool(host),
    ellipse: ellipseTool(host),
    rectangle: rectangleTool(host),
    text: textTool(host),
    eraser: eraserTool(host),
    pointer: pointerTool(host),
  };
}
