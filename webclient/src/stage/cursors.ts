/**
 * The others' pointers: HTML, moved by the compositor, with name and color. They are painted `delayMs` late, so that
 * there is always a newer place to move towards: even when packets come unevenly the pointer glides.
 */
import type { Pointer } from '../wire/schema.gen.ts';
import { html, setAttribute, svg, translate } from './dom.ts';
import { type Spot, trailPath, withSpot } from './trail.ts';
import type { StagePerson, Vec } from './types.ts';

export const delayMs = 60;
/** A pointer that rests is in the way after a while. */
const idleMs = 5000;
const lightMs = 1000;
/** More than this between two places is a new movement, not a slow one. */
const jumpMs = 250;
const maxSteps = 8;

interface Step extends Vec {
  readonly time: number;
}

/** Where a pointer is at `time`, between the two places around it. Pure. */
export function positionAt(steps: readonly Step[], time: number): Vec | null {
  let before: Step | null = null;
  for (const step of steps) {
    if (step.time >= time) {
      if (before === null || step.time - before.time > jumpMs) return step;
      const part = (time - before.time) / (step.time - before.time || 1);
      return { x: before.x + (step.x - before.x) * part, y: before.y + (step.y - before.y) * part };
    }
    before = step;
  }
  return before;
}

interface Cursor {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  readonly light: HTMLElement;
  readonly tail: SVGPathElement;
  /** Where the light was, on the picture. */
  trail: readonly Spot[];
  steps: Step[];
  seq: number;
  picture: string | null;
  lit: boolean;
}

export class Cursors {
  readonly #layer: HTMLElement;
  readonly #person: (site: string) => StagePerson;
  readonly #cursors = new Map<string, Cursor>();
  readonly #tails = svg('svg', { class: 'cursor-tails' });

  constructor(layer: HTMLElement, person: (site: string) => StagePerson) {
    this.#layer = layer;
    layer.append(this.#tails);
    this.#person = person;
  }

  receive(site: string, message: Pointer, now: number): void {
    const cursor = this.#cursors.get(site) ?? this.#create(site);
    if (message.seq <= cursor.seq) return;
    cursor.seq = message.seq;
    if (message.picture !== cursor.picture) cursor.steps = [];
    cursor.picture = message.picture;
    cursor.lit = message.light;
    cursor.steps = [...cursor.steps.slice(1 - maxSteps), { x: message.x, y: message.y, time: now }];
  }

  /** One's own pointer light: seen at once, and never as a cursor. */
  showLight(site: string, picture: string, at: Vec, now: number): void {
    const cursor = this.#cursors.get(site) ?? this.#create(site);
    cursor.element.classList.add('cursor-own');
    cursor.picture = picture;
    cursor.lit = true;
    cursor.steps = [{ x: at.x, y: at.y, time: now - delayMs }];
  }

  removePerson(site: string): void {
    this.#cursors.get(site)?.element.remove();
    this.#cursors.get(site)?.tail.remove();
    this.#cursors.delete(site);
  }

  /** Names or colors changed. */
  relabel(): void {
    for (const [site, cursor] of this.#cursors) this.#dress(site, cursor);
  }

  /** Moves the pointers; true while any still moves or has yet to fade. */
  render(picture: string | null, toScreen: (p: Vec) => Vec, now: number): boolean {
    let active = false;
    for (const cursor of this.#cursors.values()) {
      const age = now - (cursor.steps.at(-1)?.time ?? Number.NEGATIVE_INFINITY);
      const at = picture !== null && cursor.picture === picture ? positionAt(cursor.steps, now - delayMs) : null;
      const visible = at !== null && age < idleMs;
      cursor.element.classList.toggle('cursor-away', !visible);
      cursor.light.classList.toggle('cursor-dark', !cursor.lit || age >= lightMs);
      this.#trace(cursor, visible && cursor.lit && age < lightMs ? at : null, toScreen, now);
      if (at !== null) {
        const screen = toScreen(at);
        cursor.element.style.transform = translate(screen.x, screen.y);
      }
      active ||= visible;
    }
    return active;
  }

  /** The tail of a light; `at` null: it is dark. */
  #trace(cursor: Cursor, at: Vec | null, toScreen: (p: Vec) => Vec, now: number): void {
    if (at === null && cursor.trail.length === 0) return;
    cursor.trail = at === null ? [] : withSpot(cursor.trail, { ...at, time: now });
    const spots = cursor.trail.map((spot) => ({ ...toScreen(spot), time: spot.time }));
    setAttribute(cursor.tail, 'd', trailPath(spots, now));
  }

  #create(site: string): Cursor {
    const element = html('div', 'cursor cursor-away');
    const light = html('div', 'cursor-light cursor-dark');
    const label = html('span', 'cursor-name');
    element.append(light, html('div', 'cursor-arrow'), label);
    this.#layer.append(element);
    const tail = svg('path');
    this.#tails.append(tail);
    const cursor = { element, label, light, tail, trail: [], steps: [], seq: -1, picture: null, lit: false };
    this.#cursors.set(site, cursor);
    this.#dress(site, cursor);
    return cursor;
  }

  #dress(site: string, cursor: Cursor): void {
    const { name, color } = this.#person(site);
    cursor.element.dataset['color'] = String(color);
    cursor.tail.dataset['color'] = String(color);
    cursor.label.textContent = name;
  }
}
