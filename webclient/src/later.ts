// What a room needs, but not to be open: one chunk, fetched after the code that draws (drawing.ts), or at first use. See
// state/later.ts, through which alone it is asked for; each part is written as if it were always there.

export { intake } from './media/intake.ts';
export { Blobs } from './peer/blobs.ts';
export { Lanes } from './peer/lanes.ts';
export { wordText } from './signaling/words.gen.ts';
export { createAdding } from './state/adding.ts';
export { createFeatures } from './state/features.ts';
export { isColumn } from './ui/dialogs.tsx';
export { sheets } from './ui/sheets.ts';
