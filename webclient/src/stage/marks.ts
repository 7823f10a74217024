/** The committed marks of the shown picture: one labelled, focusable SVG group each, updated once per frame. */
import type { Panel } from '../panel/panel.ts';
import { pinNumbers } from '../panel/pins.ts';
import { type Mark, mark as markOf, marks as marksOf, type Picture } from '../panel/query.ts';
import type { Stamp } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import { markBounds, pointsOf } from './bounds.ts';
import { setAttribute, svg } from './dom.ts';
import { wholeOf } from './geometry.ts';
import { labelOf } from './label.ts';
import { letters } from './letters.ts';
import { centerLine, MarkNodes, pathOf, type Shape } from './paint.ts';
import type { Box, Size, StagePerson, Translate } from './types.ts';

type Ink = Extract<Mark, { readonly kind: 'ink' }>;

interface Entry {
  mark: Mark;
  readonly created: Stamp;
  readonly nodes: MarkNodes;
  readonly hit: SVGElement;
  /** What a pin shows. */
  number: number;
}

export interface MarkLayerOptions {
  readonly layer: SVGSVGElement;
  readonly panel: Panel;
  readonly t: Translate;
  person(site: string): StagePerson;
}

/** Outlines of ink that are made for one frame; the marks whose turn comes later are plain lines until then. */
const outlinesPerFrame = 400;
export function shapeOf(mark: Mark, outline?: string): Shape {
  const common = { kind: mark.kind, color: mark.color, pressure: false, text: '', finished: true };
  switch (mark.kind) {
    case 'ink': {
      const shape = { ...common, width: mark.width, points: pointsOf(mark), pressure: mark.pressure ?? false };
      return outline === undefined ? shape : { ...shape, outline };
    }
    case 'text':
      return { ...common, width: mark.fontSize, points: [{ x: mark.x1, y: mark.y1 }], text: mark.text };
    case 'pin': {
      const points = [{ x: mark.x1, y: mark.y1 }];
      return { ...common, width: mark.width ?? 0, points, text: mark.text ?? '', number: mark.number };
    }
    default:
      return {
        ...common,
        width: mark.width,
        points: [
          { x: mark.x1, y: mark.y1 },
          { x: mark.x2, y: mark.y2 },
        ],
      };
  }
}

export class MarkLayer {
  readonly #options: MarkLayerOptions;
  readonly #entries = new Map<string, Entry>();
  /** The entries oldest first: the order in which they are painted. */
  #order: Entry[] = [];
  #outlineOf: ((ink: Ink) => string) | null = null;
  #picture: Picture | null = null;
  #dirty = new Set<string>();
  #allDirty = false;
  #pinsChanged = false;
  #ghosts: ReadonlySet<string> = new Set();

  /** One screen pixel in the marks' units. */
  unit = 0;
  readonly measure = letters();

  constructor(options: MarkLayerOptions) {
    this.#options = options;
  }

  show(picture: Picture | null): void {
    if (picture?.id !== this.#picture?.id) {
      this.#options.layer.replaceChildren();
      this.#entries.clear();
      this.#order = [];
    }
    this.#picture = picture;
    this.#allDirty = true;
  }

  changed(ids: Iterable<string>): void {
    for (const id of ids) this.#dirty.add(id);
  }

