// A page that says why there is no room here, and what to do next.
import type { Link, Notice } from '../state/app.ts';
import { useApp } from './context.ts';
import { Page } from './page.tsx';

/** Where joining the same room once more can help, and where only another one can. */
const again: ReadonlySet<Notice> = new Set(['room-full', 'replaced', 'left', 'closed']);
const anew: ReadonlySet<Notice> = new Set(['link-spent', 'room-closed', 'closed-both', 'missing']);

export function NoticePage({ notice, link }: { readonly notice: Notice; readonly link: Link | undefined }) {
  const { t } = useApp();
  return (
    <Page>
      <h1>{t(`notice.${notice}.title`)}</h1>
      <p class="lead" role="status">
        {t(`notice.${notice}.text`)}
      </p>
      <NoticeActions notice={notice} link={link} />
    </Page>
  );
}

/** What to do next. */
export function NoticeActions({ notice, link }: { readonly notice: Notice; readonly link: Link | undefined }) {
  const app = useApp();
  const { t } = app;
  return (
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
      {anew.has(notice) && (
        <button type="button" class="button primary" onClick={() => void app.newRoom()}>
          {t('landing.newRoom')}
        </button>
      )}
      <button type="button" class="button" onClick={() => void app.home()}>
        {t('notice.home')}
      </button>
    </p>
  );
}
