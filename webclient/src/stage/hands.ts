/** What hands do: gestures and the wheel move the view, or go to what draws. */
import type { Picture } from '../panel/query.ts';
import { toPicture } from './camera.ts';
import type { DrawingLike } from './drawing.ts';
import { Gestures, type Sample } from './gestures.ts';
import { Input } from './input.ts';
import type { Surface } from './surface.ts';
import type { StagePoint } from './tools/tool.ts';
import { type StageOptions, type ToolId, usualHabits } from './types.ts';
import type { Viewing } from './viewing.ts';

export interface HandsParts {
  readonly options: StageOptions;
  readonly surface: Surface;
  readonly viewing: Viewing;
  readonly drawing: DrawingLike;
  picture(): Picture | null;
  tool(): ToolId;
  /** Paint at the next frame. */
  request(): void;
}

export class Hands {
  readonly #parts: HandsParts;
  readonly #gestures: Gestures;
  readonly #input: Input;
  #spaceHeld = false;

  constructor(parts: HandsParts) {
    this.#parts = parts;
    this.#gestures = this.#makeGestures();
    this.#input = this.#makeInput();
  }

  /** Fingers draw again, after a pen. */
  forgetPen(): void {
    this.#gestures.forgetPen();
  }

  /** The stage may stand elsewhere in the window. */
  moved(): void {
    this.#input.findOrigin();
  }

  /** Gives up what is being drawn. */
  cancel(): void {
    this.#gestures.cancel();
  }

  /** Time may give a finger that rests a meaning; true while one rests. */
  frame(now: number): boolean {
    this.#gestures.tick(now);
    return this.#gestures.resting;
  }

  destroy(): void {
    this.#input.destroy();
  }

  /** Where it is on the picture now: by the time that a call has waited the camera may have moved. */
  #pointOf(sample: Sample): StagePoint {
    const { kind, shift } = sample;
    const pressure = kind === 'pen' ? Math.round(sample.pressure * 255) : null;
    const place = toPicture(this.#parts.viewing.camera, sample);
    return { ...place, screen: { x: sample.x, y: sample.y }, kind, pressure, shift };
  }

  #pans(sample: Sample): boolean {
    const { picture, tool, drawing, request } = this.#parts;
    request(); // the finger may come to rest
    return picture() === null || tool() === 'hand' || this.#spaceHeld || drawing.pans(this.#pointOf(sample));
  }

  #doubleTap(sample: Sample): void {
    const { drawing, options, viewing, tool } = this.#parts;
    if (tool() !== 'select' && tool() !== 'hand') return;
    if (drawing.doubleTap(this.#pointOf(sample))) return;
    options.onHand?.();
    viewing.toggleZoom(sample);
  }

  #makeGestures(): Gestures {
    const { options, surface, viewing, drawing, picture } = this.#parts;
    const points = (samples: readonly Sample[]) => samples.map((sample) => this.#pointOf(sample));
    return new Gestures({
      pans: (sample) => this.#pans(sample),
      draws: () => this.#parts.tool() !== 'select',
      begin: (sample) => drawing.begin(this.#pointOf(sample)),
      move: (samples, predicted) => drawing.move(points(samples), points(predicted)),
      end: (sample) => drawing.end(this.#pointOf(sample)),
      cancel: () => drawing.cancel(),
      panBy: (dx, dy) => {
        options.onHand?.();
        viewing.panBy(dx, dy);
      },
      zoomAt: (at, factor) => {
        options.onHand?.();
        viewing.zoomAt(at, factor);
      },
      doubleTap: (sample) => this.#doubleTap(sample),
      hold: (sample) => picture() !== null && drawing.hold(this.#pointOf(sample)),
      holdMove: (sample) => drawing.holdMove(this.#pointOf(sample)),
      fingerTap: (fingers) => {
        if (fingers === 2) options.panel.undo();
        else if (fingers === 3) options.panel.redo();
      },
      pen: (seen) => surface.showPen(seen),
    });
  }

  #makeInput(): Input {
    const { options, surface, viewing, drawing } = this.#parts;
    return new Input(surface.root, this.#gestures, {
      wheel: (meaning, at) => {
        options.onHand?.();
        if (meaning.name === 'zoom') viewing.zoomAt(at, meaning.factor);
        else viewing.panBy(meaning.dx, meaning.dy);
      },
      key: (input) => drawing.key(input),
      space: (held) => {
        this.#spaceHeld = held;
        surface.root.classList.toggle('stage-space', held);
      },
      hover: (sample) => drawing.hover(sample && this.#pointOf(sample)),
      over: (id) => drawing.over(id),
      files: (files) => options.onFiles?.(files),
      now: () => options.env.now(),
      habits: () => options.habits?.() ?? usualHabits,
    });
  }
}
