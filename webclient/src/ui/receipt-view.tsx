// The account of what left this device, to read, copy or save.
import type { Receipt, SharedPicture } from '../state/receipt.ts';
import { otherLines, pictureLines, receiptText } from '../state/receipt-text.ts';
import { useApp } from './context.ts';
import { Icon } from './icon.tsx';

export function ReceiptView({ receipt }: { readonly receipt: Receipt }) {
  const { t, i18n } = useApp();
  if (receipt.people.length === 0) return <p>{t('receipt.nothing')}</p>;
  return (
    <>
      <p class="hint">{t('receipt.lead')}</p>
      <h3>{t('receipt.pictures')}</h3>
      {receipt.pictures.length === 0 && <p>{t('receipt.noPictures')}</p>}
      <SharedPictures pictures={receipt.pictures} />
      <h3>{t('receipt.with')}</h3>
      <ul>
        {receipt.people.map(({ name, path }) => (
          <li key={name}>{t(`receipt.path.${path}`, { name })}</li>
        ))}
      </ul>
      <h3>{t('receipt.also')}</h3>
      <ul>
        {otherLines({ t, language: i18n.language.value }, receipt).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Keep receipt={receipt} />
    </>
  );
}

export function SharedPictures({ pictures }: { readonly pictures: readonly SharedPicture[] }) {
  return (
    <ul class="shared-pictures">
      {pictures.map((picture) => (
        <SharedPictureRow key={picture.id} picture={picture} />
      ))}
    </ul>
  );
}

function SharedPictureRow({ picture }: { readonly picture: SharedPicture }) {
  const { t, i18n } = useApp();
  return (
    <li data-fate={picture.fate}>
      <strong>{picture.name}</strong>
      {pictureLines({ t, language: i18n.language.value }, picture).map((line) => (
        <span key={line} class="muted">
          {line}
        </span>
      ))}
    </li>
  );
}

function Keep({ receipt }: { readonly receipt: Receipt }) {
  const { t, i18n, toasts } = useApp();
  const text = () => receiptText({ t, language: i18n.language.value }, receipt);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      toasts.show({ tone: 'done', text: t('receipt.copied') });
    } catch {
      toasts.show({ tone: 'error', text: t('receipt.copyFailed') });
    }
  };
  return (
    <p class="actions">
      <button type="button" class="button" onClick={() => void copy()}>
        <Icon name="copy" />
        {t('receipt.copy')}
      </button>
      <button type="button" class="button" onClick={() => save(text())}>
        {t('receipt.save')}
      </button>
    </p>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'coviewer.txt';
  link.click();
  URL.revokeObjectURL(url);
}
