// Save picture: the picture with its marks as a PNG, made when the dialog opens, and anew when something better is here.
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { encoded, release } from '../export/canvas.ts';
import { fileName } from '../export/file-name.ts';
import { type Rendered, render } from '../export/render.ts';
import type { Translate } from '../i18n.ts';
import type { Panel } from '../panel/panel.ts';
import { type Picture, picture as pictureOf } from '../panel/query.ts';
import type { Pictures } from './pictures.ts';

export interface Saved {
  readonly url: string;
  readonly file: File;
  readonly width: number;
  readonly height: number;
  /** False: of the preview, because the rest has not arrived. */
  readonly full: boolean;
  /** A device's canvas takes no more. */
  readonly scaled: boolean;
  /** Whoever added it has more pixels than were shared. */
  readonly reduced: boolean;
}

/** none: there is no picture; waiting: nothing of it has arrived. */
export type SavePhase = 'none' | 'waiting' | 'making' | 'ready' | 'failed';

export interface Save {
  readonly phase: ReadonlySignal<SavePhase>;
  /** The last one that was made, also while another is being made. */
  readonly saved: ReadonlySignal<Saved | null>;
  readonly name: string;
  readonly marks: ReadonlySignal<boolean>;
  setMarks(on: boolean): void;
  retry(): void;
  stop(): void;
}

export interface SaveOptions {
  readonly panel: Panel;
  readonly pictures: Pick<Pictures, 'list' | 'url'>;
  readonly t: Translate;
  after(ms: number, action: () => void): () => void;
  objectUrl(blob: Blob): string;
  revokeObjectUrl(url: string): void;
}

/** A download that was just begun still reads it. */
const keepMs = 60_000;

export function createSave(options: SaveOptions, id: string | null, draw: typeof render = render): Save {
  const { panel, pictures, t } = options;
  const phase = signal<SavePhase>('making');
  const saved = signal<Saved | null>(null);
  const marks = signal(true);
  const tries = signal(0);
  const name = (id !== null && pictureOf(panel, id)?.name) || t('pictures.unnamed');
  let making = new AbortController();

  const drop = (old: Saved | null) => {
    if (old) options.after(keepMs, () => options.revokeObjectUrl(old.url));
  };
  /** It was deleted or taken back while it was looked at: it is not seen here longer than elsewhere. */
  const forget = () => {
    const old = saved.peek();
    if (old) options.revokeObjectUrl(old.url);
    saved.value = null;
    phase.value = 'none';
  };
  const find = () => (id === null ? undefined : pictureOf(panel, id));
  const make = async (withMarks: boolean, ending: AbortSignal) => {
    const picture = find();
    const source = picture && pictures.url(picture);
    if (!picture) forget();
    else if (!source) phase.value = 'waiting';
    if (!picture || !source) return;
    phase.value = 'making';
    try {
      const drawn = await draw({ panel, picture, source, marks: withMarks, signal: ending });
      const png = await pngOf(drawn, picture, source.full, fileName(name, 'png', t('pictures.unnamed')));
      if (ending.aborted) return;
      drop(saved.peek());
      saved.value = { ...png, url: options.objectUrl(png.file) };
      phase.value = 'ready';
    } catch {
      if (!ending.aborted) phase.value = 'failed';
    }
  };
  // What there is of the picture is asked anew whenever the filmstrip changes; made again only if it is another.
  let made = '';
  const stop = effect(() => {
    pictures.list.value;
    const withMarks = marks.value;
    const picture = find();
    const wanted = `${withMarks} ${tries.value} ${untracked(() => picture && pictures.url(picture)?.url)}`;
    if (wanted === made) return;
    made = wanted;
    making.abort();
    making = new AbortController();
    const { signal: ending } = making;
    untracked(() => void make(withMarks, ending));
  });
  return {
    ...{ phase, saved, name, marks },
    setMarks(on) {
      marks.value = on;
    },
    retry() {
      tries.value++;
    },
    stop() {
      stop();
      making.abort();
      drop(saved.peek());
    },
  };
}

/** As a file; the canvas is let go. */
async function pngOf({ canvas, scaled }: Rendered, { pixelWidth }: Picture, full: boolean, name: string) {
  const { width, height } = canvas;
  const blob = await encoded(canvas, 'image/png');
  release(canvas);
  const file = new File([blob], name, { type: 'image/png' });
  return { file, width, height, full, scaled, reduced: full && !scaled && width < pixelWidth };
}
