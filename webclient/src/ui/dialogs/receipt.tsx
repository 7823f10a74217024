// What left this device so far, openable while one is in the room.
import { useLoadedFeatures } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { ReceiptView } from '../receipt-view.tsx';

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
  const { receipt } = useLoadedFeatures();
  return (
    <div class="receipt">
      <ReceiptView receipt={receipt.current.value} />
    </div>
  );
}
