// Between picture and tools: the link to send while nobody has come, and what to do while trouble lasts.
import type { Note } from '../state/standing.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { FollowBanner, FollowFrame } from './follow.tsx';
import { Icon } from './icon.tsx';
import { SendLink } from './share-link.tsx';
import { Switch } from './switch.tsx';

/** Where the link, sent once more, may bring somebody back. */
const withLink: ReadonlySet<Note> = new Set(['alone', 'reconnecting', 'gone']);

export function RoomNotes() {
  const { t, settings } = useApp();
  const { standing } = useLoadedFeatures();
  const note = standing.note.value;
  return (
    <>
      <FollowFrame />
      <div class="room-notes">
        <FollowBanner />
        {note && (
          <section class="note" data-kind={note.kind} aria-live="polite" aria-labelledby="note-text">
            <button type="button" class="icon-button" aria-label={t('toast.dismiss')} onClick={standing.dismiss}>
              <Icon name="close" />
            </button>
            {note.kind === 'alone' && <h2>{t('notice.wait.alone')}</h2>}
            <p id="note-text">
              {t(note.kind === 'alone' ? 'notice.wait.aloneText' : `notice.wait.${note.kind}`, note)}
            </p>
            {withLink.has(note.kind) && <LinkActions />}
            {note.kind === 'alone' && <Switch setting={settings.sounds} label={t('notice.wait.sound')} />}
          </section>
        )}
      </div>
    </>
  );
}

function LinkActions() {
  const { t, toasts } = useApp();
  const { link } = useSession();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      toasts.show({ tone: 'done', text: t('share.copied') });
    } catch {
      document.getElementById('share')?.showPopover(); // where it can be selected by hand
    }
  };
  return (
    <p class="actions">
      <button type="button" class="button primary" onClick={() => void copy()}>
        <Icon name="copy" />
        {t('share.copy')}
      </button>
      <SendLink url={link.url} />
      <button type="button" class="button" popoverTarget="share">
        {t('notice.wait.qr')}
      </button>
    </p>
  );
}
