// The still before it goes to the panel: cropped, blacked out, taken anew, or forgotten.
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Part, Snap } from '../../state/snap.ts';
import { useApp } from '../context.ts';
import { Drawn, Icon } from '../icon.tsx';
import { SnapFields } from './snap-fields.tsx';
import { Problem } from './snap-problem.tsx';
import { type SnapMode, SnapStill } from './snap-still.tsx';

export interface EditorProps {
  readonly snap: Snap;
  close(): void;
}

const cropIcon = 'M6 2v14a2 2 0 0 0 2 2h14M18 22V8a2 2 0 0 0-2-2H2';
const boxIcon =
  'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM7 21 21 7M3 17 17 3M3 10l7-7M14 21l7-7';

export function SnapEditor({ snap, close }: EditorProps) {
  const { t } = useApp();
  const [mode, setMode] = useState<SnapMode>('crop');
  const root = useRef<HTMLDivElement>(null);
  useUndoKeys(snap);
  useFocusSelected(root, snap);
  const put = async () => {
    if (await snap.put()) close();
  };
  const choose = (next: SnapMode) => {
    setMode(next);
    snap.select('crop');
  };
  return (
    <div ref={root} class="snap-editor">
      <h2>{t('snap.title')}</h2>
      <SnapStill snap={snap} mode={mode} />
      <div class="snap-tools">
        <Modes mode={mode} choose={choose} />
        {mode === 'boxes' && <BoxButtons snap={snap} />}
        <button type="button" class="button" aria-disabled={!snap.canUndo.value} onClick={() => snap.undo()}>
          <Icon name="undo" />
          {t('snap.undo')}
        </button>
      </div>
      <SnapFields snap={snap} />
      <div class="snap-foot">
        <Problem snap={snap} />
        <p class="actions">
          <CancelButton snap={snap} close={close} />
          <button type="button" class="button" onClick={() => void snap.choose()}>
            {t('snap.retake')}
          </button>
          <button
            type="button"
            class="button primary"
            aria-disabled={snap.phase.value !== 'editing'}
            onClick={() => void put()}
          >
            {t(snap.phase.value === 'putting' ? 'snap.putting' : 'snap.put')}
          </button>
        </p>
      </div>
    </div>
  );
}

/** What was cropped and blacked out is work, and the still cannot be had again: it goes with the second press. */
function CancelButton({ snap, close }: EditorProps) {
  const { t } = useApp();
  const [armed, setArmed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const edited = snap.canUndo.value;
  useEffect(() => {
    const ending = new AbortController();
    // Escape: from a box to the frame, then as the button.
    const onCancel = (event: Event) => {
      if (snap.selected.peek() !== 'crop') snap.select('crop');
      else if (edited && !armed) setArmed(true);
      else return;
      event.preventDefault();
      button.current?.focus();
    };
    button.current?.closest('dialog')?.addEventListener('cancel', onCancel, { signal: ending.signal });
    return () => ending.abort();
  }, [snap, edited, armed]);
  return (
    <button
      ref={button}
      type="button"
      class={armed ? 'button danger' : 'button'}
      onClick={() => (edited && !armed ? setArmed(true) : close())}
      onBlur={() => setArmed(false)}
    >
      {t(armed ? 'snap.discard' : 'snap.cancel')}
    </button>
  );
}

interface ModesProps {
  readonly mode: SnapMode;
  choose(mode: SnapMode): void;
}

function Modes({ mode, choose }: ModesProps) {
  const { t } = useApp();
  return (
    <>
      <button type="button" class="button toggle" aria-pressed={mode === 'crop'} onClick={() => choose('crop')}>
        <Drawn icon={cropIcon} />
        {t('snap.crop')}
      </button>
      <button type="button" class="button toggle" aria-pressed={mode === 'boxes'} onClick={() => choose('boxes')}>
        <Drawn icon={boxIcon} />
        {t('snap.blackOut')}
      </button>
    </>
  );
}

function BoxButtons({ snap }: { readonly snap: Snap }) {
  const { t } = useApp();
  const part = snap.selected.value;
  return (
    <>
      <button type="button" class="button" aria-disabled={snap.full.value} onClick={() => snap.addBox()}>
        <Drawn icon="M5 12h14M12 5v14" />
        {t('snap.addBox')}
      </button>
      {part !== 'crop' && (
        <button type="button" class="button" onClick={() => snap.removeBox(part)}>
          <Icon name="delete" />
          {t('snap.removeBox')}
        </button>
      )}
    </>
  );
}

/**
 * Undo by its keys while the editor is open, but in a field, where they mean what was typed. Wherever the focus is: a
 * press beside all buttons takes it to the page under the dialog.
 */
function useUndoKeys(snap: Snap): void {
  useEffect(() => {
    const ending = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      event.stopPropagation();
      snap.undo();
    };
    document.addEventListener('keydown', onKey, { signal: ending.signal });
    return () => ending.abort();
  }, [snap]);
}

/** A box that was added is there to be moved: by the keys, too. The still itself takes the focus when it comes. */
function useFocusSelected(root: RefObject<HTMLElement | null>, snap: Snap): void {
  const part = snap.selected.value;
  const still = snap.still.value;
  useEffect(() => focusPart(root.current, part), [root, part, still]);
}

function focusPart(root: HTMLElement | null, part: Part): void {
  const active = document.activeElement;
  if (part === 'crop' && active !== document.body && root?.contains(active)) return;
  root?.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus({ preventScroll: true });
}
