// Save picture: with its marks, as a PNG. Opened by code for another picture than the one shown: { picture: its id }.
import type { DialogFace } from '../dialog.ts';
import { lazily } from '../lazily.tsx';

export const dialog: DialogFace = {
  id: 'save',
  kind: 'modal',
  place: 'more',
  order: 50,
  icon: 'M10.3 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10l-3.1-3.1a2 2 0 0 0-2.814.014L6 21M14 19l3 3v-5.5M17 22l3-3M7 9a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  label: 'save.title',
  Content: lazily(() => import('./save-picture.tsx').then(({ SavePicture }) => SavePicture)),
};
