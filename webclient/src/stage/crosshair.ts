/**
 * Drawing by keyboard: Enter puts a crosshair in the center, arrows move it, Enter sets the first point, arrows draw,
 * Enter finishes, Esc cancels. While it is there it has the focus, as `role="application"`: arrow keys are its own.
 */
import { html, translate } from './dom.ts';
import type { Vec } from './types.ts';

/** Screen pixels a key press, and with shift. */
const step = 8;
const bigStep = 80;

export interface CrosshairActions {
  begin(at: Vec): void;
  move(at: Vec): void;
  end(at: Vec): void;
  cancel(): void;
  /** It is gone; the focus goes back to the stage. */
  left(): void;
  announce(key: string): void;
  /** Keeps a place within the screen. */
  bound(at: Vec): Vec;
}

export class Crosshair {
  readonly #element = html('div', 'stage-crosshair');
  readonly #actions: CrosshairActions;
  /** Tools that need one point only end with the first. */
  readonly #single: boolean;
  #at: Vec;
  #drawing = false;
  #open = true;

  constructor(root: HTMLElement, at: Vec, label: string, single: boolean, actions: CrosshairActions) {
    this.#actions = actions;
    this.#single = single;
    this.#at = at;
    this.#element.tabIndex = 0;
    this.#element.setAttribute('role', 'application');
    this.#element.setAttribute('aria-label', label);
    this.#element.addEventListener('keydown', this.#onKey);
    this.#element.addEventListener('blur', this.#onBlur);
    root.append(this.#element);
    this.#place();
    this.#element.focus({ preventScroll: true });
  }

  readonly close = (): void => {
    if (!this.#open) return;
    this.#open = false;
    if (this.#drawing) this.#actions.cancel();
    this.#element.removeEventListener('keydown', this.#onKey);
    this.#element.removeEventListener('blur', this.#onBlur);
    this.#element.remove();
  };

  readonly #onBlur = (): void => this.close();

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [dx, dy] = direction(event.key);
    if (dx !== 0 || dy !== 0) this.#move(dx, dy, event.shiftKey);
    else if (event.key === 'Enter' || event.key === ' ') this.#enter();
    else if (event.key === 'Escape') this.#escape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #move(dx: number, dy: number, big: boolean): void {
    const by = big ? bigStep : step;
    this.#at = this.#actions.bound({ x: this.#at.x + dx * by, y: this.#at.y + dy * by });
    this.#place();
    if (this.#drawing) this.#actions.move(this.#at);
  }

  #enter(): void {
    if (!this.#drawing) {
      this.#actions.begin(this.#at);
      this.#drawing = true;
      if (!this.#single) {
        this.#actions.announce('stage.first');
        return;
      }
    }
    this.#drawing = false;
    this.close();
    // The focus first: a tool that opens a text field takes it from there.
    this.#actions.left();
    this.#actions.end(this.#at);
  }

  #escape(): void {
    this.close();
    this.#actions.left();
    this.#actions.announce('stage.canceled');
  }

  #place(): void {
    this.#element.style.transform = translate(this.#at.x, this.#at.y);
  }
}

function direction(key: string): readonly [number, number] {
  switch (key) {
    case 'ArrowLeft':
      return [-1, 0];
    case 'ArrowRight':
      return [1, 0];
    case 'ArrowUp':
      return [0, -1];
    case 'ArrowDown':
      return [0, 1];
    default:
      return [0, 0];
  }
}
