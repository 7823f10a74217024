// Two pictures side by side, or one over the other up to a divider: what lies in the stage's area beside the stage.
import { useEffect } from 'preact/hooks';
import type { Translate } from '../i18n.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { lazily } from './lazily.tsx';

/** Fetched when something is compared, by oneself or by somebody else. */
const Compared = lazily(() => import('./compare-parts.ts').then((parts) => parts.Compared));

export function CompareArea() {
  const { compare } = useLoadedFeatures();
  const now = compare.current.value;
  const names = useNames();
  const say = useSayings();
  const first = now && names(now.picture);
  const second = now && names(now.beside);
  const pair = now && [now.picture, now.beside].sort().join();
  useEffect(() => {
    if (pair === null) return;
    say((t) => t('compare.entered', { first: first ?? '', second: second ?? '' }));
    return () => say((t) => t('compare.left'));
  }, [pair]);
  const leave = useLeave();
  useEscape(now !== null, leave);
  // Swapped they are the same comparison: nothing is taken down.
  return (
    now && (
      <div key={pair} class="compare-place">
        <Compared now={now} first={first ?? ''} second={second ?? ''} leave={leave} />
      </div>
    )
  );
}

/** Ends it; the button that had the focus goes with it. */
function useLeave(): () => void {
  const { compare } = useLoadedFeatures();
  const { view } = useSession();
  return () => {
    compare.leave();
    view.main()?.root.focus({ preventScroll: true });
  };
}

/** Escape ends what is nearest: what is open over the room, a selection, a tool; then the comparison. */
function useEscape(comparing: boolean, leave: () => void): void {
  const { view } = useSession();
  useEffect(() => {
    if (!comparing) return;
    const ending = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element)) return;
      const nearer = ':popover-open, dialog[open], .stage-crosshair, .stage-text';
      if (event.target.closest('.column, .toasts, textarea') || document.querySelector(nearer)) return;
      if (view.selection.peek().length > 0 || (view.tool.peek() !== 'select' && view.tool.peek() !== 'hand')) return;
      event.stopPropagation();
      event.preventDefault();
      leave();
    };
    addEventListener('keydown', onKeyDown, { capture: true, signal: ending.signal });
    return () => ending.abort();
  }, [comparing]);
}

function useNames(): (id: string) => string {
  const { t } = useApp();
  const list = useSession().pictures.list.value;
  return (id) => list.find((picture) => picture.id === id)?.name || t('pictures.unnamed');
}

/** Into the room's one live region. */
function useSayings(): (text: (t: Translate) => string) => void {
  const { t } = useApp();
  const { activity } = useLoadedFeatures();
  return (text) => activity.say(text(t));
}
