// Color and width: of what one draws next, or of marks that are there. One's own color first, three widths.

import type { Key } from '../i18n.ts';
import { offered, palette } from '../palette.gen.ts';
import type { WidthLevel } from '../state/view.ts';
import { useApp, useSession } from './context.ts';

const widths: readonly { readonly level: WidthLevel; readonly label: Key }[] = [
  { level: 0, label: 'style.thin' },
  { level: 1, label: 'style.medium' },
  { level: 2, label: 'style.thick' },
];

export function StyleChoice() {
  const { view } = useSession();
  return (
    <StylePicker
      name="next"
      color={view.color.value}
      width={view.width.value}
      onColor={view.setColor}
      onWidth={view.setWidth}
    />
  );
}

export interface StylePickerProps {
  /** Tells its radio buttons from those of another one. */
  readonly name: string;
  /** Null: of several marks not all have the same. */
  readonly color: number | null;
  readonly width: WidthLevel | null;
  onColor(color: number): void;
  onWidth(width: WidthLevel): void;
}

export function StylePicker({ name, color, width, onColor, onWidth }: StylePickerProps) {
  const { t } = useApp();
  const { people } = useSession();
  const own = people.list.value[0]?.color ?? 0;
  const colors = [own, ...offered.filter((other) => other !== own)];
  return (
    <div class="style-choice">
      <fieldset class="swatches">
        <legend>{t('style.color')}</legend>
        {colors.map((value) => {
          const word = t(`color.${palette[value % palette.length] ?? palette[0]}`);
          return (
            <label key={value} class="swatch" data-color={value % palette.length} title={word}>
              <input
                type="radio"
                name={`${name}-color`}
                aria-label={value === own ? t('style.own', { color: word }) : word}
                checked={color === value}
                onChange={() => onColor(value)}
              />
            </label>
          );
        })}
      </fieldset>
      <fieldset class="widths">
        <legend>{t('style.width')}</legend>
        {widths.map(({ level, label }) => (
          <label key={level} class="width" title={t(label)}>
            <input type="radio" name={`${name}-width`} checked={width === level} onChange={() => onWidth(level)} />
            <span class={`line width-${level}`} aria-hidden="true" />
            <span class="width-name">{t(label)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
