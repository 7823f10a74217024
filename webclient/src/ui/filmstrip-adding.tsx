// Files on their way onto the panel: a frame for each, and one line that says how far it is and ends it.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../state/say.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { useSlow } from './patience.ts';

/** Where they will be. What is to be heard of them is said once for all. */
export function PendingFrames() {
  const { adding } = useSession();
  return (
    <>
      {adding.pending.value.map((_, i) => (
        <div key={i} class="frame pending" aria-hidden="true">
          <progress class="progress" />
        </div>
      ))}
    </>
  );
}

export function AddingLine() {
  const { adding } = useSession();
  return useSlow(adding.pending.value.length > 0) ? <Line /> : null;
}

function Line() {
  const { t } = useApp();
  const { adding } = useSession();
  const { core } = useLoadedFeatures();
  const line = useRef<HTMLDivElement>(null);
  useFocusLeft(line);
  const done = adding.loaded.value?.done.value ?? 0;
  const total = done + adding.pending.value.length;
  const tell = (saying: string) => say(core.said, saying);
  const all = t('pictures.adding', { count: total });
  useEffect(() => tell(all), [total]);
  const cancel = () => {
    adding.loaded.value?.cancel();
    tell(t('pictures.addingCanceled'));
  };
  const text = total > 1 ? t('pictures.addingOf', { number: Math.min(done + 1, total), total }) : all;
  return (
    <div class="adding" ref={line}>
      <p id="adding-text">{text}</p>
      <progress class="progress" aria-labelledby="adding-text" value={done} max={total} />
      <button type="button" class="button small" aria-label={t('pictures.addingStop')} onClick={cancel}>
        {t('film.cancel')}
      </button>
    </div>
  );
}

/** The button goes when there is nothing more to cancel: if it has the focus, one goes on at the stage. */
function useFocusLeft(line: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = line.current;
    return () => {
      if (element?.contains(document.activeElement)) document.querySelector<HTMLElement>('.stage-root')?.focus();
    };
  }, [line]);
}
