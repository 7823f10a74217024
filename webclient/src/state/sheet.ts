// Save sheet: all pictures with what was marked, noted and said, as a print or as one file. One picture after the other
// is drawn and let go again; nothing leaves the device.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { encoded, release } from '../export/canvas.ts';
import { fileName } from '../export/file-name.ts';
import { render } from '../export/render.ts';
import { type Sheet, type SheetPicture, sheetOf } from '../export/sheet.ts';
import { type SheetSource, sheetFile } from '../export/sheet-file.ts';
import type { SheetWords } from '../export/sheet-page.ts';
import { type Printing, preparePrint } from '../export/sheet-print.ts';
import type { I18n } from '../i18n.ts';
import type { Panel } from '../panel/panel.ts';
import type { Pictures } from './pictures.ts';

export type SheetPhase = 'choosing' | 'making' | 'failed';

export interface SheetSaving {
  readonly sheet: Sheet;
  readonly chat: ReadonlySignal<boolean>;
  readonly phase: ReadonlySignal<SheetPhase>;
  readonly done: ReadonlySignal<number>;
  setChat(on: boolean): void;
  /** Whether the system's dialog for printing was opened. */
  print(): Promise<boolean>;
  /** The file to save, or null: canceled, or failed. */
  file(): Promise<File | null>;
  cancel(): void;
  /** What is being printed stays until the printer has it. */
  stop(): void;
}

export interface SheetOptions {
  readonly panel: Panel;
  readonly pictures: Pick<Pictures, 'url'>;
  readonly i18n: I18n;
  name(site: string): string;
  /** Wall clock, ms since 1970. */
  now(): number;
}

/** The long side of a picture in a sheet: sharp on paper, and thirty of them can still be mailed. */
const pictureSide = 1_600;
const quality = 0.85;

export function createSheetSaving(options: SheetOptions): SheetSaving {
  const { panel, i18n } = options;
  const sheet = sheetOf(panel, options.name);
  const chat = signal(sheet.messages.length > 0);
  const phase = signal<SheetPhase>('choosing');
  const progress = signal(0);
  let making = new AbortController();
  let printing: Printing | null = null;

  const source = (ending: AbortSignal): SheetSource => ({
    picture: (entry) => pictureFile(options, entry, ending),
    progress(done) {
      ending.throwIfAborted();
      progress.value = done;
    },
  });
  const run = async <T>(make: (ending: AbortSignal) => Promise<T>): Promise<T | null> => {
    if (phase.peek() === 'making') return null;
    making = new AbortController();
    const ending = making.signal;
    progress.value = 0;
    phase.value = 'making';
    try {
      // Whoever cancels does not wait for the picture that is being drawn.
      const made = await Promise.race([make(ending), aborted(ending)]);
      phase.value = 'choosing';
      return made;
    } catch {
      phase.value = ending.aborted ? 'choosing' : 'failed';
      return null;
    }
  };
  return {
    ...{ sheet, chat, phase, done: computed(() => Math.min(progress.value, sheet.pictures.length)) },
    setChat(on) {
      chat.value = on;
    },
    async print() {
      printing?.end();
      const words = sheetWords(i18n, options.now());
      printing = await run((ending) => preparePrint(sheet, words, chat.peek(), source(ending), ending));
      printing?.print();
      return printing !== null;
    },
    async file() {
      const words = sheetWords(i18n, options.now());
      const blob = await run((ending) => sheetFile(sheet, words, chat.peek(), source(ending)));
      return blob && new File([blob], fileName(words.heading, 'html', 'Coviewer'), { type: blob.type });
    },
    cancel: () => making.abort(),
    stop: () => making.abort(),
  };
}

function aborted(ending: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    ending.addEventListener('abort', () => reject(ending.reason), { once: true });
  });
}

/** Null for what cannot be had: one picture less is no reason to have no sheet. */
async function pictureFile({ panel, pictures }: SheetOptions, { picture }: SheetPicture, ending: AbortSignal) {
  const source = pictures.url(picture);
  if (!source) return null;
  try {
    const { canvas } = await render({ panel, picture, source, marks: true, most: pictureSide, signal: ending });
    const file = await encoded(onWhite(canvas), 'image/jpeg', quality);
    release(canvas);
    return { file, full: source.full };
  } catch (error) {
    if (ending.aborted) throw error;
    return null;
  }
}

/** A JPEG would turn transparent black. */
function onWhite(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function sheetWords({ t, language }: I18n, now: number): SheetWords {
  const locale = language.peek();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  const list = new Intl.ListFormat(locale);
  return {
    heading: t('sheet.heading', { date: day.format(now) }),
    language: locale,
    people: (names) => t('sheet.people', { names: list.format(names) }),
    by: (name) => t('sheet.by', { name }),
    preview: t('sheet.preview'),
    missing: t('sheet.missing'),
    left: (count) => t('sheet.left', { count }),
    chat: t('sheet.chat'),
    picture: (number) => t('sheet.picture', { number }),
    time: (ms) => time.format(ms),
  };
}
