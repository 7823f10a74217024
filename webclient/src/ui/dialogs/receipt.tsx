// What left this device so far, openable while one is in the room.
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { ReceiptView, SharedPictures } from '../receipt-view.tsx';

export const dialog: DialogFace = {
  id: 'receipt',
  kind: 'sheet',
  place: 'more',
  order: 80,
  icon: 'M4 2v20l2-1 2 1 2-1 2 1 2-1 2 1 2-1 2 1V2l-2 1-2-1-2 1-2-1-2 1-2-1-2 1ZM8 8h8M8 12h8M8 16h5',
  label: 'receipt.title',
  Content: () => <OpenReceipt />,
};

function OpenReceipt() {
  const { t } = useApp();
  const receipt = useLoadedFeatures().receipt.current.value;
  const waiting = receipt.pictures.filter(({ fate }) => fate === 'waiting');
  return (
    <div class="receipt">
      <ReceiptView receipt={receipt} />
      {waiting.length > 0 && (
        <>
          <h3>{t('receipt.waiting')}</h3>
          <SharedPictures pictures={waiting} />
        </>
      )}
    </div>
  );
}
