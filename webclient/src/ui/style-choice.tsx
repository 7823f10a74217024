// Color and width of what one draws next: one's own color first, three widths.

import type { Key } from '../i18n.ts';
import { offered, palette } from '../palette.gen.ts';
import type { WidthLevel } from '../state/view.ts';
import { useApp, useSession } from './context.ts';

const widths: readonly { readonly level: WidthLevel; readonly label: Key }[] = [
  { level: 0, label: 'style.thin' },
  { level: 1, label: 'style.medium' },
  { level: 2, label: 'style.thick' },
];

/** One's own first; more would not fit a phone's row. */
const offeredColors = 6;

export function StyleChoice() {
  const { t } = useApp();
  const { view, people } = useSession();
  const own = people.list.value[0]?.color ?? 0;
  const colors = [own, ...offered.filter((color) => color !== own)].slice(0, offeredColors);
  return (
    <div class="style-choice">
      <fieldset class="swatches">
        <legend>{t('style.color')}</legend>
        {colors.map((color) => {
          const name = t(`color.${palette[color % palette.length] ?? palette[0]}`);
          return (
            <label key={color} class="swatch" data-color={color % palette.length} title={name}>
              <input
                type="radio"
                name="color"
                aria-label={color === own ? t('style.own', { color: name }) : name}
                checked={view.color.value === color}
                onChange={() => view.setColor(color)}
              />
            </label>
          );
        })}
      </fieldset>
      <fieldset class="widths">
        <legend>{t('style.width')}</legend>
        {widths.map(({ level, label }) => (
          <label key={level} class="width">
            <input
              type="radio"
              name="width"
              checked={view.width.value === level}
              onChange={() => view.setWidth(level)}
            />
            <span class={`line width-${level}`} aria-hidden="true" />
            <span>{t(label)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
