/** Hand: the gestures pan before a tool is asked, so there is nothing left to do. */
import type { Tool } from './tool.ts';

export function handTool(): Tool {
  return { id: 'hand', key: 'H', cursor: 'grab', begin() {}, move() {}, end() {}, cancel() {} };
}
