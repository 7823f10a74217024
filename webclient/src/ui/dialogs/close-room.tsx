// Closing a room ends it for everybody and for good, so it is asked by itself, after Leave.
import { useApp } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';

export const dialog: DialogFace = {
  id: 'close-room',
  kind: 'modal',
  place: 'none',
  order: 0,
  icon: '',
  label: 'room.closeTitle',
  Content: (props) => <CloseRoom {...props} />,
};

function CloseRoom({ close }: DialogProps) {
  const app = useApp();
  const { t, toasts } = app;
  const closeForBoth = () => {
    if (!app.closeForBoth()) toasts.show({ tone: 'error', text: t('room.notClosed') });
    close();
  };
  return (
    <>
      <h2>{t('room.closeTitle')}</h2>
      <p>{t('room.closeText')}</p>
      <p class="actions">
        <button type="button" class="button" onClick={close}>
          {t('room.stay')}
        </button>
        <button type="button" class="button danger" onClick={closeForBoth}>
          {t('room.closeNow')}
        </button>
      </p>
    </>
  );
}
