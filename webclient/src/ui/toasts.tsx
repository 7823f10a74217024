// Toasts: a polite status region that is always there, so that screen readers notice what comes into it.

import type { Toast } from '../state/toasts.ts';
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';

export function ToastList() {
  const { t, toasts } = useApp();
  const list = toasts.list.value;
  return (
    <section
      class="toasts"
      aria-label={t('toast.region')}
      onPointerEnter={toasts.hold}
      onPointerLeave={toasts.release}
      onFocusIn={toasts.hold}
      onFocusOut={toasts.release}
    >
      <div role="status">
        {list.map((toast) => (
          <ToastItem key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastItem({ toast }: { readonly toast: Toast }) {
  const { t, toasts } = useApp();
  const { action } = toast;
  const act = () => {
    toasts.dismiss(toast.id);
    action?.run();
  };
  return (
    <div class={`toast ${toast.tone}`}>
      {toast.tone !== 'info' && <Icon name={toast.tone === 'done' ? 'check' : 'alert'} />}
      <div class="toast-body">
        <div class="toast-text">
          <p>{toast.text}</p>
          {toast.lines && (
            <ul>
              {toast.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </div>
        {action && (
          <button type="button" class="button small" onClick={act}>
            {action.label}
          </button>
        )}
      </div>
      <button
        type="button"
        class="icon-button small"
        aria-label={t('toast.dismiss')}
        onClick={() => toasts.dismiss(toast.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
