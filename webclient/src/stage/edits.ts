/** What is done to marks that are there already. Each is one step of undo. */
import { pinNumbers, pins } from '../panel/pins.ts';
import type { Mark } from '../panel/query.ts';
import { screenLength } from './camera.ts';
import { textSizeFor, widthFor } from './geometry.ts';
import { moved, type Properties } from './handles.ts';
import type { ToolHost } from './tools/tool.ts';
import type { Edit, Size, Style } from './types.ts';

/** How far a copy lies from what it was made of, in screen pixels. */
const copyStep = 18;

/** What a style writes into a mark of this kind. */
export function styled(mark: Mark, { color, width }: Style, picture: Size): Properties {
  const hue = color === undefined ? {} : { color };
  if (width === undefined) return hue;
  return mark.kind === 'text'
    ? { ...hue, fontSize: textSizeFor(picture, width) }
    : { ...hue, width: widthFor(picture, width) };
}

export class Edits {
  readonly #host: ToolHost;

  constructor(host: ToolHost) {
    this.#host = host;
  }

  act(deed: Edit): void {
    switch (deed.name) {
      case 'restyle':
        this.#restyle(deed.style);
        return;
      case 'duplicate':
        this.duplicate();
        return;
      case 'delete':
        this.remove(this.selected());
        return;
      case 'write':
        this.write();
        return;
      case 'clearMine':
        this.remove(this.#host.marks().filter((mark) => mark.by === this.#host.panel.site));
        return;
      case 'clearAll':
        this.remove(this.#host.marks());
        return;
    }
  }

  selected(): readonly Mark[] {
    return this.#host.selection.ids.flatMap((id) => this.#host.get(id) ?? []);
  }

  /** Copies beside them, one's own whoever made what is copied, and selected. */
  duplicate(): boolean {
    const selected = this.selected();
    if (selected.length === 0) return false; // perhaps there is no picture either
    const { panel, picture, scale, selection } = this.#host;
    const by = screenLength({ x: 0, y: 0, z: scale }, copyStep);
    let number = Math.max(0, ...pinNumbers(pins(panel, picture.id)).values());
    const copies = panel.step(() =>
      selected.map((mark) => {
        const id = this.#host.newId();
        const { id: _, ...properties } = mark;
        // A copy of a number is the next one: there are no two of the same.
        const counted = mark.kind === 'pin' ? { number: ++number } : {};
        panel.set(id, { ...properties, ...moved(mark, by, by, this.#host.bounds(mark)), ...counted, by: panel.site });
        return id;
      }),
    );
    selection.set(copies);
    this.#host.announce('stage.copied');
    return true;
  }

  remove(marks: readonly Mark[]): void {
    if (marks.length === 0) return;
    const { panel, selection } = this.#host;
    panel.step(() => {
      for (const { id } of marks) panel.set(id, { deleted: true });
    });
    selection.set([]);
    this.#host.announce('stage.erased');
  }

  /** Opens the words of the one selected mark; false if it has none to write. */
  write(): boolean {
    const [mark, ...others] = this.selected();
    if (others.length > 0 || (mark?.kind !== 'text' && mark?.kind !== 'pin')) return false;
    this.#host.editText({ x: mark.x1, y: mark.y1 }, mark);
    return true;
  }

  #restyle(style: Style): void {
    const { panel, picture } = this.#host;
    const size = { width: picture.pixelWidth, height: picture.pixelHeight };
    panel.step(() => {
      for (const mark of this.selected()) panel.set(mark.id, styled(mark, style, size));
    });
  }
}