  /** Names changed: labels follow. */
  relabel(): void {
    for (const entry of this.#entries.values()) this.#label(entry);
  }

  /** From now on ink is drawn as `outlineOf` has it. */
  setOutlines(outlineOf: (ink: Ink) => string): void {
    this.#outlineOf = outlineOf;
    for (const { mark } of this.#order) if (mark.kind === 'ink') this.#dirty.add(mark.id);
  }

  /** There is more for the next frame. */
  get waiting(): boolean {
    return this.#allDirty || this.#dirty.size > 0;
  }

  /** Brings the DOM up to the panel; true if anything changed. */
  update(): boolean {
    if (!this.waiting) return false;
    const picture = this.#picture;
    if (this.#allDirty) {
      const all = picture === null ? [] : marksOf(this.#options.panel, picture.id);
      this.changed(this.#entries.keys());
      this.changed(all.map((mark) => mark.id));
    }
    const dirty = this.#dirty;
    this.#dirty = new Set();
    this.#allDirty = false;
    let outlines = 0;
    for (const id of dirty) {
      const element = this.#options.panel.get(id);
      const mark = markOf(element);
      if (element === undefined || mark === undefined || mark.picture !== picture?.id) this.#remove(id);
      else if (mark.kind !== 'ink' || this.#outlineOf === null) this.#put(mark, element.created);
      else if (outlines++ < outlinesPerFrame) this.#put(mark, element.created, this.#outlineOf(mark));
      else this.#putOff(mark, element.created);
    }
    if (this.#pinsChanged) this.#numberPins();
    return true;
  }

  /** One pin that comes or goes may change what the others show. */
  #numberPins(): void {
    this.#pinsChanged = false;
    const pins = this.#order.flatMap(({ mark }) => (mark.kind === 'pin' ? [mark] : []));
    for (const [id, number] of pinNumbers(pins.sort((a, b) => a.number - b.number))) {
      const entry = this.#entries.get(id);
      if (entry === undefined || entry.number === number) continue;
      entry.number = number;
      entry.nodes.paint({ ...shapeOf(entry.mark), number }, this.size);
      this.#label(entry);
    }
  }

  get(id: string): Mark | undefined {
    return this.#entries.get(id)?.mark;
  }

  group(id: string): SVGGElement | undefined {
    return this.#entries.get(id)?.nodes.group;
  }

  all(): readonly Mark[] {
    return this.#order.map((entry) => entry.mark);
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  bounds(mark: Mark): Box {
    const entry = this.#entries.get(mark.id);
    const exact = entry?.mark === mark ? entry.nodes.textBox : null;
    return exact ?? markBounds(mark, this.size, this.unit);
  }

  /** Marks that somebody is moving right now are drawn in the live layer instead. */
  setGhosts(ids: ReadonlySet<string>): void {
    for (const id of this.#ghosts) if (!ids.has(id)) this.group(id)?.classList.remove('mark-ghost');
    for (const id of ids) this.group(id)?.classList.add('mark-ghost');
    this.#ghosts = ids;
  }

  setState(id: string, state: 'mark-selected' | 'mark-erasing' | 'mark-armed', on: boolean): void {
    this.group(id)?.classList.toggle(state, on);
  }

  /** Of the picture, in the marks' units. */
  get size(): Size {
    return wholeOf(this.#picture ?? { pixelWidth: 1, pixelHeight: 1 });
  }

  /** Plain now, its outline with the next frame. */
  #putOff(ink: Ink, created: Stamp): void {
    if (!this.#entries.has(ink.id)) this.#put(ink, created);
    this.#dirty.add(ink.id);
  }

  #put(mark: Mark, created: Stamp, outline?: string): void {
    const known = this.#entries.get(mark.id);
    // An older write of the element came late: it belongs further back.
    if (known !== undefined && compareStamps(known.created, created) !== 0) this.#remove(mark.id);
    const entry = this.#entries.get(mark.id) ?? this.#insert(mark, created);
    entry.mark = mark;
    const shape = shapeOf(mark, outline);
    entry.nodes.paint(shape, this.size);
    if (mark.kind === 'pin') {
      entry.number = mark.number;
      this.#pinsChanged = true;
    }
    this.#paintHit(entry, shape);
    this.#label(entry);
  }

  #insert(mark: Mark, created: Stamp): Entry {
    const nodes = new MarkNodes(this.measure);
    const hit = mark.kind === 'text' ? svg('rect', { class: 'mark-area' }) : svg('path', { class: 'mark-hit' });
    const { group } = nodes;
    group.setAttribute('role', 'img');
    group.setAttribute('tabindex', '-1');
    group.setAttribute('data-id', mark.id);
    group.setAttribute('data-kind', mark.kind);
    const entry = { mark, created, nodes, hit, number: 0 };
    const at = this.#order.findLastIndex((other) => compareStamps(other.created, created) <= 0) + 1;
    this.#options.layer.insertBefore(group, this.#order[at]?.nodes.group ?? null);
    this.#order.splice(at, 0, entry);
    this.#entries.set(mark.id, entry);
    return entry;
  }

  /** The invisible twin that catches the pointer around thin lines. */
  #paintHit(entry: Entry, shape: Shape): void {
    const { hit, mark, nodes } = entry;
    if (mark.kind === 'text') {
      placeArea(hit, this.bounds(mark));
    } else {
      // A point alone is a dot as wide as the line: of a pin that is its disc.
      const path = mark.kind === 'ink' || mark.kind === 'pin' ? centerLine(shape.points) : pathOf(shape);
      hit.setAttribute('d', path);
      hit.style.setProperty('--stage-line', `${shape.width * (mark.kind === 'pin' ? 2.5 : 1)}px`);
    }
    // Under the mark: where it shows the focus, the mark's own color stays what it is.
    if (hit.parentNode === null) nodes.group.prepend(hit);
  }

  #label(entry: Entry): void {
    const { person, t } = this.#options;
    const { mark, number, nodes } = entry;
    setAttribute(nodes.group, 'aria-label', labelOf(mark, number, person(mark.by).name, this.size, t));
  }

  #remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.nodes.group.remove();
    this.#entries.delete(id);
    this.#order.splice(this.#order.indexOf(entry), 1);
    this.#pinsChanged ||= entry.mark.kind === 'pin';
  }
}

function placeArea(node: SVGElement, box: Box): void {
  for (const name of ['x', 'y', 'width', 'height'] as const) node.setAttribute(name, String(Math.round(box[name])));
}
