// A page that says why there is no room here, and what to do next.
import type { Link, Notice } from '../state/app.ts';
import { useApp } from './context.ts';
import { Page } from './page.tsx';

/** Where joining the same room once more can help. */
const again: ReadonlySet<Notice> = new Set(['room-full', 'replaced', 'left', 'closed']);

export function NoticePage({ notice, link }: { readonly notice: Notice; readonly link: Link | undefined }) {
  const app = useApp();
  const { t } = app;
  return (
    <Page>
      <h1>{t(`notice.${notice}.title`)}</h1>
      <p class="lead" role="status">
        {t(`notice.${notice}.text`)}
      </p>
      <p class="actions">
        {notice === 'upgrade' && (
          <button type="button" class="button primary" onClick={() => location.reload()}>
            {t('notice.reload')}
          </button>
        )}
        {link && again.has(notice) && (
          <button type="button" class="button primary" onClick={() => void app.join(link)}>
            {t(notice === 'room-full' ? 'notice.again' : 'notice.rejoin')}
          </button>
        )}
        <button type="button" class="button" onClick={() => void app.home()}>
          {t('notice.home')}
        </button>
      </p>
    </Page>
  );
}
