/** What a wheel event means: mouse notches zoom, trackpads pan, ctrl or a pinch on the trackpad zooms. Pure. */

import type { Habits } from './types.ts';

export interface WheelInput {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly zoomKey: boolean;
  readonly shift: boolean;
  readonly time: number;
}

export type WheelMeaning =
  | { readonly name: 'zoom'; readonly factor: number }
  | { readonly name: 'pan'; readonly dx: number; readonly dy: number };

/** A notch of a mouse wheel is at least this many pixels in every browser. */
const leastNotch = 80;
/** Within this time the device does not change. */
const sameDeviceMs = 400;
const zoomPerPixel = 0.01;
const largestStep = 0.25;
const linePixels = 20;
const pagePixels = 400;

export class Wheel {
  #device: 'mouse' | 'trackpad' = 'mouse';
  #lastTime = Number.NEGATIVE_INFINITY;

  read(input: WheelInput, habit: Habits['wheel'] = 'auto'): WheelMeaning {
    const scale = input.deltaMode === 1 ? linePixels : input.deltaMode === 2 ? pagePixels : 1;
    const dx = input.deltaX * scale;
    const dy = input.deltaY * scale;
    if (input.time - this.#lastTime > sameDeviceMs) {
      const notch = input.deltaMode !== 0 || (dx === 0 && Math.abs(dy) >= leastNotch);
      this.#device = notch || (dy === 0 && Math.abs(dx) >= leastNotch) ? 'mouse' : 'trackpad';
    }
    this.#lastTime = input.time;
    const zooms = habit === 'auto' ? this.#device === 'mouse' : habit === 'zoom';
    if (input.zoomKey || (zooms && !input.shift && dy !== 0)) {
      const step = Math.min(largestStep, Math.max(-largestStep, -dy * zoomPerPixel));
      return { name: 'zoom', factor: Math.exp(step) };
    }
    // With shift a mouse wheel pans sideways; some systems have swapped the axes already.
    return input.shift && dx === 0 ? { name: 'pan', dx: -dy, dy: 0 } : { name: 'pan', dx: -dx, dy: -dy };
  }
}
