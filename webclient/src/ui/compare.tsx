// Two pictures side by side, or one over the other up to a divider: what lies in the stage's area beside the stage.
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../i18n.ts';
import { type Comparison, modes, splitMax } from '../state/compare.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Drawn } from './icon.tsx';

const swapIcon = 'M8 3 4 7l4 4M4 7h16M16 21l4-4-4-4M20 17H4';
const dividerIcon = 'M9 7l-5 5 5 5M15 7l5 5-5 5';

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
  useEscape(now !== null);
  // Swapped they are the same comparison: nothing is taken down.
  return now && <Compared key={pair} now={now} first={first ?? ''} second={second ?? ''} />;
}

interface ComparedProps {
  readonly now: Comparison;
  readonly first: string;
  readonly second: string;
}

function Compared({ now, first, second }: ComparedProps) {
  const { compare } = useLoadedFeatures();
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => (pane.current ? compare.mount(pane.current) : undefined), [compare]);
  return (
    <div class="compare" data-mode={now.mode} style={{ '--split': `${(compare.split.value / splitMax) * 100}%` }}>
      <div class="compare-pane" ref={pane} />
      <p class="compare-name first">{first}</p>
      <p class="compare-name second">{second}</p>
      {now.mode === 'overlay' && <Divider first={first} second={second} />}
      <CompareBar now={now} />
    </div>
  );
}

/** Key presses move it by this much; a drag moves it by single thousandths. */
const step = splitMax / 50;
const bigStep = splitMax / 10;

/** What is seen is drawn beside it; the slider itself has the handle's place and size, and all that a slider can. */
function Divider({ first, second }: Pick<ComparedProps, 'first' | 'second'>) {
  const { t } = useApp();
  const { compare } = useLoadedFeatures();
  const split = compare.split.value;
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const by: Readonly<Record<string, number>> = {
      ...{ ArrowRight: step * forward, ArrowLeft: -step * forward, ArrowUp: step, ArrowDown: -step },
      ...{ PageUp: bigStep, PageDown: -bigStep },
    };
    const change = by[event.key];
    if (change === undefined) return;
    event.preventDefault();
    compare.slide(Math.min(splitMax, Math.max(0, split + change)));
  };
  return (
    <>
      <input
        type="range"
        class="compare-range"
        min={0}
        max={splitMax}
        value={split}
        aria-label={t('compare.divider', { first, second })}
        aria-valuetext={t('compare.part', { percent: Math.round((split / splitMax) * 100), name: first })}
        onInput={(event) => compare.slide(event.currentTarget.valueAsNumber)}
        onChange={compare.settle}
        onKeyDown={onKeyDown}
        onKeyUp={compare.settle}
        onBlur={compare.settle}
      />
      <div class="compare-line" aria-hidden="true">
        <span class="compare-handle">
          <Drawn icon={dividerIcon} />
        </span>
      </div>
    </>
  );
}

function CompareBar({ now }: Pick<ComparedProps, 'now'>) {
  const { t } = useApp();
  const { compare } = useLoadedFeatures();
  const leave = useLeave();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would say its name twice
    <div class="compare-bar" role="group" aria-label={t('compare.title')}>
      <fieldset class="compare-modes">
        <legend class="visually-hidden">{t('compare.mode')}</legend>
        {modes.map((mode) => (
          <label key={mode}>
            <input
              type="radio"
              name="compare-mode"
              class="visually-hidden"
              checked={now.mode === mode}
              onChange={() => compare.setMode(mode)}
            />
            <span>{t(`compare.${mode}`)}</span>
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        class="icon-button"
        aria-label={t('compare.swap')}
        title={t('compare.swap')}
        onClick={compare.swap}
      >
        <Drawn icon={swapIcon} />
      </button>
      <button type="button" class="button small primary" onClick={leave}>
        {t('compare.done')}
      </button>
    </div>
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
function useEscape(comparing: boolean): void {
  const { view } = useSession();
  const leave = useLeave();
  useEffect(() => {
    if (!comparing) return;
    const ending = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element)) return;
      const nearer = ':popover-open, dialog[open], .mark-selected, .stage-crosshair, .stage-text';
      if (event.target.closest('.column, .toasts, textarea') || document.querySelector(nearer)) return;
      if (view.tool.peek() !== 'select' && view.tool.peek() !== 'hand') return;
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
