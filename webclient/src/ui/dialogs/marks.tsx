// All marks of the picture in words: where one finds, changes and deletes them without a pointer.

import type { MarkView } from '../../state/marks.ts';
import { toolFaces } from '../../state/view.ts';
import { useApp, useLoadedFeatures, useSession } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';
import { Drawn, Icon } from '../icon.tsx';

export const dialog: DialogFace = {
  id: 'marks',
  kind: 'sheet',
  place: 'more',
  order: 30,
  icon: 'M13 5h8M13 12h8M13 19h8M3 17l2 2 4-4M3 7l2 2 4-4',
  label: 'marks.title',
  Content,
};

function Content({ close }: DialogProps) {
  const { t } = useApp();
  const { marks } = useLoadedFeatures();
  const list = marks.list.value;
  if (list.length === 0) return <p class="hint">{t('marks.none')}</p>;
  return (
    <ul class="mark-list">
      {list.map((mark) => (
        <Row key={mark.id} mark={mark} close={close} />
      ))}
    </ul>
  );
}

function Row({ mark, close }: { readonly mark: MarkView; close(): void }) {
  const { t, i18n } = useApp();
  const { view } = useSession();
  const { marks, dialogs } = useLoadedFeatures();
  const icon = toolFaces.find(({ id }) => id === mark.tool)?.icon ?? '';
  const go = () => {
    close();
    view.goTo(mark.id);
  };
  const write = () => {
    close();
    view.main()?.select([mark.id]);
    view.act({ name: 'write' });
  };
  return (
    <li>
      <button type="button" class="mark-row" onClick={go}>
        <span class="mark-kind" data-color={mark.color}>
          <Drawn icon={icon} />
        </span>
        <span>
          {mark.label}
          <span class="hint">{age(i18n.language.value, mark.created, marks.now())}</span>
        </span>
      </button>
      <span>
        {mark.writable && (
          <button
            type="button"
            class="icon-button"
            aria-label={t('marks.writeOf', { mark: mark.label })}
            onClick={write}
          >
            <Drawn icon="M12 20h9M16.376 3.622a1 1 0 0 1 3.002 3.002L7.368 18.635a2 2 0 0 1-.855.506l-2.872.838a.5.5 0 0 1-.62-.62l.838-2.872a2 2 0 0 1 .506-.854z" />
          </button>
        )}
        <button
          type="button"
          class="icon-button"
          aria-label={t('marks.moveOf', { mark: mark.label })}
          aria-haspopup="dialog"
          onClick={() => dialogs.open('area', { mark: mark.id })}
        >
          <Drawn icon="M12 2v20M15 19l-3 3-3-3M19 9l3 3-3 3M2 12h20M5 9l-3 3 3 3M9 5l3-3 3 3" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t('marks.deleteOf', { mark: mark.label })}
          onClick={(event) => {
            // The button goes with its row: the focus goes to the next one, or what was the last.
            const row = event.currentTarget.closest('li');
            const next = row?.nextElementSibling ?? row?.previousElementSibling;
            next?.querySelector<HTMLElement>('button')?.focus();
            marks.remove(mark.id);
          }}
        >
          <Icon name="delete" />
        </button>
      </span>
    </li>
  );
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "2 min ago"; less than a minute is now. */
function age(language: string, then: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const [unit, ms] =
    steps.find(([, length]) => now - then >= length) ?? (['second', Number.POSITIVE_INFINITY] as const);
  return format.format(-Math.floor((now - then) / ms) || 0, unit);
}
