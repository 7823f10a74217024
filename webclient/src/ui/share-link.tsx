// The link to the room: to copy, to scan, or to hand to another app.
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useSession } from './context.ts';
import { Icon } from './icon.tsx';

type Qr = ComponentType<{ readonly text: string; readonly label: string }>;

export function ShareLink({ opened }: { readonly opened: boolean }) {
  const { t } = useApp();
  const { link } = useSession();
  const [Code, setCode] = useState<Qr | null>(null);
  useEffect(() => {
    // Without the code there is still the link.
    if (opened && !Code) import('./qr.tsx').then(({ QrCode }) => setCode(() => QrCode)).catch(() => {});
  }, [opened, Code]);
  return (
    <>
      <p class="hint">{t('share.text')}</p>
      <CopyLink url={link.url} />
      <SendLink url={link.url} />
      <div class="qr-box">{Code && <Code text={link.url} label={t('share.qr')} />}</div>
    </>
  );
}

function CopyLink({ url }: { readonly url: string }) {
  const { t, toasts } = useApp();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
      toasts.show({ tone: 'done', text: t('share.copied') });
    } catch {
      field.current?.select();
      toasts.show({ tone: 'error', text: t('share.copyFailed') });
    }
  };
  return (
    <div class="copy">
      <input
        ref={field}
        type="text"
        dir="ltr"
        readOnly
        value={url}
        aria-label={t('share.link')}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button primary" onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
        {t('share.copy')}
      </button>
    </div>
  );
}

export function SendLink({ url }: { readonly url: string }) {
  const { t } = useApp();
  if (typeof navigator.share !== 'function') return null;
  const send = () => {
    // Closing the system's sheet rejects too: there is nothing to tell.
    navigator.share({ text: t('share.invite'), url }).catch(() => {});
  };
  return (
    <button type="button" class="button" onClick={send}>
      <Icon name="send" />
      {t('share.send')}
    </button>
  );
}
