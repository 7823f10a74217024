// Snap a tab: from the question over the still and what is cut from it to the panel. Until `put` nothing of it goes
// further than this: no presence, no blob, no write.
import { type ReadonlySignal, signal } from '@preact/signals';
import { encoded, release } from '../export/canvas.ts';
import type { Key, Translate } from '../i18n.ts';
import { NoStill, type NoStillReason, takeStill } from '../snap/capture.ts';
import { burnt } from '../snap/pixels.ts';
import { createEditing, type Editing } from './snap-editing.ts';

export type { Grip } from '../snap/drag.ts';
export { type Part, partOf, type Sides } from '../snap/edit.ts';
export type { Box, Size, Vec } from '../stage/types.ts';

export type SnapPhase = 'asking' | 'choosing' | 'editing' | 'putting';

export interface Snap extends Omit<Editing, 'begin' | 'settled'> {
  readonly phase: ReadonlySignal<SnapPhase>;
  readonly problem: ReadonlySignal<Key | null>;
  readonly still: ReadonlySignal<HTMLCanvasElement | null>;
  /** From a press: the browser asks what to take. What there was stays until there is another. */
  choose(): Promise<void>;
  /** Whether it is on its way to the panel. */
  put(): Promise<boolean>;
  /** Ends a choice that is still open; the still is forgotten. */
  stop(): void;
}

export interface SnapOptions {
  readonly media: Pick<MediaDevices, 'getDisplayMedia'>;
  readonly t: Translate;
  after(ms: number, action: () => void): () => void;
  /** The usual way of a picture onto the panel. */
  add(files: readonly File[]): Promise<void>;
}

const problems: Readonly<Record<NoStillReason, Key>> = {
  refused: 'snap.refused',
  'no-frame': 'snap.noFrame',
  unsupported: 'snap.unsupported',
};

export function createSnap(options: SnapOptions, capture: typeof takeStill = takeStill): Snap {
  const ended = new AbortController();
  const phase = signal<SnapPhase>('asking');
  const problem = signal<Key | null>(null);
  const still = signal<HTMLCanvasElement | null>(null);
  const editing = createEditing();

  const show = (shot: HTMLCanvasElement | null) => {
    const before = still.peek();
    if (before) release(before);
    still.value = shot;
    editing.begin(shot);
  };
  const choose = async () => {
    if (phase.peek() === 'choosing') return;
    phase.value = 'choosing';
    problem.value = null;
    try {
      const shot = await capture(options, ended.signal);
      if (ended.signal.aborted) return release(shot);
      show(shot);
    } catch (error) {
      if (ended.signal.aborted) return;
      problem.value = error instanceof NoStill ? problems[error.reason] : 'snap.noFrame';
    }
    phase.value = still.peek() ? 'editing' : 'asking';
  };
  const put = async () => {
    const shot = still.peek();
    if (!shot || phase.peek() !== 'editing') return false;
    phase.value = 'putting';
    try {
      const canvas = burnt(shot, editing.settled());
      const blob = await encoded(canvas, 'image/png');
      release(canvas);
      if (ended.signal.aborted) return false;
      void options.add([new File([blob], `${options.t('snap.name')}.png`, { type: 'image/png' })]);
      return true;
    } catch {
      problem.value = 'snap.tooBig';
      phase.value = 'editing';
      return false;
    }
  };
  return {
    ...editing,
    ...{ phase, problem, still, choose, put },
    stop() {
      ended.abort();
      show(null);
    },
  };
}
