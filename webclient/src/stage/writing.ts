/** Writing a text on the picture: the box to type in, what the others see of it meanwhile, and what is kept. */
import type { Mark } from '../panel/query.ts';
import { unitsPerPixel } from './camera.ts';
import { clampCoordinate, fontSizeFor } from './geometry.ts';
import type { Properties } from './handles.ts';
import type { MarkLayer } from './marks.ts';
import type { OutboxLike } from './outbox.ts';
import type { Shape } from './paint.ts';
import { TextBox } from './text-box.ts';
import type { ToolHost } from './tools/tool.ts';
import type { StageOptions, ToolId, Vec } from './types.ts';

export type TextMark = Extract<Mark, { readonly kind: 'text' }>;

export interface WritingParts {
  readonly options: StageOptions;
  readonly marks: MarkLayer;
  readonly outbox: OutboxLike;
  readonly host: ToolHost;
  /** Paint at the next frame. */
  request(): void;
  tool(): ToolId;
  setTool(tool: ToolId): void;
  announce(key: string): void;
  /** The stage has the focus again. */
  focus(): void;
}

export class Writing {
  readonly #parts: WritingParts;
  #textBox: TextBox | null = null;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  edit(at: Vec, existing: TextMark | null): void {
    this.end();
    const { options, marks, host } = this.#parts;
    const { picture } = host;
    const size = { width: picture.pixelWidth, height: picture.pixelHeight };
    const fontSize = existing?.fontSize ?? fontSizeFor(size, host.scale);
    // A new text is centered on the tap, as the caret of the pointer is.
    const place = { x: clampCoordinate(at.x), y: clampCoordinate(at.y - fontSize * 0.6) };
    const corner = existing === null ? place : { x: existing.x1, y: existing.y1 };
    const color = existing?.color ?? host.color;
    const element = existing?.id ?? host.newId();
    marks.group(element)?.classList.add('mark-edited');
    this.#tellWriting(element, picture.id, color, fontSize, corner, 'drawing');
    const done = (text: string, byKey: boolean): void => {
      this.#textBox = null;
      marks.group(element)?.classList.remove('mark-edited');
      this.#tellWriting(element, picture.id, color, fontSize, corner, 'done');
      this.#writeText(element, picture.id, text, existing, { color, fontSize, x1: corner.x, y1: corner.y });
      // Whoever tapped away has the focus elsewhere already.
      if (byKey) this.#parts.focus();
      this.#parts.request();
    };
    const label = options.t('text.label');
    const text = existing?.text ?? '';
    this.#textBox = new TextBox(options.root, { label, color, at: corner, fontSize, text, done });
    this.place();
  }

  /** Ends typing and keeps what was typed. */
  end(): void {
    this.#textBox?.close();
  }

  place(): void {
    const { host } = this.#parts;
    this.#textBox?.place((p) => host.toScreen(p), host.scale / unitsPerPixel);
  }

  #tellWriting(id: string, picture: string, color: number, size: number, at: Vec, state: 'drawing' | 'done'): void {
    const shape: Shape = {
      ...{ kind: 'text', color, width: size, points: [at], pressure: false },
      ...{ text: '', finished: false },
    };
    if (state === 'drawing') this.#parts.outbox.live(id, picture, shape, state);
    else this.#parts.outbox.canceled(id, picture, shape);
  }

  #writeText(id: string, picture: string, text: string, existing: Mark | null, rest: Properties): void {
    const { panel } = this.#parts.options;
    if (existing !== null) {
      const now = this.#parts.host.get(id);
      if (now === undefined || (now.kind === 'text' && now.text === text)) return;
      panel.step(() => panel.set(id, text === '' ? { deleted: true } : { text }));
      return;
    }
    if (text.trim() !== '') {
      panel.step(() => panel.set(id, { kind: 'text', by: panel.site, picture, text, ...rest }));
      this.#parts.announce('stage.drawn');
    }
    if (this.#parts.tool() === 'text') this.#parts.setTool('select');
  }
}
