// What the sheet is to hold, and where it goes.
import { useEffect, useMemo } from 'preact/hooks';
import { createSheetSaving, type SheetSaving } from '../../state/sheet.ts';
import { shortName } from '../../state/short-name.ts';
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogProps } from '../dialog.ts';
import { Icon } from '../icon.tsx';
import { useSlow } from '../patience.ts';

export function SheetOptions({ close }: DialogProps) {
  const { t } = useApp();
  const { core } = useLoadedFeatures();
  const saving = useMemo(() => {
    const { panel, pictures, i18n, people, env } = core;
    return createSheetSaving({ panel, pictures, i18n, name: (site) => people.look(site).name, now: env.peer.now });
  }, [core]);
  useEffect(() => () => saving.stop(), [saving]);
  const { sheet } = saving;
  const empty = sheet.pictures.length === 0;
  return (
    <>
      <h2>{t('sheet.title')}</h2>
      <p>{empty ? t('sheet.empty') : t('sheet.text', { count: sheet.pictures.length })}</p>
      {!empty && sheet.left > 0 && <p class="hint">{t('sheet.left', { count: sheet.left })}</p>}
      {!empty && sheet.messages.length > 0 && <WithChat saving={saving} />}
      {!empty && <p class="hint">{t('sheet.private')}</p>}
      {saving.phase.value === 'failed' && (
        <p class="problem" role="alert">
          <Icon name="alert" />
          {t('sheet.failed')}
        </p>
      )}
      {saving.phase.value === 'making' ? (
        <Making saving={saving} />
      ) : (
        <Actions saving={saving} close={close} empty={empty} />
      )}
    </>
  );
}

interface SavingProps {
  readonly saving: SheetSaving;
}

function WithChat({ saving }: SavingProps) {
  const { t } = useApp();
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={saving.chat.value}
        aria-checked={saving.chat.value}
        onChange={({ currentTarget }) => saving.setChat(currentTarget.checked)}
      />
      {t('sheet.withChat')}
    </label>
  );
}

function Making({ saving }: SavingProps) {
  const { t } = useApp();
  const slow = useSlow(true);
  const of = saving.sheet.pictures.length;
  const label = t('sheet.making', { number: Math.min(of, saving.done.value + 1), of });
  return (
    <div class="sheet-making">
      {slow && (
        <>
          <p>{label}</p>
          <progress class="progress" aria-label={label} max={of} value={saving.done.value} />
        </>
      )}
      <p class="actions">
        <button type="button" class="button" onClick={() => saving.cancel()}>
          {t('sheet.cancel')}
        </button>
      </p>
    </div>
  );
}

interface ActionsProps extends SavingProps {
  readonly empty: boolean;
  close(): void;
}

function Actions({ saving, close, empty }: ActionsProps) {
  const { t, toasts } = useApp();
  const { core } = useLoadedFeatures();
  const file = async () => {
    const made = await saving.file();
    if (!made) return;
    const { objectUrl, revokeObjectUrl, after } = core.env.peer;
    download(made, objectUrl, (url) => void after(keepMs, () => revokeObjectUrl(url)));
    toasts.show({ tone: 'info', text: t('save.saved', { name: shortName(made.name) }) });
    close();
  };
  const print = async () => {
    if (await saving.print()) close();
  };
  return (
    <p class="actions">
      <button type="button" class="button" onClick={close}>
        {t(empty ? 'save.close' : 'sheet.cancel')}
      </button>
      {!empty && (
        <>
          <button type="button" class="button" onClick={() => void file()}>
            {t('sheet.file')}
          </button>
          {typeof window.print === 'function' && (
            <button type="button" class="button primary" onClick={() => void print()}>
              {t('sheet.print')}
            </button>
          )}
        </>
      )}
    </p>
  );
}

/** A download that was just begun still reads it. */
const keepMs = 60_000;

function download(file: File, objectUrl: (blob: Blob) => string, later: (url: string) => void): void {
  const link = document.createElement('a');
  link.href = objectUrl(file);
  link.download = file.name;
  link.click();
  later(link.href);
}
