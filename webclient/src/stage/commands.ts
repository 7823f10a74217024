/** What the stage does on a key. */
import type { Mark, Picture } from '../panel/query.ts';
import { markBounds } from './bounds.ts';
import { screenLength, toPicture } from './camera.ts';
import { Crosshair } from './crosshair.ts';
import type { Edits } from './edits.ts';
import { unite } from './geometry.ts';
import { handleAt, handleReach, handlesOf, moved, resized } from './handles.ts';
import type { Host } from './host.ts';
import type { KeyInput } from './key-input.ts';
import { type Command, commandOf } from './keys.ts';
import type { MarkLayer } from './marks.ts';
import { neighbor, readingOrder } from './outline.ts';
import type { StagePoint, Tool } from './tools/tool.ts';
import type { StageOptions, ToolId, Vec } from './types.ts';
import type { Viewing } from './viewing.ts';

/** Screen pixels: panning the picture, and moving marks. */
const panStep = 48;
const bigPanStep = 240;
const nudge = 2;
const bigNudge = 20;

export interface CommandParts {
  readonly options: StageOptions;
  readonly viewing: Viewing;
  readonly marks: MarkLayer;
  readonly host: Host;
  readonly edits: Edits;
  picture(): Picture | null;
  tool(): Tool;
  toolId(): ToolId;
  chooseTool(tool: ToolId): void;
  /** Gives up the gesture that runs. */
  cancel(): void;
  announce(key: string): void;
  /** The tool that draws stays chosen after a mark, or no longer does. */
  keepTool(): void;
}

export class Commands {
  readonly #parts: CommandParts;
  #crosshair: Crosshair | null = null;
  /** After Esc the next Tab leaves the stage, however many marks there are. */
  #skipMarks = false;

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  /** True if the key had a meaning here. */
  run(input: KeyInput): boolean {
    const command = commandOf(input);
    return command !== null && this.#do(command);
  }

  closeCrosshair(): void {
    if (this.#crosshair === null) return;
    this.#crosshair.close();
    this.#crosshair = null;
    // It had the focus, which must not be lost with it.
    this.#parts.options.root.focus({ preventScroll: true });
  }

  /** Whether a point is on a handle of the selection. */
  onHandle(point: StagePoint): boolean {
    const { host } = this.#parts;
    const mark = this.#selectedMarks().length === 1 ? this.#selectedMarks()[0] : undefined;
    if (mark === undefined || point.kind === 'keyboard') return false;
    const handles = handlesOf(mark, host.bounds(mark)).map((handle) => ({ ...handle, ...host.toScreen(handle) }));
    return handleAt(handles, point.screen, handleReach[point.kind]) !== null;
  }

  #do(command: Command): boolean {
    const { viewing, options, chooseTool } = this.#parts;
    switch (command.name) {
      case 'tool':
        chooseTool(command.tool);
        return true;
      case 'arrow':
        return this.#arrow(command);
      case 'next':
        return this.#next(command.backward);
      case 'zoomIn':
      case 'zoomOut':
        options.onHand?.();
        viewing.zoomStep(command.name === 'zoomIn');
        return true;
      case 'fit':
        options.onHand?.();
        viewing.fit();
        return true;
      case 'actualSize':
        options.onHand?.();
        viewing.actualSize();
        return true;
      case 'zoomSelection':
        return this.#zoomSelection();
      case 'undo':
        options.panel.undo();
        return true;
      case 'redo':
        options.panel.redo();
        return true;
      case 'previousPicture':
      case 'nextPicture':
        options.onStep?.(command.name === 'nextPicture' ? 1 : -1);
        return true;
      case 'keepTool':
        this.#parts.keepTool();
        return true;
      case 'delete':
        return this.#delete();
      case 'duplicate':
        return this.#parts.edits.duplicate();
      case 'selectAll':
        return this.#selectAll();
      case 'enter':
        return this.#enter();
      case 'escape':
        return this.#escape();
    }
  }

