// Adding pictures: one after the other through intake, then onto the panel. The person sees each being prepared, what
// was removed from it, and why it was refused.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Key, Translate } from '../i18n.ts';
import { type Intake, IntakeError, type Metadata } from '../media/types.ts';
import { newId } from '../panel/ids.ts';
import { between } from '../panel/order.ts';
import type { Panel } from '../panel/panel.ts';
import { pictures } from '../panel/query.ts';
import { fromHex } from './hex.ts';
import { shortName } from './short-name.ts';
import type { ToastContent, Toasts } from './toasts.ts';

export interface Pending {
  readonly id: number;
  readonly name: string;
}

export interface Adding {
  readonly pending: ReadonlySignal<readonly Pending[]>;
  /** By picture: what was removed from it before it left this device. */
  readonly removed: ReadonlySignal<ReadonlyMap<string, readonly Metadata[]>>;
  add(files: readonly File[]): Promise<void>;
  stop(): void;
}

/** Of one drop or choice: more is a folder by mistake. */
export const maxFiles = 30;
/** Code points: `name` in peer/wire/schema.json. */
const maxPictureNameChars = 120;
/** More names than this are a count. */
const maxNamesInLine = 2;

export interface AddingOptions {
  readonly panel: Panel;
  readonly t: Translate;
  readonly toasts: Toasts;
  intake(file: Blob, signal: AbortSignal): Promise<Intake>;
  addBlob(blob: Blob): Promise<string>;
  random(length: number): Uint8Array;
  /** Somebody who puts a picture there wants to speak of it: the first of each choice is shown. */
  show(id: string): void;
}

export function createAdding(options: AddingOptions): Adding {
  const { t, toasts } = options;
  const pending = signal<readonly Pending[]>([]);
  const removed = signal<ReadonlyMap<string, readonly Metadata[]>>(new Map());
  const stopped = new AbortController();
  let nextId = 1;
  let queue: Promise<void> = Promise.resolve();

  /** Whether the picture is on the panel. */
  const one = async (file: File, entry: Pending, report: Report, show: boolean): Promise<boolean> => {
    try {
      if (stopped.signal.aborted) return false;
      const taken = await options.intake(file, stopped.signal);
      const hash = await options.addBlob(taken.view);
      if (stopped.signal.aborted) return false;
      const id = putOnPanel(options, entry.name, taken, hash);
      removed.value = new Map(removed.peek()).set(id, taken.found);
      if (show) options.show(id);
      report.add(entry.name, taken.found);
      return true;
    } catch (error) {
      const key = error instanceof IntakeError ? errorKeys[error.reason] : 'intake.failed';
      if (key !== null) toasts.show({ tone: 'error', text: t(key, { name: shortName(entry.name) }) });
      return false;
    } finally {
      pending.value = pending.value.filter((other) => other !== entry);
    }
  };
  return {
    pending,
    removed,
    async add(files) {
      if (files.length > maxFiles) {
        toasts.show({ tone: 'error', text: t('intake.tooManyFiles', { count: maxFiles }) });
      }
      const report = createReport(options);
      const taken = files.slice(0, maxFiles);
      const entries = taken.map((file) => ({ id: nextId++, name: pictureName(file.name, t) }));
      pending.value = [...pending.value, ...entries];
      // One at a time: decoding two photos of twelve megapixels at once can end a phone's page.
      let first = true;
      for (const [i, file] of taken.entries()) {
        const entry = entries[i];
        if (!entry) continue;
        queue = queue.then(async () => {
          if (await one(file, entry, report, first)) first = false;
        });
      }
      await queue;
    },
    stop: () => stopped.abort(),
  };
}

/** What to say of each refusal; null: nothing, the person did it. */
const errorKeys: Readonly<Record<IntakeError['reason'], Key | null>> = {
  'not-a-picture': 'intake.not-a-picture',
  heic: 'intake.heic',
  svg: 'intake.svg',
  damaged: 'intake.damaged',
  'too-many-pixels': 'intake.too-many-pixels',
  'too-big': 'intake.too-big',
  canceled: null,
};

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

interface Report {
  add(name: string, found: readonly Metadata[]): void;
}

/** One toast for one choice of files, a line for those that told the same: ten photos must not bring ten toasts. */
function createReport({ t, toasts }: AddingOptions): Report {
  const groups = new Map<string, string[]>();
  let id = 0;
  return {
    add(name, found) {
      const what = found.map((kind) => t(`intake.removed.${kind}`)).join(', ');
      groups.set(what, [...(groups.get(what) ?? []), name]);
      const key = groups.size > 1 ? 'intake.removedFrom' : 'intake.removed';
      const lines = Array.from(groups, ([removed, names]) => reportLine(t, key, removed, names));
      const [only = ''] = lines;
      // What was in one photo was not in all of them: only the lines may name it.
      const content: ToastContent =
        lines.length > 1 ? { tone: 'done', text: t('intake.removedOther'), lines } : { tone: 'done', text: only };
      id = id === 0 ? toasts.show(content) : toasts.update(id, content);
    },
  };
}

function reportLine(t: Translate, key: Key, removed: string, names: readonly string[]): string {
  const more = names.length - maxNamesInLine;
  const name = names.slice(0, maxNamesInLine).map(shortName).join(', ') + (more > 0 ? ` + ${more}` : '');
  return removed === '' ? t('intake.clean', { name }) : t(key, { name, found: removed });
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
