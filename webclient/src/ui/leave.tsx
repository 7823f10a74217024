// Leaving wipes what this device kept, so it is asked once.
import { useRef } from 'preact/hooks';
import { useApp, useFeatures } from './context.ts';
import { Icon } from './icon.tsx';

export function LeaveButton() {
  const app = useApp();
  const { t } = app;
  const dialog = useRef<HTMLDialogElement>(null);
  const features = useFeatures();
  return (
    <>
      <button
        type="button"
        class="button leave-button"
        aria-label={t('room.leave')}
        title={t('room.leave')}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="leave" />
        <span class="wide-only">{t('room.leave')}</span>
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby="leave-title" {...{ closedby: 'any' }}>
        <h2 id="leave-title">{t('room.leaveTitle')}</h2>
        <p>{t('room.leaveText')}</p>
        <p class="actions">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('room.stay')}
          </button>
          <button type="button" class="button danger" onClick={() => void app.leave()}>
            {t('room.leave')}
          </button>
        </p>
        {features && (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              dialog.current?.close();
              features.dialogs.open('close-room');
            }}
          >
            {t('room.closeForBoth')}
          </button>
        )}
      </dialog>
    </>
  );
}
