// The picture as it will be saved, and what to do with it.
import { useEffect, useMemo } from 'preact/hooks';
import { createSave, type Save, type Saved } from '../../state/save.ts';
import { shortName } from '../../state/short-name.ts';
import { useTouch } from '../compact.ts';
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogProps } from '../dialog.ts';
import { Icon } from '../icon.tsx';
import { useSlow } from '../patience.ts';

export function SavePicture({ params, close }: DialogProps) {
  const { t } = useApp();
  const { core } = useLoadedFeatures();
  const save = useMemo(() => {
    const { panel, pictures, env } = core;
    const { after, objectUrl, revokeObjectUrl } = env.peer;
    const id = pictureIn(params) ?? core.view.picture.peek();
    return createSave({ panel, pictures, t: core.t, after, objectUrl, revokeObjectUrl }, id);
  }, [core, params]);
  useEffect(() => () => save.stop(), [save]);
  const phase = save.phase.value;
  const saved = save.saved.value;
  return (
    <>
      <h2>{t('save.title')}</h2>
      <Result save={save} />
      {saved && <Told saved={saved} />}
      <Trouble save={save} />
      {saved && (
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            checked={save.marks.value}
            aria-checked={save.marks.value}
            onChange={({ currentTarget }) => save.setMarks(currentTarget.checked)}
          />
          {t('save.marks')}
        </label>
      )}
      <p class="actions">
        <button type="button" class="button" onClick={close}>
          {t(saved ? 'save.cancel' : 'save.close')}
        </button>
        {saved && phase === 'ready' && <SaveButtons saved={saved} close={close} />}
      </p>
    </>
  );
}

function pictureIn(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('picture' in params)) return null;
  return typeof params.picture === 'string' ? params.picture : null;
}

function Result({ save }: { readonly save: Save }) {
  const { t } = useApp();
  const saved = save.saved.value;
  const slow = useSlow(save.phase.value === 'making');
  return (
    <div class="save-result" aria-busy={save.phase.value === 'making'}>
      {saved && <img src={saved.url} alt={t('save.preview', { name: save.name })} />}
      {slow && <progress class="progress" aria-label={t('save.making')} />}
    </div>
  );
}

function Told({ saved }: { readonly saved: Saved }) {
  const { t } = useApp();
  return (
    <div role="status" class="hint">
      <p>{t('save.size', { name: shortName(saved.file.name), width: saved.width, height: saved.height })}</p>
      {!saved.full && <p>{t('save.onlyPreview')}</p>}
      {saved.scaled && <p>{t('save.scaled')}</p>}
      {saved.reduced && <p>{t('save.original')}</p>}
    </div>
  );
}

function Trouble({ save }: { readonly save: Save }) {
  const { t } = useApp();
  const phase = save.phase.value;
  if (phase === 'none') return <p>{t('save.none')}</p>;
  if (phase === 'waiting') return <p>{t('save.waiting')}</p>;
  if (phase !== 'failed') return null;
  return (
    <p class="problem" role="alert">
      <Icon name="alert" />
      <span>{t('save.failed')}</span>
      <button type="button" class="button small" onClick={() => save.retry()}>
        {t('pictures.retry')}
      </button>
    </p>
  );
}

interface ButtonsProps {
  readonly saved: Saved;
  close(): void;
}

function SaveButtons({ saved, close }: ButtonsProps) {
  const { t, toasts } = useApp();
  const touch = useTouch();
  const files = { files: [saved.file] };
  const shares = touch && navigator.canShare?.(files) === true;
  const share = async () => {
    try {
      await navigator.share(files);
      close();
    } catch (error) {
      // Closing the system's sheet rejects too: there is nothing to tell.
      if ((error as Error).name !== 'AbortError') toasts.show({ tone: 'error', text: t('save.shareFailed') });
    }
  };
  const told = () => {
    // The browser may ask for a place first, and tells no page what came of it.
    toasts.show({ tone: 'info', text: t('save.saved', { name: shortName(saved.file.name) }) });
    close();
  };
  return (
    <>
      {shares && (
        <button type="button" class="button" onClick={() => void share()}>
          <Icon name="send" />
          {t('save.share')}
        </button>
      )}
      <a class="button primary" href={saved.url} download={saved.file.name} onClick={told}>
        {t('save.save')}
      </a>
    </>
  );
}
