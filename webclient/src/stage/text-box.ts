/** Typing on the picture: a text field that stands where the text will and looks as the text will. */
import { html, translate } from './dom.ts';
import { caretOf, type Measure, type TextLayout } from './text-layout.ts';
import type { Box, Vec } from './types.ts';

export interface TextBoxOptions {
  readonly label: string;
  readonly color: number;
  /** In 1/8 picture pixels. */
  readonly at: Vec;
  readonly fontSize: number;
  readonly text: string;
  readonly maxCharacters: number;
  /** How a text will be set; null for the note of a pin, whose lines are broken beside it. */
  readonly layOut: ((text: string) => TextLayout) | null;
  readonly measure: Measure;
  /** Something was typed, or the caret moved. */
  changed(): void;
  /** Called once with what was typed, and whether a key ended it; the field is gone by then. */
  done(text: string, byKey: boolean): void;
}

/** Behind the last letter there is room for the next one, in font sizes: the line would break where it need not. */
const nextLetter = 1.2;

export class TextBox {
  readonly #field = html('textarea', 'stage-text');
  readonly #options: TextBoxOptions;
  #layout: TextLayout | null = null;
  #laidOut: string | null = null;
  #set = '';
  #open = true;

  constructor(root: HTMLElement, options: TextBoxOptions) {
    this.#options = options;
    const field = this.#field;
    field.setAttribute('aria-label', options.label);
    field.dataset['color'] = String(options.color);
    field.maxLength = options.maxCharacters;
    field.classList.toggle('stage-note', options.layOut === null);
    field.dir = 'auto';
    field.rows = 1;
    field.value = options.text;
    field.autocapitalize = 'sentences';
    field.addEventListener('keydown', this.#onKey);
    field.addEventListener('blur', this.#onBlur);
    for (const name of ['input', 'keyup'] as const) field.addEventListener(name, options.changed);
    root.append(field);
    field.focus({ preventScroll: true });
  }

  place(toScreen: (p: Vec) => Vec, unit: number): void {
    const { at, fontSize, measure } = this.#options;
    const layout = this.#laid();
    const { style } = this.#field;
    const screen = toScreen(layout?.box ?? at);
    style.transform = translate(screen.x, screen.y);
    style.fontSize = `${(layout?.fontSize ?? fontSize) * unit}px`;
    if (layout === null) return;
    const { room, box, lines } = layout;
    const broken = lines.some(({ start }) => start > 0 && this.#field.value[start - 1] !== '\n');
    const typed = Math.max(...this.#field.value.split('\n').map(measure)) + nextLetter;
    style.inlineSize = `${(broken ? room : Math.min(room, Math.max(box.width, typed * layout.fontSize))) * unit}px`;
    this.#field.rows = lines.length;
    this.#showAll(unit);
  }

  /** Should a browser break lines elsewhere, all of them are seen nevertheless. */
  #showAll(unit: number): void {
    const set = `${unit} ${this.#laidOut}`;
    if (set === this.#set) return;
    this.#set = set;
    const field = this.#field;
    field.style.blockSize = '';
    if (field.scrollHeight > field.clientHeight + 1) field.style.blockSize = `${field.scrollHeight}px`;
  }

  /** Where the caret stands, in 1/8 picture pixels. */
  get caret(): Box {
    const layout = this.#laid();
    const { at, fontSize, measure } = this.#options;
    if (layout === null) return { ...at, width: 0, height: fontSize };
    return caretOf(layout, this.#field.value, this.#field.selectionEnd, measure);
  }

  close(): void {
    this.#end(false);
  }

  #laid(): TextLayout | null {
    const text = this.#field.value;
    if (text !== this.#laidOut) this.#layout = this.#options.layOut?.(text) ?? null;
    this.#laidOut = text;
    return this.#layout;
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
