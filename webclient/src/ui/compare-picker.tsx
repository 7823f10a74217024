// Which picture to put beside another one. Opened for one picture (`{ with: id }`), else for the one in view.
import { useState } from 'preact/hooks';
import type { PictureView } from '../state/pictures.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import type { DialogProps } from './dialog.ts';
import { useFileInput } from './file-input.tsx';
import { useRoving } from './roving.ts';

export function Picker({ params, close }: DialogProps) {
  const { t } = useApp();
  const { pictures, view } = useSession();
  const { compare } = useLoadedFeatures();
  const [wanted] = useState(() => idOf(params) ?? view.picture.peek());
  const list = pictures.list.value;
  const shown = list.find(({ id }) => id === view.picture.value);
  const first = list.find(({ id }) => id === wanted) ?? shown ?? list[0];
  // The one in view comes first: who asks for another one most likely wants to see it beside this.
  const others = [shown, ...list.filter((picture) => picture !== shown)].filter((one) => one !== undefined);
  const choices = others.filter((picture) => picture !== first);
  const start = (beside: PictureView) => {
    if (first) compare.start(first.id, beside.id);
    close();
  };
  return (
    <>
      <Elsewhere close={close} />
      {first && choices.length > 0 ? (
        <>
          <p>{t('compare.choose', { name: first.name })}</p>
          <Choices pictures={choices} choose={start} />
        </>
      ) : (
        <TooFew />
      )}
    </>
  );
}

function idOf(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('with' in params)) return null;
  return typeof params.with === 'string' ? params.with : null;
}

interface ChoicesProps {
  readonly pictures: readonly PictureView[];
  choose(picture: PictureView): void;
}

function Choices({ pictures, choose }: ChoicesProps) {
  const { t } = useApp();
  const { people } = useSession();
  const roving = useRoving();
  return (
    <div class="compare-choices" role="toolbar" aria-label={t('pictures.title')} {...roving}>
      {pictures.map((picture) => (
        <button key={picture.id} type="button" class="compare-choice" data-stop onClick={() => choose(picture)}>
          {picture.preview ? <img src={picture.preview} alt="" draggable={false} /> : <span class="compare-blank" />}
          <span class="compare-choice-name">{picture.name}</span>
          <span class="muted">{people.look(picture.by).name}</span>
        </button>
      ))}
    </div>
  );
}

/** Comparing begins with a second picture. */
function TooFew() {
  const { t } = useApp();
  const { choose, element } = useFileInput();
  return (
    <>
      <p class="muted">{t('compare.few')}</p>
      <p class="actions">
        <button type="button" class="button primary" onClick={() => choose()}>
          {t('pictures.choose')}
        </button>
      </p>
      {element}
    </>
  );
}

/** Who went back to an own view finds the way to the others here. */
function Elsewhere({ close }: Pick<DialogProps, 'close'>) {
  const { t } = useApp();
  const { pictures } = useSession();
  const { compare } = useLoadedFeatures();
  const now = compare.elsewhere.value;
  if (now === null) return null;
  const name = (id: string) => pictures.list.value.find((picture) => picture.id === id)?.name ?? '';
  const join = () => {
    compare.join();
    close();
  };
  return (
    <div class="compare-elsewhere">
      <p>{t('compare.elsewhere', { first: name(now.picture), second: name(now.beside) })}</p>
      <button type="button" class="button small" onClick={join}>
        {t('compare.join')}
      </button>
    </div>
  );
}
