/**
 * The three stacked layers: picture, marks, live. While a gesture runs the compositor only stretches what was drawn
 * last; 160 ms after the last change the layers are laid out anew at their true size and are crisp again. Scaling one
 * big world instead costs seconds a frame with thousands of marks (the figures are in bench/).
 */
import { type Camera, same, unitsPerPixel } from './camera.ts';
import { html, svg } from './dom.ts';
import type { Size } from './types.ts';

export const settleMs = 160;

export class Layers {
  readonly picture = html('div', 'stage-layer stage-picture');
  readonly marks = svg('svg', { class: 'stage-layer stage-marks' });
  readonly live = svg('svg', { class: 'stage-layer stage-live', 'aria-hidden': 'true' });
  readonly all = [this.picture, this.marks, this.live];
  /** One screen pixel in the marks' units, as laid out. */
  unit = 0;
  #size: Size = { width: 1, height: 1 };
  #camera: Camera | null = null;
  /** The scale that the layers are laid out at. */
  #settled = 0;
  #lastChange = 0;

  constructor() {
    this.setPicture(null);
  }

  setPicture(size: Size | null): void {
    for (const layer of this.all) layer.classList.toggle('stage-empty', size === null);
    this.#size = size ?? this.#size;
    const box = `0 0 ${this.#size.width * unitsPerPixel} ${this.#size.height * unitsPerPixel}`;
    this.marks.setAttribute('viewBox', box);
    this.live.setAttribute('viewBox', box);
    this.#settled = 0;
    this.#camera = null;
  }

  /** Puts the layers where the camera has them; true while they are not settled: call again at the next frame. */
  place(camera: Camera, now: number): boolean {
    if (this.#camera === null || !same(camera, this.#camera)) {
      this.#lastChange = this.#camera === null ? Number.NEGATIVE_INFINITY : now;
      this.#camera = camera;
    } else if (this.#settled === camera.z) {
      return false;
    }
    const settle = now - this.#lastChange >= settleMs;
    if (settle && this.#settled !== camera.z) this.#layOut(camera.z);
    const transform = `translate(${camera.x}px, ${camera.y}px) scale(${camera.z / this.#settled})`;
    for (const layer of this.all) layer.style.transform = transform;
    return this.#settled !== camera.z;
  }

  #layOut(z: number): void {
    this.#settled = z;
    for (const layer of this.all) {
      layer.style.inlineSize = `${this.#size.width * z}px`;
      layer.style.blockSize = `${this.#size.height * z}px`;
    }
    // Hit twins are as fat on the screen at every scale, and pins are never too small to be read.
    this.unit = unitsPerPixel / z;
    this.marks.style.setProperty('--stage-unit', `${this.unit}px`);
    this.live.style.setProperty('--stage-unit', `${this.unit}px`);
  }
}
