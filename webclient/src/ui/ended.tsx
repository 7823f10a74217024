// After a room: what became of it, that this device was wiped, and what had left it.
import type { Ended, Wiping } from '../state/ended.ts';
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';
import { NoticeActions } from './notice.tsx';
import { Page } from './page.tsx';
import { ReceiptView } from './receipt-view.tsx';

export function EndedPage({ ended }: { readonly ended: Ended }) {
  const { t } = useApp();
  return (
    <Page>
      <h1>{t(`notice.${ended.by}.title`)}</h1>
      <WipingLine wiping={ended.wiping.value} />
      <p class="lead">{t(`notice.${ended.by}.text`)}</p>
      <NoticeActions notice={ended.by} link={ended.link} />
      {ended.receipt && (
        <section class="card receipt" aria-labelledby="receipt-title">
          <h2 id="receipt-title">{t('receipt.title')}</h2>
          <ReceiptView receipt={ended.receipt} />
        </section>
      )}
    </Page>
  );
}

/** Says only what is true at the moment: wiping takes as long as the disk takes, and can fail. */
function WipingLine({ wiping }: { readonly wiping: Wiping }) {
  const { t } = useApp();
  return (
    <div role="status">
      {wiping === 'wiping' && (
        <p>
          {t('notice.wiping')}
          <progress class="progress" aria-label={t('notice.wiping')} />
        </p>
      )}
      {wiping === 'wiped' && (
        <p class="honest">
          <Icon name="check" />
          <span>{t('notice.wiped')}</span>
        </p>
      )}
      {wiping === 'failed' && (
        <p class="problem">
          <Icon name="alert" />
          <span>{t('notice.notWiped')}</span>
        </p>
      )}
    </div>
  );
}
