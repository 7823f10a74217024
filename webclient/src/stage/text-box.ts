/** Typing on the picture: a text field that stands where the text will and looks as the text will. */
import { html, translate } from './dom.ts';
import type { Vec } from './types.ts';

export interface TextBoxOptions {
  readonly label: string;
  readonly color: number;
  /** In 1/8 picture pixels. */
  readonly at: Vec;
  readonly fontSize: number;
  readonly text: string;
  readonly maxCharacters: number;
  /** It is the note of a pin: lines are broken. */
  readonly isNote: boolean;
  /** Called once with what was typed, and whether a key ended it; the field is gone by then. */
  done(text: string, byKey: boolean): void;
}

export class TextBox {
  readonly #field = html('textarea', 'stage-text');
  readonly #options: TextBoxOptions;
  #open = true;

  constructor(root: HTMLElement, options: TextBoxOptions) {
    this.#options = options;
    const field = this.#field;
    field.setAttribute('aria-label', options.label);
    field.dataset['color'] = String(options.color);
    field.maxLength = options.maxCharacters;
    field.classList.toggle('stage-note', options.isNote);
    field.rows = 1;
    field.value = options.text;
    field.autocapitalize = 'sentences';
    field.addEventListener('keydown', this.#onKey);
    field.addEventListener('blur', this.#onBlur);
    root.append(field);
    field.focus({ preventScroll: true });
  }

  place(toScreen: (p: Vec) => Vec, unit: number): void {
    const { at, fontSize } = this.#options;
    const screen = toScreen(at);
    this.#field.style.transform = translate(screen.x, screen.y);
    this.#field.style.fontSize = `${fontSize * unit}px`;
  }

  close(): void {
    this.#end(false);
  }

  /** Esc ends and keeps, as tapping away does; Enter is a new line. Keys typed here are not the stage's shortcuts. */
  readonly #onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    this.#end(true);
  };

  readonly #onBlur = (): void => this.#end(false);

  #end(byKey: boolean): void {
    if (!this.#open) return;
    this.#open = false;
    this.#field.removeEventListener('keydown', this.#onKey);
    this.#field.removeEventListener('blur', this.#onBlur);
    const text = this.#field.value.replace(/\r\n?/g, '\n').trimEnd();
    this.#field.remove();
    this.#options.done(text, byKey);
  }
}
