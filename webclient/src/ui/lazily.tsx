// A dialog's content whose code is fetched when it is opened for the first time.
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './context.ts';

/** Shorter than this, and a word about it would only flicker. */
const patienceMs = 500;

export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ComponentChildren {
  return function Lazily(props: P) {
    const [part, setPart] = useState<{ readonly Content: ComponentType<P> } | 'loading' | 'slow' | 'failed'>('loading');
    const fetch = () => {
      const slow = setTimeout(() => setPart('slow'), patienceMs);
      const done = load().then(
        (Content) => setPart({ Content }),
        () => setPart('failed'),
      );
      void done.finally(() => clearTimeout(slow));
    };
    useEffect(fetch, []);
    if (part === 'failed') return <Failed retry={fetch} />;
    if (part === 'slow') return <Loading />;
    return part === 'loading' ? null : <part.Content {...props} />;
  };
}

function Loading() {
  const { t } = useApp();
  return (
    <p role="status">
      {t('app.loading')}
      <progress class="progress" aria-label={t('app.loading')} />
    </p>
  );
}

function Failed({ retry }: { retry(): void }) {
  const { t } = useApp();
  return (
    <>
      <p class="problem">{t('join.unreachable')}</p>
      <p class="actions">
        <button type="button" class="button primary" onClick={retry}>
          {t('pictures.retry')}
        </button>
      </p>
    </>
  );
}
