/**
 * Marks that are being drawn or moved right now, one's own and others', in a layer of their own: a growing stroke
 * repaints nothing else. Others' arrive as `live` presence, on a channel that may lose any message.
 */

import type { Mark } from '../panel/query.ts';
import * as limits from '../wire/limits.gen.ts';
import { unpackPoints } from '../wire/points.ts';
import type { Live } from '../wire/schema.gen.ts';
import type { InkPoint } from './bounds.ts';
import { outlined } from './ink.ts';
import { shapeOf } from './marks.ts';
import { MarkNodes, type Shape, type ShapeKind } from './paint.ts';
import type { Measure } from './text-layout.ts';
import type { Size } from './types.ts';

/** Marks in progress that one person may have at a time: a selection being moved. */
const maxPerPerson = 64;
/** A stroke of which nothing more is heard is over: its last message was lost. A pen may rest for a while, though. */
const silentMs = 15_000;
/** How long a finished stroke waits for the write that commits it. */
const commitMs = 2000;
/** Presence may come this much later than the write that it led to. */
const lateMs = 300;

interface Progress {
  readonly site: string;
  readonly element: string;
  readonly picture: string;
  seq: number;
  shape: Shape;
  points: InkPoint[];
  time: number;
  state: 'drawing' | 'done' | 'canceled';
  changed: boolean;
  nodes: MarkNodes | null;
}

export interface Committed {
  get(id: string): Mark | undefined;
  /** Of the shown picture, in the marks' units. */
  readonly size: Size;
  readonly measure: Measure;
}

export class LiveLayer {
  readonly #layer: SVGSVGElement;
  readonly #committed: Committed;
  readonly #writing: (site: string) => string;
  readonly #progress = new Map<string, Progress>();
  /** Marks in progress that were committed a moment ago. */
  readonly #ended = new Map<string, number>();
  #picture: string | null = null;

  constructor(layer: SVGSVGElement, committed: Committed, writing: (site: string) => string) {
    this.#layer = layer;
    this.#committed = committed;
    this.#writing = writing;
  }

  show(picture: string | null): void {
    this.#picture = picture;
  }

  /** Takes what another person is drawing. */
  receive(site: string, message: Live, now: number): void {
    const key = `${site} ${message.element}`;
    const known = this.#progress.get(key);
    if (known !== undefined && message.seq <= known.seq) return;
    if (now < (this.#ended.get(key) ?? 0) + lateMs) return;
    if (known === undefined && message.state === 'done') return;
    if (message.state === 'canceled') {
      this.#forget(key);
      return;
    }
    if (known === undefined && this.#countOf(site) >= maxPerPerson) return;
    let points: readonly InkPoint[];
    try {
      points = unpackPoints(message.points, message.pressure);
    } catch {
      return;
    }
    const progress = known ?? this.#open(key, site, message);
    progress.seq = message.seq;
    progress.time = now;
    progress.state = message.state;
    progress.changed = true;
    merge(progress.points, message.from, points);
    progress.shape = this.#shapeOf(site, message, progress.points);
  }

  /** Draws one's own stroke or the marks one moves. */
  draw(element: string, picture: string, shape: Shape): void {
    const key = ` ${element}`;
    const known = this.#progress.get(key);
    if (known !== undefined) {
      known.shape = shape;
      known.changed = true;
      return;
    }
    const own = { site: '', element, picture, seq: 0, shape, points: [], time: Number.POSITIVE_INFINITY };
    this.#progress.set(key, { ...own, state: 'drawing', changed: true, nodes: null });
  }

  /** One's own mark is committed or given up: from the next frame on the marks layer shows it, or nobody. */
  clear(element: string): void {
    this.#forget(` ${element}`);
  }

  /** The panel has these now: the marks layer shows them, and what was said before on the other channel is late. */
  committed(ids: Iterable<string>, now: number): void {
    const taken = new Set(ids);
    for (const [key, { site, element }] of this.#progress) {
      if (site === '' || !taken.has(element)) continue;
      this.#forget(key);
      this.#ended.set(key, now);
    }
  }

  removePerson(site: string): void {
    for (const [key, progress] of this.#progress) if (progress.site === site) this.#forget(key);
  }

  /** Committed marks that are drawn here while somebody moves them. */
  ghosts(): Set<string> {
    const ids = [...this.#progress.values()].map((progress) => progress.element);
    return new Set(ids.filter((id) => this.#committed.get(id) !== undefined));
  }

  /** Paints what changed; true while others' strokes are open, so that silent ones end. */
  render(now: number): boolean {
    let open = false;
    for (const [key, time] of this.#ended) if (now - time > lateMs) this.#ended.delete(key);
    for (const [key, progress] of this.#progress) {
      const limit = progress.state === 'done' ? commitMs : silentMs;
      if (now - progress.time > limit) {
        this.#forget(key);
        continue;
      }
      open ||= progress.site !== '';
      this.#paint(progress);
    }
    return open;
  }

  #paint(progress: Progress): void {
    const visible = progress.picture === this.#picture;
    if (visible && progress.nodes === null) {
      progress.nodes = new MarkNodes(this.#committed.measure);
      this.#layer.append(progress.nodes.group);
      progress.changed = true;
    } else if (!visible) {
      progress.nodes?.group.remove();
      progress.nodes = null;
    }
    if (progress.changed) progress.nodes?.paint(outlined(progress.shape), this.#committed.size);
    progress.changed = false;
  }

  #open(key: string, site: string, message: Live): Progress {
    const { element, picture, seq } = message;
    const shape = this.#shapeOf(site, message, []);
    const progress: Progress = {
      ...{ site, element, picture, seq, shape },
      ...{ points: [], time: 0, state: 'drawing', changed: true, nodes: null },
    };
    this.#progress.set(key, progress);
    return progress;
  }

  #shapeOf(site: string, message: Live, points: readonly InkPoint[]): Shape {
    const { kind, color, width, pressure } = message;
    const committed = this.#committed.get(message.element);
    const finished = message.state === 'done';
    if (committed?.kind === kind) {
      const shape = shapeOf(committed);
      return kind === 'text' ? { ...shape, points, width } : { ...shape, points, pressure };
    }
    const text = kind === 'text' ? this.#writing(site) : '';
    return { kind: kind satisfies ShapeKind, color, width, points, pressure, text, finished };
  }

  #countOf(site: string): number {
    return [...this.#progress.values()].filter((progress) => progress.site === site).length;
  }

  #forget(key: string): void {
    this.#progress.get(key)?.nodes?.group.remove();
    this.#progress.delete(key);
  }
}

/**
 * Puts points that begin at index `from` behind those that are known. What was lost in between is bridged, so that
 * indexes stay the sender's: later messages overlap and mend it, and the write at the end has everything.
 */
export function merge(known: InkPoint[], from: number, points: readonly InkPoint[]): void {
  const first = points[0];
  if (first === undefined) return;
  const bridge = known.at(-1) ?? first;
  while (known.length < from && known.length < limits.maxPoints) known.push(bridge);
  known.length = Math.min(known.length, from);
  for (const p of points) if (known.length < limits.maxPoints) known.push(p);
}
