/** Shortcuts of the stage: a key to a command. Pure. They work only while the focus is in the stage (WCAG 2.1.4). */
import { faces, type ToolId } from './tools/faces.gen.ts';

export interface KeyInput {
  readonly key: string;
  readonly code: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

export type Command =
  | { readonly name: 'tool'; readonly tool: ToolId }
  | {
      readonly name: 'arrow';
      readonly dx: number;
      readonly dy: number;
      readonly big: boolean;
      readonly resize: boolean;
    }
  | { readonly name: 'next'; readonly backward: boolean }
  | {
      readonly name:
        | 'zoomIn'
        | 'zoomOut'
        | 'fit'
        | 'actualSize'
        | 'zoomSelection'
        | 'undo'
        | 'redo'
        | 'delete'
        | 'selectAll'
        | 'enter'
        | 'escape'
        | 'space';
    };

/** Each tool has its letter, Excalidraw's digit, and the pen the D of tldraw. */
const tools = new Map<string, ToolId>(faces.flatMap(({ id, keys }) => keys.map((key) => [key.toLowerCase(), id])));

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const plain: Readonly<Record<string, Exclude<Command['name'], 'tool' | 'arrow' | 'next'>>> = {
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  Delete: 'delete',
  Backspace: 'delete',
  Enter: 'enter',
  Escape: 'escape',
  ' ': 'space',
};

export function commandOf(input: KeyInput): Command | null {
  const arrow = Object.hasOwn(arrows, input.key) ? arrows[input.key] : undefined;
  if (arrow !== undefined && !input.ctrl) {
    return { name: 'arrow', dx: arrow[0], dy: arrow[1], big: input.shift, resize: input.alt };
  }
  if (input.ctrl) return input.alt ? null : withControl(input);
  if (input.alt) return null;
  if (input.key === 'Tab') return { name: 'next', backward: input.shift };
  // By `code`: with shift the key of the digit is another sign on every layout.
  if (input.shift && input.code === 'Digit1') return { name: 'fit' };
  if (input.shift && input.code === 'Digit2') return { name: 'zoomSelection' };
  const name = Object.hasOwn(plain, input.key) ? plain[input.key] : undefined;
  if (name !== undefined) return { name };
  const tool = input.shift ? undefined : tools.get(input.key.toLowerCase());
  return tool === undefined ? null : { name: 'tool', tool };
}

function withControl(input: KeyInput): Command | null {
  switch (input.key.toLowerCase()) {
    case 'z':
      return { name: input.shift ? 'redo' : 'undo' };
    case 'y':
      return { name: 'redo' };
    case '0':
      return { name: 'actualSize' };
    case 'a':
      return { name: 'selectAll' };
    default:
      // Ctrl with + and - stays the browser's own: it makes the text of the whole page larger.
      return null;
  }
}
