// Taking back a picture of one's own has no way back, so it is asked once, in words that promise no more than is true.
import { useEffect } from 'preact/hooks';
import { shortName } from '../../state/short-name.ts';
import { useApp, useLoadedFeatures, useSession } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';

export const dialog: DialogFace = {
  id: 'take-back',
  kind: 'modal',
  place: 'none',
  order: 0,
  icon: 'M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11',
  label: 'film.takeBackTitle',
  Content: TakeBack,
};

interface Params {
  readonly picture: string;
}

function TakeBack({ params, close }: DialogProps) {
  const { t } = useApp();
  const { filmstrip } = useLoadedFeatures();
  const { picture: id } = params as Params;
  const picture = useSession().pictures.list.value.find((other) => other.id === id);
  useEffect(() => {
    if (!picture) close(); // gone meanwhile
  }, [picture, close]);
  if (!picture) return null;
  const answered = (event: SubmitEvent) => {
    if ((event.submitter as HTMLButtonElement | null)?.value === 'take-back') filmstrip.takeBack(id);
  };
  return (
    <form class="take-back" method="dialog" onSubmit={answered}>
      <h2>{t('film.takeBackTitle')}</h2>
      <p>{t('film.takeBackText', { name: shortName(picture.name) })}</p>
      <p class="actions">
        <button type="submit" class="button" value="keep">
          {t('film.keep')}
        </button>
        <button type="submit" class="button danger" value="take-back">
          {t('film.takeBackDo')}
        </button>
      </p>
    </form>
  );
}
