// The start page: what this is, and a new room.
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';
import { Page } from './page.tsx';

export function Landing() {
  const app = useApp();
  const { t } = app;
  return (
    <Page>
      <h1>{t('landing.heading')}</h1>
      <p class="lead">{t('app.summary')}</p>
      <p>
        <button type="button" class="button primary big" onClick={() => void app.newRoom()}>
          {t('landing.newRoom')}
        </button>
      </p>
      <p class="muted">{t('landing.invited')}</p>
      <section class="card" aria-labelledby="how">
        <h2 id="how">{t('landing.how')}</h2>
        <ol class="steps">
          <li>{t('landing.step1')}</li>
          <li>{t('landing.step2')}</li>
          <li>{t('landing.step3')}</li>
        </ol>
      </section>
      <p class="honest">
        <Icon name="shield" />
        <span>
          {t('landing.privacy')} <span class="muted">{t('landing.privacyLimit')}</span>
        </span>
      </p>
    </Page>
  );
}
