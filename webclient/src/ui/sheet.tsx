// What opens over the room from one button: a popover, so that Escape or a press beside it closes it.
import type { ComponentChildren } from 'preact';
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';

export interface SheetProps {
  readonly id: string;
  readonly title: string;
  /** The edge that it opens at; on a phone always the lower one. */
  readonly edge: 'top' | 'bottom';
  readonly onToggle?: ((event: Event) => void) | undefined;
  readonly children: ComponentChildren;
}

export function Sheet({ id, title, edge, onToggle, children }: SheetProps) {
  const { t } = useApp();
  return (
    <section id={id} class={`sheet ${edge}`} popover="auto" aria-label={title} onToggle={onToggle}>
      <div class="sheet-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="icon-button"
          popoverTarget={id}
          popoverTargetAction="hide"
          aria-label={t('toast.dismiss')}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="sheet-body">{children}</div>
    </section>
  );
}
