// The steps of snapping a tab: what will happen, the browser's own question, the still with what is cut from it.
import { useEffect, useMemo } from 'preact/hooks';
import { createSnap, type Snap } from '../../state/snap.ts';
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogProps } from '../dialog.ts';
import { SnapEditor } from './snap-editor.tsx';
import { Problem } from './snap-problem.tsx';

export function SnapSteps({ close }: DialogProps) {
  const { core } = useLoadedFeatures();
  const snap = useMemo(
    () =>
      createSnap({
        media: navigator.mediaDevices,
        t: core.t,
        after: core.env.peer.after,
        add: (files) => core.adding.add(files),
      }),
    [core],
  );
  useEffect(() => () => snap.stop(), [snap]);
  if (snap.still.value) return <SnapEditor snap={snap} close={close} />;
  return <Asking snap={snap} close={close} />;
}

interface StepProps {
  readonly snap: Snap;
  close(): void;
}

function Asking({ snap, close }: StepProps) {
  const { t } = useApp();
  const choosing = snap.phase.value === 'choosing';
  return (
    <>
      <h2>{t('snap.title')}</h2>
      <p>{t('snap.intro')}</p>
      <ul class="steps">
        <li>{t('snap.once')}</li>
        <li>{t('snap.choice')}</li>
        <li>{t('snap.first')}</li>
      </ul>
      <Problem snap={snap} />
      <p class="actions">
        <button type="button" class="button" onClick={close}>
          {t('snap.cancel')}
        </button>
        <button
          type="button"
          class="button primary"
          aria-disabled={choosing}
          onClick={choosing ? undefined : () => void snap.choose()}
        >
          {t(choosing ? 'snap.choosing' : 'snap.choose')}
        </button>
      </p>
    </>
  );
}
