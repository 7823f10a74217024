/** What the others have in view: a thin frame in their color with their name, where it is a part of the picture. */
import type { Viewport } from '../wire/schema.gen.ts';
import { html, translate } from './dom.ts';
import { contains } from './geometry.ts';
import type { Box, StagePerson } from './types.ts';

interface Frame {
  readonly element: HTMLElement;
  readonly label: HTMLElement;
  seq: number;
  picture: string | null;
  box: Box;
}

export class Viewports {
  readonly #layer: HTMLElement;
  readonly #person: (site: string) => StagePerson;
  readonly #frames = new Map<string, Frame>();

  constructor(layer: HTMLElement, person: (site: string) => StagePerson) {
    this.#layer = layer;
    this.#person = person;
  }

  receive(site: string, message: Viewport): void {
    const frame = this.#frames.get(site) ?? this.#create(site);
    if (message.seq <= frame.seq) return;
    frame.seq = message.seq;
    frame.picture = message.picture;
    frame.box = { x: message.x, y: message.y, width: message.w, height: message.h };
  }

  removePerson(site: string): void {
    this.#frames.get(site)?.element.remove();
    this.#frames.delete(site);
  }

  relabel(): void {
    for (const [site, frame] of this.#frames) this.#dress(site, frame);
  }

  /** `whole` is the picture's own box: somebody who sees all of it needs no frame. */
  render(picture: string | null, whole: Box, toScreen: (box: Box) => Box): void {
    for (const { element, picture: at, box } of this.#frames.values()) {
      const visible = at === picture && at !== null && box.width > 0 && box.height > 0 && !contains(box, whole);
      element.hidden = !visible;
      if (!visible) continue;
      const screen = toScreen(clip(box, whole));
      element.style.transform = translate(screen.x, screen.y);
      element.style.inlineSize = `${screen.width}px`;
      element.style.blockSize = `${screen.height}px`;
    }
  }

  #create(site: string): Frame {
    const element = html('div', 'viewport-frame');
    const label = html('span', 'viewport-name');
    element.hidden = true;
    element.append(label);
    this.#layer.append(element);
    const frame = { element, label, seq: -1, picture: null, box: { x: 0, y: 0, width: 0, height: 0 } };
    this.#frames.set(site, frame);
    this.#dress(site, frame);
    return frame;
  }

  #dress(site: string, frame: Frame): void {
    const { name, color } = this.#person(site);
    frame.element.dataset['color'] = String(color);
    frame.label.textContent = name;
  }
}

/** The part of a viewport that lies on the picture; around it there is nothing to talk about. */
export function clip(box: Box, whole: Box): Box {
  const x = Math.max(box.x, whole.x);
  const y = Math.max(box.y, whole.y);
  const right = Math.min(box.x + box.width, whole.x + whole.width);
  const bottom = Math.min(box.y + box.height, whole.y + whole.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
