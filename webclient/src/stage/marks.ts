/** The committed marks of the shown picture: one labelled, focusable SVG group each, updated once per frame. */
import type { Panel } from '../panel/panel.ts';
import { type Mark, mark as markOf, marks as marksOf, type Picture } from '../panel/query.ts';
import type { Stamp } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import { unitsPerPixel } from './camera.ts';
import { setAttribute, svg } from './dom.ts';
import { distanceToMark, markBounds, pointsOf } from './geometry.ts';
import { InkOutlines } from './ink.ts';
import { placeOf, readingOrder } from './outline.ts';
import { MarkNodes, pathOf, type Shape } from './paint.ts';
import type { Box, Size, StagePerson, Translate, Vec } from './types.ts';

interface Entry {
  mark: Mark;
  readonly created: Stamp;
  readonly nodes: MarkNodes;
  readonly hit: SVGElement;
  /** Exact bounds of a text, read from the DOM when somebody asks. */
  bounds: Box | null;
}

export interface MarkLayerOptions {
  readonly layer: SVGSVGElement;
  readonly panel: Panel;
  readonly t: Translate;
  person(site: string): StagePerson;
}

/** Texts in labels end after this many characters: a label is heard, not read. */
const labelTextLength = 80;

export function shapeOf(mark: Mark, path?: string): Shape {
  const common = { kind: mark.kind, color: mark.color, pressure: false, text: '', finished: true };
  switch (mark.kind) {
    case 'ink': {
      const shape = { ...common, width: mark.width, points: pointsOf(mark), pressure: mark.pressure ?? false };
      return path === undefined ? shape : { ...shape, path };
    }
    case 'text':
      return { ...common, width: mark.fontSize, points: [{ x: mark.x1, y: mark.y1 }], text: mark.text };
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
  readonly #outlines = new InkOutlines();
  #picture: Picture | null = null;
  #dirty = new Set<string>();
  #allDirty = false;
  #ghosts: ReadonlySet<string> = new Set();

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

  /** Brings the DOM up to the panel; true if anything changed. */
  update(): boolean {
    if (!this.#allDirty && this.#dirty.size === 0) return false;
    const picture = this.#picture;
    if (this.#allDirty) {
      const all = picture === null ? [] : marksOf(this.#options.panel, picture.id);
      this.changed(this.#entries.keys());
      this.changed(all.map((mark) => mark.id));
    }
    const dirty = this.#dirty;
    this.#dirty = new Set();
    this.#allDirty = false;
    for (const id of dirty) {
      const element = this.#options.panel.get(id);
      const mark = markOf(element);
      if (element === undefined || mark === undefined || mark.picture !== picture?.id) this.#remove(id);
      else this.#put(mark, element.created);
    }
    return true;
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
    if (mark.kind !== 'text' || entry === undefined || entry.mark !== mark) return markBounds(mark);
    if (entry.bounds === null) {
      const box = entry.nodes.textBox();
      entry.bounds = box === null || box.width === 0 ? markBounds(mark) : box;
      placeArea(entry.hit, entry.bounds);
    }
    return entry.bounds;
  }

  /** The topmost mark within `tolerance` of the point. */
  at(point: Vec, tolerance: number): Mark | null {
    const hits = ({ mark }: Entry): boolean => distanceToMark(point, mark, this.bounds(mark)) <= tolerance;
    return this.#order.findLast(hits)?.mark ?? null;
  }

  /** Ids in the order in which a person reads the picture. */
  readingIds(): readonly string[] {
    const items = this.all().map((mark) => ({ id: mark.id, box: markBounds(mark) }));
    return readingOrder(items, this.#size()).map((item) => item.id);
  }

  label(mark: Mark): string {
    const { t, person } = this.#options;
    const params = { name: person(mark.by).name, place: t(placeOf(markBounds(mark), this.#size())) };
    if (mark.kind !== 'text') return t(`mark.${mark.kind}`, params);
    return t('mark.text', { ...params, text: mark.text.slice(0, labelTextLength) });
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

  #size(): Size {
    const { pixelWidth, pixelHeight } = this.#picture ?? { pixelWidth: 1, pixelHeight: 1 };
    return { width: pixelWidth * unitsPerPixel, height: pixelHeight * unitsPerPixel };
  }

  #put(mark: Mark, created: Stamp): void {
    const known = this.#entries.get(mark.id);
    // An older write of the element came late: it belongs further back.
    if (known !== undefined && compareStamps(known.created, created) !== 0) this.#remove(mark.id);
    const entry = this.#entries.get(mark.id) ?? this.#insert(mark, created);
    entry.mark = mark;
    entry.bounds = null;
    const shape = shapeOf(mark, mark.kind === 'ink' ? this.#outlines.of(mark) : undefined);
    entry.nodes.paint(shape);
    this.#paintHit(entry, shape);
    this.#label(entry);
  }

  #insert(mark: Mark, created: Stamp): Entry {
    const nodes = new MarkNodes();
    const hit = svg(mark.kind === 'text' ? 'rect' : 'path', { class: mark.kind === 'text' ? 'mark-area' : 'mark-hit' });
    const { group } = nodes;
    group.setAttribute('role', 'img');
    group.setAttribute('tabindex', '-1');
    group.setAttribute('data-id', mark.id);
    group.setAttribute('data-kind', mark.kind);
    const entry = { mark, created, nodes, hit, bounds: null };
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
      placeArea(hit, markBounds(mark));
    } else {
      const path = mark.kind === 'ink' ? centerLine(shape) : pathOf(shape);
      hit.setAttribute('d', path);
      hit.style.setProperty('--stage-line', `${shape.width}px`);
    }
    if (hit.parentNode === null) nodes.group.append(hit);
  }

  #label(entry: Entry): void {
    setAttribute(entry.nodes.group, 'aria-label', this.label(entry.mark));
  }

  #remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.nodes.group.remove();
    this.#entries.delete(id);
    this.#order.splice(this.#order.indexOf(entry), 1);
  }
}

function placeArea(node: SVGElement, box: Box): void {
  for (const name of ['x', 'y', 'width', 'height'] as const) node.setAttribute(name, String(Math.round(box[name])));
}

function centerLine(shape: Shape): string {
  const path = shape.points.map((p) => `${p.x} ${p.y}`).join('L');
  return path === '' ? '' : `M${path}${shape.points.length === 1 ? 'h1' : ''}`;
}
