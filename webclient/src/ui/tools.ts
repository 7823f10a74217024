// The tools in the order of the bar: one row here is all that a tool needs in this folder.
import type { Key } from '../i18n.ts';
import type { ToolId } from '../state/view.ts';
import type { IconName } from './icon.tsx';

export interface Tool {
  readonly id: ToolId;
  readonly label: Key;
  readonly icon: IconName;
  /** Works while the stage has the focus (WCAG 2.1.4). */
  readonly shortcut: string;
  /** In the short bar of a phone, not behind "more". */
  readonly first: boolean;
}

export const tools: readonly Tool[] = [
  { id: 'select', label: 'tool.select', icon: 'select', shortcut: 'V', first: false },
  { id: 'hand', label: 'tool.hand', icon: 'hand', shortcut: 'H', first: true },
  { id: 'pen', label: 'tool.pen', icon: 'pen', shortcut: 'P', first: true },
  { id: 'arrow', label: 'tool.arrow', icon: 'arrow', shortcut: 'A', first: true },
  { id: 'ellipse', label: 'tool.ellipse', icon: 'ellipse', shortcut: 'O', first: true },
  { id: 'rectangle', label: 'tool.rectangle', icon: 'rectangle', shortcut: 'R', first: false },
  { id: 'text', label: 'tool.text', icon: 'text', shortcut: 'T', first: true },
  { id: 'eraser', label: 'tool.eraser', icon: 'eraser', shortcut: 'E', first: false },
  { id: 'pointer', label: 'tool.pointer', icon: 'pointer', shortcut: 'K', first: false },
];
