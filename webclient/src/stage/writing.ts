/** Writing on the picture, a text or the note of a pin: the box to type in, what the others see of it, what is kept. */
import type { Mark } from '../panel/query.ts';
import * as limits from '../wire/limits.gen.ts';
import { pinRadius } from './bounds.ts';
import { unitsPerPixel } from './camera.ts';
import { CaretView } from './caret-view.ts';
import { clampCoordinate, fontSizeFor } from './geometry.ts';
import type { Properties } from './handles.ts';
import type { MarkLayer } from './marks.ts';
import type { Outbox } from './outbox.ts';
import { TextBox, type TextBoxOptions } from './text-box.ts';
import { layOut } from './text-layout.ts';
import type { ToolHost } from './tools/tool.ts';
import type { StageOptions, Vec } from './types.ts';
import type { Viewing } from './viewing.ts';

/** A mark that has words. */
export type WrittenMark = Extract<Mark, { readonly kind: 'text' | 'pin' }>;

export interface WritingParts {
  readonly options: StageOptions;
  readonly viewing: Viewing;
  readonly marks: MarkLayer;
  readonly outbox: Outbox;
  readonly host: ToolHost;
  /** Paint at the next frame. */
  request(): void;
  /** Typing is over. */
  written(): void;
  announce(key: string): void;
  /** The stage has the focus again. */
  focus(): void;
}

type Place = Pick<TextBoxOptions, 'at' | 'fontSize' | 'color'>;

const maxTextCharacters = 2000;

export class Writing {
  readonly #parts: WritingParts;
  readonly #caretView: CaretView;
  #textBox: TextBox | null = null;

  constructor(parts: WritingParts) {
    this.#parts = parts;
    this.#caretView = new CaretView(parts.options.root, parts.viewing, () => parts.request());
  }

  edit(at: Vec, existing: WrittenMark | null): void {
    this.end();
    const { options, marks, host } = this.#parts;
    const picture = host.picture.id;
    const place = this.#placeOf(at, existing);
    const element = existing?.id ?? host.newId();
    marks.group(element)?.classList.add('mark-edited');
    // A note is told as a text of its own: its pin stays where it is.
    const told = existing?.kind === 'pin' ? host.newId() : element;
    this.#tell(told, picture, place, 'drawing');
    const done = (text: string, byKey: boolean): void => {
      this.#textBox = null;
      this.#caretView.end();
      marks.group(element)?.classList.remove('mark-edited');
      this.#tell(told, picture, place, 'done');
      if (existing !== null) this.#rewrite(existing, text);
      else this.#write(element, picture, text, place);
      // Whoever tapped away has the focus elsewhere already.
      if (byKey) this.#parts.focus();
      this.#parts.request();
    };
    const isPin = existing?.kind === 'pin';
    const { size, measure } = marks;
    this.#caretView.begin();
    this.#textBox = new TextBox(options.root, {
      ...place,
      label: options.t(isPin ? 'mark.note' : 'text.label'),
      text: existing?.text ?? '',
      layOut: isPin ? null : (text) => layOut({ ...place, text }, size, measure),
      measure,
      changed: () => this.#parts.request(),
      maxCharacters: isPin ? limits.maxPinChars : maxTextCharacters,
      done,
    });
    this.place();
  }

  /** Ends typing and keeps what was typed. */
  end(): void {
    this.#textBox?.close();
  }

  place(): void {
    const { host } = this.#parts;
    const box = this.#textBox;
    if (box === null) return;
    this.#caretView.follow(box.caret);
    box.place((p) => host.toScreen(p), host.scale / unitsPerPixel);
  }

  #placeOf(tap: Vec, existing: WrittenMark | null): Place {
    const { picture, scale, color } = this.#parts.host;
    if (existing?.kind === 'text') {
      return { at: { x: existing.x1, y: existing.y1 }, fontSize: existing.fontSize, color: existing.color };
    }
    if (existing?.kind === 'pin') {
      // Beside the disc, where the note stands.
      const radius = pinRadius(existing, unitsPerPixel / scale);
      const at = { x: existing.x1 + radius * 1.25, y: existing.y1 - radius * 0.6 };
      return { at, fontSize: radius, color: existing.color };
    }
    const fontSize = fontSizeFor({ width: picture.pixelWidth, height: picture.pixelHeight }, scale);
    // A new text is centered on the tap, as the caret of the pointer is.
    return { at: { x: clampCoordinate(tap.x), y: clampCoordinate(tap.y - fontSize * 0.6) }, fontSize, color };
  }

  #tell(id: string, picture: string, { at, fontSize, color }: Place, state: 'drawing' | 'done'): void {
    const point = { x: clampCoordinate(at.x), y: clampCoordinate(at.y) };
    const shape = {
      ...({ kind: 'text', color, width: Math.round(fontSize), points: [point] } as const),
      ...{ pressure: false, text: '', finished: false },
    };
    if (state === 'drawing') this.#parts.outbox.live(id, picture, shape, state);
    else this.#parts.outbox.canceled(id, picture, shape);
  }

  #rewrite(existing: WrittenMark, text: string): void {
    const { panel } = this.#parts.options;
    const now = this.#parts.host.get(existing.id);
    if (now?.kind !== existing.kind || (now.text ?? '') === text) return;
    // A text without words is gone; a pin without a note is still a pin.
    const set: Properties = text === '' && now.kind === 'text' ? { deleted: true } : { text };
    panel.step(() => panel.set(existing.id, set));
  }

  #write(id: string, picture: string, text: string, { at, fontSize, color }: Place): void {
    const { panel } = this.#parts.options;
    if (text.trim() !== '') {
      const place = { color, fontSize, x1: at.x, y1: at.y };
      panel.step(() => panel.set(id, { kind: 'text', by: panel.site, picture, text, ...place }));
      this.#parts.announce('stage.drawn');
    }
    this.#parts.written();
  }
}
