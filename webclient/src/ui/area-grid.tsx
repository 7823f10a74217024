// The nine parts of a picture, or of a part of it, as buttons over it: one tab stop, arrow keys in both directions.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Area, cellTo, choose, chosenCell, firstCell, placeKeys, seenBox } from '../state/area.ts';
import { useApp } from './context.ts';
import { Drawn } from './icon.tsx';
import { useRoving } from './roving.ts';

export interface AreaGridProps {
  /** What there is to show of the picture; null: nothing yet. */
  readonly url: string | null;
  readonly ratio: number;
  readonly label: string;
  readonly area: Area;
  /** Of what goes to the chosen place. */
  readonly icon: string;
  readonly color: number;
  setArea(area: Area): void;
}

/** A picture that is longer than this is shown shorter, or its parts would be too small to be pressed. */
const longest = 2;

export function AreaGrid({ url, ratio, label, area, icon, color, setArea }: AreaGridProps) {
  const { t } = useApp();
  const roving = useRoving(cellTo);
  const first = firstCell(area);
  useFirstFocus(roving.ref, first);
  const chosen = chosenCell(area);
  const { x, y, width, height } = seenBox(area);
  const style = {
    inlineSize: `${100 / width}%`,
    blockSize: `${100 / height}%`,
    translate: `${-100 * x}% ${-100 * y}%`,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a layout of its own; this box has the picture's shape
    <div
      class={`area-grid${chosen === null ? ' all' : ''}`}
      role="group"
      aria-label={label}
      // Left is left on a picture, whatever the direction of writing.
      dir="ltr"
      style={{ '--ratio': `${Math.min(longest, Math.max(1 / longest, ratio))}` }}
      {...roving}
    >
      {url && <img src={url} alt="" draggable={false} style={style} />}
      {placeKeys.map((key, cell) => (
        <button
          key={key}
          type="button"
          class="area-cell"
          data-stop
          data-current={cell === first ? '' : undefined}
          aria-label={t(key)}
          aria-pressed={cell === chosen}
          title={t(key)}
          onClick={() => setArea(choose(area, cell))}
        >
          {cell === chosen && (
            <span class="mark-kind" data-color={color}>
              <Drawn icon={icon} />
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

/** When the dialog opens it takes the focus by `autofocus`; when one goes closer or back it is there already. */
function useFirstFocus(grid: { readonly current: HTMLElement | null }, cell: number): void {
  const at = useRef(cell);
  useLayoutEffect(() => {
    const button = grid.current?.querySelectorAll<HTMLElement>('[data-stop]')[at.current];
    button?.toggleAttribute('autofocus', true);
    button?.focus();
  }, [grid]);
}
