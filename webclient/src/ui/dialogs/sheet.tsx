// Save sheet: all pictures with what was marked, noted and said, to print or as one file.
import type { DialogFace } from '../dialog.ts';
import { lazily } from '../lazily.tsx';

export const dialog: DialogFace = {
  id: 'sheet',
  kind: 'modal',
  place: 'more',
  order: 51,
  icon: 'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z',
  label: 'sheet.title',
  Content: lazily(() => import('./sheet-options.tsx').then(({ SheetOptions }) => SheetOptions)),
};
