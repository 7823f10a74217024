/**
 * Keeps the caret in view while somebody types: above a keyboard on the screen, and where the picture is larger than
 * the stage. Keyboards either make the page lower, so that the stage fits its picture anew and the text would be too
 * small to be read, or lie over the page. Here the picture stays as large as it was, and moves.
 */
import { boxToScreen, type Camera, fit, panBy, same } from './camera.ts';
import type { Box } from './types.ts';
import type { Viewing } from './viewing.ts';

/** Between the caret and a keyboard, in screen pixels. */
const clear = 12;

export class CaretView {
  readonly #root: HTMLElement;
  readonly #viewing: Viewing;
  readonly #request: () => void;
  #begun: { readonly camera: Camera; readonly fitted: boolean; readonly width: number } | null = null;
  #room = '';
  #followed = '';

  constructor(root: HTMLElement, viewing: Viewing, request: () => void) {
    this.#root = root;
    this.#viewing = viewing;
    this.#request = request;
  }

  begin(): void {
    const { lens } = this.#viewing;
    if (lens === null) return;
    const { camera, picture, area } = lens;
    this.#begun = { camera, fitted: same(camera, fit(picture, area)), width: area.width };
    this.#room = '';
    this.#followed = '';
    for (const name of ['resize', 'scroll'] as const) visualViewport?.addEventListener(name, this.#request);
  }

  /** Moves the picture when the caret or the room for it has changed. */
  follow(caret: Box): void {
    const { lens } = this.#viewing;
    const begun = this.#begun;
    if (lens === null || begun === null) return;
    const room = this.#visible(lens.area);
    const roomNow = Object.values(room).join();
    let to = lens.camera;
    // A keyboard came or went: from where it began, or the picture would wander.
    if (this.#room !== '' && roomNow !== this.#room && lens.area.width === begun.width) to = begun.camera;
    const place = `${roomNow} ${Object.values(caret).join()}`;
    if (place === this.#followed) return;
    this.#room = roomNow;
    this.#followed = place;
    const seen = boxToScreen(to, caret);
    to = panBy(to, into(seen.x, seen.width, room.x, room.width), into(seen.y, seen.height, room.y, room.height));
    if (same(to, lens.camera)) return;
    this.#viewing.take(to);
    this.#request();
  }

  /** A picture that was shown whole is so again. */
  end(): void {
    for (const name of ['resize', 'scroll'] as const) visualViewport?.removeEventListener(name, this.#request);
    const { lens } = this.#viewing;
    const fitted = this.#begun?.fitted === true;
    this.#begun = null;
    if (fitted && lens !== null && !same(lens.camera, fit(lens.picture, lens.area))) this.#viewing.fit();
  }

  /** What of the stage is neither under the page's bars nor under a keyboard, in the stage's own pixels. */
  #visible(area: Box): Box {
    const { left, top } = this.#root.getBoundingClientRect();
    const page = visualViewport ?? { offsetLeft: 0, offsetTop: 0, width: innerWidth, height: innerHeight };
    const x = Math.max(area.x, page.offsetLeft - left + clear);
    const y = Math.max(area.y, page.offsetTop - top + clear);
    const right = Math.min(area.x + area.width, page.offsetLeft + page.width - left - clear);
    const bottom = Math.min(area.y + area.height, page.offsetTop + page.height - top - clear);
    return { x, y, width: right - x, height: bottom - y };
  }
}

/** By how much a length must move to lie within another; where it is too long, its beginning does. */
function into(at: number, length: number, from: number, room: number): number {
  return Math.max(from, Math.min(at, from + room - length)) - at;
}
