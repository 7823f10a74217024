/** What belongs to this screen only: the selection with its handles, the marquee, the name beside a mark, hints. */
import type { Mark } from '../panel/query.ts';
import { html, setAttribute, svg } from './dom.ts';
import { type Handle, handlesOf } from './handles.ts';
import type { Surface } from './surface.ts';
import type { Box, Vec } from './types.ts';

const padding = 6;
const handleRadius = 6;
/** Less room than this above a mark, and its badge goes below. */
const leastRoomAbove = 44;

export interface Badge {
  readonly text: string;
  readonly color: number;
  readonly above: Box;
  readonly room: number;
}

export interface Projection {
  toScreen(point: Vec): Vec;
  boxToScreen(box: Box): Box;
}

export class Overlay {
  readonly #svg = svg('svg', { class: 'stage-overlay', 'aria-hidden': 'true' });
  readonly #marquee = svg('rect', { class: 'overlay-marquee' });
  readonly #badge = html('div', 'stage-badge');
  #boxes: SVGRectElement[] = [];
  #handles: SVGCircleElement[] = [];

  constructor(surface: Pick<Surface, 'put'>) {
    this.#svg.append(this.#marquee);
    this.#badge.hidden = true;
    this.#badge.setAttribute('aria-hidden', 'true');
    this.#marquee.setAttribute('visibility', 'hidden');
    surface.put(this.#svg, this.#badge);
  }

  /** Frames of the selected marks; a single one has handles. */
  showSelection(marks: readonly (readonly [Mark, Box])[], projection: Projection): void {
    const boxes = marks.filter(([mark]) => mark.kind !== 'arrow' || marks.length > 1);
    this.#boxes = this.#resizeList(this.#boxes, boxes.length, () => svg('rect', { class: 'overlay-box', rx: 4 }));
    boxes.forEach(([, box], i) => {
      const node = this.#boxes[i];
      if (node !== undefined) placeRectangle(node, grow(projection.boxToScreen(box), padding));
    });
    const [only] = marks;
    const handles = only !== undefined && marks.length === 1 ? handlesOf(only[0], only[1]) : [];
    this.#showHandles(handles, projection);
  }

  marquee(box: Box | null): void {
    setAttribute(this.#marquee, 'visibility', box === null ? 'hidden' : 'visible');
    if (box !== null) placeRectangle(this.#marquee, box);
  }

  /** The name of whose mark it is, or a hint, above a box on the screen; `room` is the screen's width. */
  badge(content: Badge | null): void {
    this.#badge.hidden = content === null;
    if (content === null) return;
    const { text, color, above, room } = content;
    if (this.#badge.textContent !== text) this.#badge.textContent = text;
    this.#badge.dataset['color'] = String(color);
    // Percentages are the badge's own size: the browser keeps it on the screen without being asked for its width.
    const x = `clamp(${padding}px, ${above.x.toFixed(1)}px, ${room - padding}px - 100%)`;
    const below = above.y < leastRoomAbove;
    const y = below
      ? `${(above.y + above.height + padding).toFixed(1)}px`
      : `${(above.y - padding).toFixed(1)}px - 100%`;
    this.#badge.style.transform = `translate(${x}, calc(${y}))`;
  }

  #showHandles(handles: readonly Handle[], projection: Projection): void {
    const create = (): SVGCircleElement => svg('circle', { class: 'overlay-handle', r: handleRadius });
    this.#handles = this.#resizeList(this.#handles, handles.length, create);
    handles.forEach((handle, i) => {
      const at = projection.toScreen(handle);
      this.#handles[i]?.setAttribute('cx', at.x.toFixed(1));
      this.#handles[i]?.setAttribute('cy', at.y.toFixed(1));
    });
  }

  #resizeList<T extends SVGElement>(list: readonly T[], length: number, create: () => T): T[] {
    for (const node of list.slice(length)) node.remove();
    const kept = list.slice(0, length);
    while (kept.length < length) {
      const node = create();
      this.#svg.append(node);
      kept.push(node);
    }
    return kept;
  }
}

function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

function placeRectangle(node: SVGRectElement, box: Box): void {
  for (const name of ['x', 'y', 'width', 'height'] as const) setAttribute(node, name, box[name].toFixed(1));
}
