// Two pictures beside each other. Opened for one of them (`{ with: id }`), else for the one in view.
import type { DialogFace } from '../dialog.ts';
import { lazily } from '../lazily.tsx';

export const dialog: DialogFace = {
  id: 'compare',
  kind: 'sheet',
  place: 'more',
  order: 30,
  icon: 'M5 4h4v16H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM15 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M12 2v20',
  label: 'compare.title',
  Content: lazily(() => import('../compare-parts.ts').then(({ Picker }) => Picker)),
};
