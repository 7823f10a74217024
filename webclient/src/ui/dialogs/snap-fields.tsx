// Where the selected part is, as four numbers: to be read, and to be typed where a drag is not possible.
import type { Key } from '../../i18n.ts';
import { type Box, partOf, type Size, type Snap } from '../../state/snap.ts';
import { useApp } from '../context.ts';

const fields: readonly { readonly name: keyof Box; readonly label: Key; most(size: Size, box: Box): number }[] = [
  { name: 'x', label: 'snap.left', most: ({ width }) => width },
  { name: 'y', label: 'snap.top', most: ({ height }) => height },
  { name: 'width', label: 'snap.width', most: ({ width }, { x }) => width - x },
  { name: 'height', label: 'snap.height', most: ({ height }, { y }) => height - y },
];

export function SnapFields({ snap }: { readonly snap: Snap }) {
  const { t } = useApp();
  const part = snap.selected.value;
  const box = partOf(snap.edit.value, part);
  const still = snap.still.value;
  if (!box || !still) return null;
  return (
    <fieldset class="snap-fields">
      <legend>{part === 'crop' ? t('snap.frame') : t('snap.box', { number: part + 1 })}</legend>
      {fields.map(({ name, label, most }) => (
        <label key={`${part} ${name}`}>
          {t(label)}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={most(still, box)}
            value={box[name]}
            onChange={({ currentTarget }) => {
              const value = currentTarget.valueAsNumber;
              if (Number.isFinite(value)) snap.type(part, name, value);
              // What does not fit was brought to what does, and an empty field to what it was.
              currentTarget.value = String(partOf(snap.edit.peek(), part)?.[name] ?? '');
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}
