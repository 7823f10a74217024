/** Which part of the picture this person has in view, and the ways to change it. */

import type { Camera } from './camera.ts';
import * as camera from './camera.ts';
import type { Lens } from './compare.ts';
import type { Box, Size, Vec, View } from './types.ts';

const moveMs = 160;
const zoomStep = 1.5;
const doubleTapFactor = 2;

interface Movement {
  readonly from: Camera;
  readonly to: Camera;
  readonly start: number;
}

export interface ViewingOptions {
  now(): number;
  readonly reducedMotion: boolean;
  /** The camera changed: paint it at the next frame. */
  changed(): void;
}

export class Viewing {
  readonly #options: ViewingOptions;
  #camera: Camera = { x: 0, y: 0, z: 1 };
  #movement: Movement | null = null;
  #picture: Size | null = null;
  /** What bars leave free of the screen: where the fit puts the picture. */
  #area: Box = { x: 0, y: 0, width: 1, height: 1 };
  #screen: Size = { width: 1, height: 1 };
  /** As long as nobody zoomed or panned, the picture stays fitted when the window changes. */
  #fitted = true;

  constructor(options: ViewingOptions) {
    this.#options = options;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get view(): View {
    return camera.viewOf(this.#camera, this.#area);
  }

  get lens(): Lens | null {
    const [picture, screen, area] = [this.#picture, this.#screen, this.#area];
    return picture && { camera: this.#camera, picture, screen, area };
  }

  /** Exactly this, at once: it follows another view, which has limits of its own. */
  take(to: Camera): void {
    if (this.#picture === null) return;
    this.#fitted = this.#isFit(to, this.#picture);
    this.#movement = null;
    this.#camera = to;
  }

  setPicture(picture: Size | null): void {
    this.#picture = picture;
    this.#movement = null;
    this.#fitted = true;
    if (picture !== null) this.#camera = camera.fit(picture, this.#area);
    this.#options.changed();
  }

  resize(screen: Size, area: Box): void {
    const view = this.view;
    this.#screen = screen;
    this.#area = area;
    const picture = this.#picture;
    if (picture === null) return;
    this.#movement = null;
    this.#camera = this.#fitted ? camera.fit(picture, area) : camera.cameraFor(view, picture, area);
    this.#options.changed();
  }

  panBy(dx: number, dy: number): void {
    this.#jump(camera.panBy(this.#target(), dx, dy));
  }

  zoomAt(at: Vec, factor: number): void {
    if (this.#picture === null) return;
    this.#jump(camera.zoomAt(this.#camera, at, factor, this.#limits(this.#picture)));
  }

  zoomStep(inward: boolean): void {
    const middle = { x: this.#area.x + this.#area.width / 2, y: this.#area.y + this.#area.height / 2 };
    if (this.#picture === null) return;
    const factor = inward ? zoomStep : 1 / zoomStep;
    this.#moveTo(camera.zoomAt(this.#target(), middle, factor, this.#limits(this.#picture)), false);
  }

  fit(): void {
    if (this.#picture !== null) this.#moveTo(camera.fit(this.#picture, this.#area), true);
  }

  /** One picture pixel is one CSS pixel. */
  actualSize(): void {
    const middle = { x: this.#area.x + this.#area.width / 2, y: this.#area.y + this.#area.height / 2 };
    if (this.#picture === null) return;
    this.#moveTo(camera.zoomAt(this.#camera, middle, 1 / this.#camera.z, this.#limits(this.#picture)), false);
  }

  showView(view: View): void {
    if (this.#picture === null) return;
    const to = camera.cameraFor(view, this.#picture, this.#area);
    this.#moveTo(to, this.#isFit(to, this.#picture)); // back to the whole picture is to stay there in any window
  }

  /** Between the whole picture and twice as large around a point. */
  toggleZoom(at: Vec): void {
    const picture = this.#picture;
    if (picture === null) return;
    const fitted = camera.fit(picture, this.#area);
    const near = Math.abs(this.#camera.z / fitted.z - 1) < 0.01;
    if (!near) this.fit();
    else this.#moveTo(camera.zoomAt(this.#camera, at, doubleTapFactor, this.#limits(picture)), false);
  }

  /** Goes on with an eased movement; true while there is one. */
  step(): boolean {
    const movement = this.#movement;
    if (movement === null) return false;
    const part = Math.min(1, (this.#options.now() - movement.start) / moveMs);
    // Ease-out: quick at first, so that the answer to a key is seen at once.
    this.#camera = camera.between(movement.from, movement.to, 1 - (1 - part) ** 3);
    if (part === 1) {
      this.#camera = movement.to;
      this.#movement = null;
    }
    return this.#movement !== null;
  }

  #limits(picture: Size): readonly [number, number] {
    const [low, high] = camera.zoomLimits(picture, this.#area);
    // Where it has followed another view to, it may stay.
    return [Math.min(low, this.#camera.z), Math.max(high, this.#camera.z)];
  }

  #isFit(to: Camera, picture: Size): boolean {
    const fitted = camera.fit(picture, this.#area);
    const near = (a: number, b: number, slack: number): boolean => Math.abs(a - b) < slack;
    // Views travel as whole 1/8 pixels.
    return near(to.x, fitted.x, 0.5) && near(to.y, fitted.y, 0.5) && near(to.z / fitted.z, 1, 0.005);
  }

  #target(): Camera {
    return this.#movement?.to ?? this.#camera;
  }

  #jump(to: Camera): void {
    if (this.#picture === null) return;
    this.#movement = null;
    this.#fitted = false;
    this.#camera = camera.clamp(to, this.#picture, this.#screen);
    this.#options.changed();
  }

  #moveTo(to: Camera, fitted: boolean): void {
    if (this.#picture === null) return;
    const goal = fitted ? to : camera.clamp(to, this.#picture, this.#screen);
    this.#fitted = fitted;
    if (this.#options.reducedMotion) this.#camera = goal;
    else this.#movement = { from: this.#camera, to: goal, start: this.#options.now() };
    this.#options.changed();
  }
}
