// What is seen while two pictures are compared: the second one, their names, the divider, the buttons.
import { useEffect, useRef } from 'preact/hooks';
import { type Comparison, modes, splitMax } from '../state/compare.ts';
import { mountPane } from '../state/compare-pane.ts';
import { useApp, useLoadedFeatures } from './context.ts';
import { Drawn } from './icon.tsx';

const swapIcon = 'M8 3 4 7l4 4M4 7h16M16 21l4-4-4-4M20 17H4';
const dividerIcon = 'M9 7l-5 5 5 5M15 7l5 5-5 5';

interface ComparedProps {
  readonly now: Comparison;
  readonly first: string;
  readonly second: string;
  leave(): void;
}

export function Compared({ now, first, second, leave }: ComparedProps) {
  const { compare, core } = useLoadedFeatures();
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => (pane.current ? mountPane(core, compare.current, pane.current) : undefined), [core, compare]);
  return (
    <div class="compare" data-mode={now.mode} style={{ '--split': `${(compare.split.value / splitMax) * 100}%` }}>
      <div class="compare-pane" ref={pane} />
      <p class="compare-name first">{first}</p>
      <p class="compare-name second">{second}</p>
      {now.mode === 'overlay' && <Divider first={first} second={second} />}
      <CompareBar now={now} leave={leave} />
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

function CompareBar({ now, leave }: Pick<ComparedProps, 'now' | 'leave'>) {
  const { t } = useApp();
  const { compare } = useLoadedFeatures();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would say its name twice
    <div class="compare-bar" role="group" aria-label={t('compare.title')} data-covers>
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
      <button type="button" class="button small" onClick={leave}>
        {t('compare.done')}
      </button>
    </div>
  );
}
