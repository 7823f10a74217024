// Adding pictures: one after the other through intake, then onto the panel. The person sees how far it is, may stop it,
// and is told at the end what was removed from which, and which were refused and why.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { I18n, Translate } from '../i18n.ts';
import { type Intake, IntakeError, type Metadata } from '../media/types.ts';
import { newId } from '../panel/ids.ts';
import { between } from '../panel/order.ts';
import type { Panel } from '../panel/panel.ts';
import { pictures } from '../panel/query.ts';
import { fromHex } from './hex.ts';
import { createIntakeReport, type IntakeReport } from './intake-report.ts';
import type { Toasts } from './toasts.ts';

export interface Pending {
  readonly name: string;
}

export interface Adding {
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** How many are through, of those that were chosen since nothing was pending. */
  readonly done: ReadonlySignal<number>;
  /** By picture: what was removed from it before it left this device. */
  readonly removed: ReadonlySignal<ReadonlyMap<string, readonly Metadata[]>>;
  add(files: readonly File[]): Promise<void>;
  /** The way to the account of what was shared, for who wants to know more than a toast can tell. */
  leadTo(openReceipt: () => void): void;
  /** What is pending is not added; what is on the panel stays. */
  cancel(): void;
  stop(): void;
}

/** Of one drop or choice: more is a folder by mistake. */
export const maxFiles = 30;
/** Code points: `name` in peer/wire/schema.json. */
const maxPictureNameChars = 120;

export interface AddingOptions {
  readonly panel: Panel;
  readonly i18n: I18n;
  readonly toasts: Toasts;
  intake(file: Blob, signal: AbortSignal): Promise<Intake>;
  addBlob(blob: Blob): Promise<string>;
  random(length: number): Uint8Array;
  /** Somebody who puts a picture there wants to speak of it: the first of each choice is shown. */
  show(id: string): void;
}

export function createAdding(options: AddingOptions): Adding {
  const { i18n, toasts } = options;
  const { t } = i18n;
  const progress = createProgress();
  const removed = signal<ReadonlyMap<string, readonly Metadata[]>>(new Map());
  let canceling = new AbortController();
  let stopped = false;
  let openReceipt = () => {};
  let queue: Promise<void> = Promise.resolve();

  /** Whether the picture is on the panel. */
  const one = async (chosen: Chosen, choice: Choice, show: boolean): Promise<boolean> => {
    const { file, name } = chosen;
    const { report, canceled } = choice;
    try {
      if (canceled.aborted) return false;
      const taken = await options.intake(file, canceled);
      const hash = await options.addBlob(taken.view);
      if (canceled.aborted) return false;
      const id = putOnPanel(options, name, taken, hash);
      removed.value = new Map(removed.peek()).set(id, taken.found);
      if (show) options.show(id);
      report.taken(name, taken.found);
      return true;
    } catch (error) {
      const reason = error instanceof IntakeError ? error.reason : 'failed';
      if (reason !== 'canceled' && !canceled.aborted) report.refused(name, reason);
      return false;
    } finally {
      if (!canceled.aborted) progress.through(chosen);
    }
  };
  const cancel = () => {
    canceling.abort();
    canceling = new AbortController();
    progress.clear();
  };
  return {
    ...{ pending: progress.pending, done: progress.done, removed, cancel },
    async add(files) {
      const report = createIntakeReport({
        words: { t, language: i18n.language.peek() },
        maxFiles,
        openReceipt: () => openReceipt(),
      });
      const choice: Choice = { chosen: chosenOf(files, report, t), report, canceled: canceling.signal };
      progress.begin(choice.chosen);
      // One at a time: decoding two photos of twelve megapixels at once can end a phone's page.
      let first = true;
      for (const chosen of choice.chosen) {
        queue = queue.then(async () => {
          if (await one(chosen, choice, first)) first = false;
        });
      }
      // At the end, and at once: what was taken and what was refused belong together.
      queue = queue.then(() => {
        const content = stopped ? null : report.content();
        if (content) toasts.show(content);
      });
      await queue;
    },
    leadTo(open) {
      openReceipt = open;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

interface Chosen extends Pending {
  readonly file: File;
}

/** Files that were chosen together. */
interface Choice {
  readonly chosen: readonly Chosen[];
  readonly report: IntakeReport;
  readonly canceled: AbortSignal;
}

/** Of those that may be chosen at once. */
function chosenOf(files: readonly File[], report: IntakeReport, t: Translate): readonly Chosen[] {
  const named = files.map((file) => ({ file, name: pictureName(file.name, t) }));
  report.beyond(named.slice(maxFiles).map(({ name }) => name));
  return named.slice(0, maxFiles);
}

/** How far it is with what is pending. */
function createProgress() {
  const pending = signal<readonly Pending[]>([]);
  const done = signal(0);
  const tell = (left: readonly Pending[], through: number) =>
    batch(() => {
      done.value = through;
      pending.value = left;
    });
  return {
    pending,
    done,
    begin(more: readonly Pending[]) {
      pending.value = [...pending.peek(), ...more];
    },
    through(one: Pending) {
      const left = pending.peek().filter((other) => other !== one);
      tell(left, left.length === 0 ? 0 : done.peek() + 1);
    },
    clear: () => tell([], 0),
  };
}

function putOnPanel({ panel, random }: AddingOptions, name: string, taken: Intake, hash: string): string {
  const id = newId(random);
  const last = pictures(panel).at(-1)?.order ?? null;
  panel.set(id, {
    kind: 'picture',
    by: panel.site,
    name,
    pixelWidth: taken.pixelWidth,
    pixelHeight: taken.pixelHeight,
    preview: taken.preview,
    blob: fromHex(hash),
    size: taken.view.size,
    type: taken.type,
    stripped: true,
    order: between(last, null, panel.site),
  });
  return id;
}

/** A file's name without its folder; a pasted one is always called image.png, which says nothing. */
export function pictureName(fileName: string, t: Translate): string {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/[\p{Cc}\p{Cf}]/gu, '');
  if (base === '' || base === 'image.png') return t(base === '' ? 'pictures.unnamed' : 'pictures.pasted');
  const chars = Array.from(base);
  if (chars.length <= maxPictureNameChars) return base;
  // What it is says its end: of a long name the end stays.
  const ending = Array.from(/\.[^.\s]{1,5}$/.exec(base)?.[0] ?? '');
  return [...chars.slice(0, maxPictureNameChars - ending.length), ...ending].join('');
}
