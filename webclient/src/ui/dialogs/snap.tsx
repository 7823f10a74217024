// Snap a tab: one still of what a person picks, instead of sharing a screen. What it takes is fetched when it is opened.
import { useApp } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { lazily } from '../lazily.tsx';

export const dialog: DialogFace = {
  id: 'snap',
  kind: 'modal',
  place: 'more',
  order: 60,
  icon: 'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM10 4v4M2 8h20M6 4v4',
  label: 'snap.title',
  available: () => typeof navigator.mediaDevices?.getDisplayMedia === 'function',
  Instead: ScreenshotHint,
  Content: lazily(() => import('./snap-steps.tsx').then(({ SnapSteps }) => SnapSteps)),
};

/** Phones let no page look at another one; what they can do is as good. */
function ScreenshotHint() {
  const { t } = useApp();
  return <p class="hint whole-row">{t('snap.hint')}</p>;
}
