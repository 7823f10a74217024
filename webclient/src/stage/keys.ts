/**
 * Shortcuts of the stage: a key to a command. Pure. They work only while the focus is in the stage (WCAG 2.1.4). What
 * is here and in the faces of the tools is also what the help lists.
 */
import type { KeyInput } from './key-input.ts';
import { faces, type ToolId } from './tools/faces.gen.ts';

/** In the order of the help; written as `aria-keyshortcuts` has them, the first is the one that is told. */
export const shortcuts = [
  { name: 'undo', keys: ['Control+Z'] },
  { name: 'redo', keys: ['Control+Shift+Z', 'Control+Y'] },
  { name: 'zoomIn', keys: ['+', '='] },
  { name: 'zoomOut', keys: ['-'] },
  { name: 'fit', keys: ['Shift+1'] },
  { name: 'zoomSelection', keys: ['Shift+2'] },
  { name: 'actualSize', keys: ['Control+0'] },
  { name: 'previousPicture', keys: ['PageUp'] },
  { name: 'nextPicture', keys: ['PageDown'] },
  { name: 'keepTool', keys: ['Q'] },
  { name: 'selectAll', keys: ['Control+A'] },
  { name: 'duplicate', keys: ['Control+D'] },
  { name: 'delete', keys: ['Delete', 'Backspace'] },
  { name: 'enter', keys: ['Enter'] },
  { name: 'escape', keys: ['Escape'] },
] as const satisfies readonly { readonly name: string; readonly keys: readonly string[] }[];

export type CommandName = (typeof shortcuts)[number]['name'];

export type Command =
  | { readonly name: CommandName }
  | { readonly name: 'tool'; readonly tool: ToolId }
  | {
      readonly name: 'arrow';
      readonly dx: number;
      readonly dy: number;
      readonly big: boolean;
      readonly resize: boolean;
    }
  | { readonly name: 'next'; readonly backward: boolean };

const commands = new Map<string, Command>([
  ...shortcuts.flatMap(({ name, keys }) => keys.map((key): [string, Command] => [key, { name }])),
  ...faces.flatMap(({ id, keys }) => keys.map((key): [string, Command] => [key, { name: 'tool', tool: id }])),
  ['Tab', { name: 'next', backward: false }],
  ['Shift+Tab', { name: 'next', backward: true }],
]);

const arrows = new Map<string, readonly [dx: number, dy: number]>([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

export function commandOf(input: KeyInput): Command | null {
  const arrow = arrows.get(input.key);
  if (arrow !== undefined && !input.ctrl) {
    return { name: 'arrow', dx: arrow[0], dy: arrow[1], big: input.shift, resize: input.alt };
  }
  // Ctrl with + and - stays the browser's own: it makes the text of the whole page larger.
  return input.alt ? null : (commands.get(chordOf(input)) ?? null);
}

/** As in the table. */
function chordOf({ key, code, ctrl, shift }: KeyInput): string {
  // By `code`: with shift the key of a digit is another sign on every layout.
  const digit = shift && code.startsWith('Digit') ? code.slice('Digit'.length) : null;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  // A sign says all by itself: on some layouts it takes shift to write it.
  const withShift = shift && (digit !== null || !isSign);
  return `${ctrl ? 'Control+' : ''}${withShift ? 'Shift+' : ''}${digit ?? (key.length === 1 ? key.toUpperCase() : key)}`;
}
