/** The stage's own place in the page: the region with its label, what lies over the layers, and its size. */
import { html } from './dom.ts';
import type { Box, Size, Translate } from './types.ts';

export interface Extent {
  readonly screen: Size;
  /** What the page's own bars leave free: where a fitted picture goes. */
  readonly area: Box;
}

export class Surface {
  readonly root: HTMLElement;
  readonly #penButton = html('button', 'stage-pen');
  readonly #before: ReadonlySet<Element>;
  readonly #t: Translate;
  readonly #label: () => string;
  #width = 1;

  /** `onPen`: fingers shall draw again. */
  constructor(root: HTMLElement, t: Translate, label: () => string, onPen: () => void) {
    this.root = root;
    this.#t = t;
    this.#label = label;
    this.#before = new Set(root.children);
    root.classList.add('stage');
    root.setAttribute('role', 'region');
    root.tabIndex = 0;
    this.#penButton.type = 'button';
    this.#penButton.hidden = true;
    this.#penButton.addEventListener('click', onPen);
    root.append(this.#penButton);
    this.relabel();
  }

  /** The language may have changed. */
  relabel(): void {
    this.root.setAttribute('aria-label', this.#label());
    this.#penButton.textContent = this.#t('stage.pen');
  }

  /** Puts layers over those that are there, and under the controls. */
  put(...layers: readonly Element[]): void {
    this.#penButton.before(...layers);
  }

  /** A layer over the picture for what only eyes need. */
  addLayer(className: string): HTMLElement {
    const layer = html('div', className);
    layer.setAttribute('aria-hidden', 'true');
    this.put(layer);
    return layer;
  }

  showPen(seen: boolean): void {
    this.#penButton.hidden = !seen;
  }

  focus(): void {
    this.root.focus({ preventScroll: true });
  }

  get width(): number {
    return this.#width;
  }

  /** The padding of the root is what the page's bars cover. */
  measure(): Extent {
    const style = getComputedStyle(this.root);
    const pixels = (value: string): number => Number.parseFloat(value) || 0;
    const [x, y] = [pixels(style.paddingLeft), pixels(style.paddingTop)];
    const screen = { width: this.root.clientWidth, height: this.root.clientHeight };
    this.#width = screen.width;
    const width = Math.max(1, screen.width - x - pixels(style.paddingRight));
    const height = Math.max(1, screen.height - y - pixels(style.paddingBottom));
    return { screen, area: { x, y, width, height } };
  }

  /** Leaves the root as it was. */
  destroy(): void {
    for (const child of [...this.root.children]) if (!this.#before.has(child)) child.remove();
    this.root.classList.remove('stage');
  }
}
