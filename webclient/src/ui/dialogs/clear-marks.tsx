// Clearing marks: one's own at once, everybody's after one has read how many and whose they are. Undo brings them back.
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';

export const dialog: DialogFace = {
  id: 'clear-marks',
  kind: 'modal',
  place: 'more',
  order: 40,
  icon: 'M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2',
  label: 'marks.clear',
  Content,
};

function Content({ close }: DialogProps) {
  const { t, i18n } = useApp();
  const { marks } = useLoadedFeatures();
  const list = marks.list.value;
  const mine = list.filter(({ own }) => own).length;
  const names = [...new Set(list.filter(({ own }) => !own).map(({ name }) => name))];
  const others = list.length - mine;
  const then = (clear: () => void) => () => {
    close();
    clear();
  };
  return (
    <>
      <h2>{t('marks.clear')}</h2>
      {list.length === 0 && <p>{t('marks.none')}</p>}
      {mine > 0 && <p>{t('marks.countMine', { count: mine })}</p>}
      {others > 0 && (
        <p>
          {t('marks.countOthers', {
            count: others,
            names: new Intl.ListFormat(i18n.language.value).format(names),
          })}
        </p>
      )}
      {list.length > 0 && <p class="hint">{t('marks.clearHint')}</p>}
      <p class="actions">
        <button type="button" class="button" onClick={close}>
          {t(list.length === 0 ? 'save.close' : 'marks.keep')}
        </button>
        {mine > 0 && (
          <button type="button" class="button" onClick={then(marks.clearMine)}>
            {t('marks.clearMine')}
          </button>
        )}
        {others > 0 && (
          <button type="button" class="button danger" onClick={then(marks.clearAll)}>
            {t('marks.clearAll')}
          </button>
        )}
      </p>
    </>
  );
}