  #arrow(command: Extract<Command, { readonly name: 'arrow' }>): boolean {
    const { viewing } = this.#parts;
    const marks = this.#selectedMarks();
    const { dx, dy, big, resize } = command;
    if (marks.length === 0) {
      if (resize) return false;
      const by = big ? bigPanStep : panStep;
      this.#parts.options.onHand?.();
      viewing.panBy(-dx * by, -dy * by);
      return true;
    }
    const by = screenLength(viewing.camera, big ? bigNudge : nudge);
    this.#write(marks, dx * by, dy * by, resize);
    return true;
  }

  /** Moves marks, or with alt their far end: what dragging does, for those who do not drag. */
  #write(marks: readonly Mark[], dx: number, dy: number, resize: boolean): void {
    const { panel } = this.#parts.options;
    panel.step(() => {
      for (const mark of marks) {
        const box = this.#parts.host.bounds(mark);
        const isArrow = mark.kind === 'arrow';
        const corner = isArrow ? { x: mark.x2, y: mark.y2 } : { x: box.x + box.width, y: box.y + box.height };
        const to = { x: corner.x + dx, y: corner.y + dy };
        const set = resize ? resized(mark, box, isArrow ? 'head' : 'se', to, false) : moved(mark, dx, dy, box);
        if (Object.keys(set).length > 0) panel.set(mark.id, set);
      }
    });
  }

  #next(backward: boolean): boolean {
    const { marks } = this.#parts;
    const current = this.#focused();
    if (current === null && (backward || this.#skipMarks)) {
      this.#skipMarks = false;
      return false;
    }
    const items = marks.all().map((mark) => ({ id: mark.id, box: markBounds(mark, marks.size) }));
    const ids = readingOrder(items, marks.size).map((item) => item.id);
    const id = neighbor(ids, current, backward);
    if (id === null) {
      // Back from the first mark is the stage itself; forward from the last leaves it.
      if (backward) this.#parts.options.root.focus({ preventScroll: true });
      return backward;
    }
    marks.group(id)?.focus({ preventScroll: true });
    return true;
  }

  #zoomSelection(): boolean {
    const { host, viewing } = this.#parts;
    const marks = this.#selectedMarks();
    if (marks.length === 0) return false;
    const { x, y, width, height } = unite(marks.map((mark) => host.bounds(mark)));
    const space = Math.max(width, height) / 4;
    this.#parts.options.onHand?.();
    viewing.showView([x - space, y - space, width + 2 * space, height + 2 * space]);
    return true;
  }

  #delete(): boolean {
    const { options, edits } = this.#parts;
    const focused = this.#parts.marks.get(this.#focused() ?? '');
    const selected = this.#selectedMarks();
    const marks = selected.length > 0 ? selected : focused === undefined ? [] : [focused];
    if (marks.length === 0) return false;
    // The focused node goes away: the focus must not be lost with it.
    if (focused !== undefined) options.root.focus({ preventScroll: true });
    edits.remove(marks);
    return true;
  }

  #selectAll(): boolean {
    if (this.#parts.picture() === null) return false;
    this.#parts.chooseTool('select');
    this.#parts.host.selection.set(this.#parts.marks.all().map((mark) => mark.id));
    return true;
  }

  #enter(): boolean {
    const { options, host, edits, tool, toolId, chooseTool } = this.#parts;
    const mark = this.#parts.marks.get(this.#focused() ?? '');
    if (mark !== undefined) {
      const again = host.selection.ids.includes(mark.id);
      if (toolId() !== 'select') chooseTool('select');
      host.selection.set([mark.id]);
      if (again && !edits.write()) options.onMenu?.();
      return true;
    }
    const { points } = tool();
    if (this.#parts.picture() === null || points === 0) return false;
    this.#openCrosshair(points === 1);
    return true;
  }

  #escape(): boolean {
    this.#parts.cancel();
    this.#parts.host.selection.set([]);
    this.#parts.options.root.focus({ preventScroll: true });
    this.#skipMarks = true;
    if (this.#parts.tool().points !== 0) this.#parts.chooseTool('select');
    return true;
  }

  #openCrosshair(single: boolean): void {
    const { options, announce } = this.#parts;
    const { root } = options;
    const middle = { x: root.clientWidth / 2, y: root.clientHeight / 2 };
    const tool = this.#parts.tool();
    this.#crosshair = new Crosshair(root, middle, options.t('stage.crosshair'), single, {
      begin: (at) => tool.begin(this.#pointAt(at)),
      move: (at) => tool.move([this.#pointAt(at)], []),
      end: (at) => tool.end(this.#pointAt(at)),
      cancel: () => tool.cancel(),
      left: () => {
        this.#crosshair = null;
        root.focus({ preventScroll: true });
      },
      announce,
      bound: (at) => ({
        x: Math.min(root.clientWidth, Math.max(0, at.x)),
        y: Math.min(root.clientHeight, Math.max(0, at.y)),
      }),
    });
  }

  #pointAt(screen: Vec): StagePoint {
    const place = toPicture(this.#parts.viewing.camera, screen);
    return { ...place, screen, kind: 'keyboard', pressure: null, shift: false };
  }

  #selectedMarks(): readonly Mark[] {
    return this.#parts.edits.selected();
  }

  /** The mark that has the focus. */
  #focused(): string | null {
    const { root } = this.#parts.options;
    const active = root.ownerDocument.activeElement;
    return active !== null && root.contains(active) ? active.getAttribute('data-id') : null;
  }
}
