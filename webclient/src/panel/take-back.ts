// Taking a picture back: a promise about its bytes, PROTOCOL.md section 4. Go twin: peer/panel/take_back.go.

import type { Write } from '../wire/schema.gen.ts';
import type { Panel } from './panel.ts';
import { picture, pictures } from './query.ts';

/** Takes a picture off the panel for good, for everybody. No step: Undo does not bring it back. */
export function takeBack(panel: Panel, id: string): Write {
  return panel.announce(id, { deleted: true, takenBack: true, preview: null });
}

/** The blobs that are taken back: those of such pictures, unless one that can be seen has the same. */
export function takenBack(panel: Panel): Uint8Array[] {
  const blobs = new Map<string, Uint8Array>();
  for (const element of panel.elements()) {
    const blob = element.get('blob');
    if (element.kind === 'picture' && element.takenBack && blob instanceof Uint8Array) blobs.set(`${blob}`, blob);
  }
  if (blobs.size > 0) for (const { blob } of pictures(panel)) blobs.delete(`${blob}`);
  return [...blobs.values()];
}

/** The same after a change of these elements; nothing when it cannot have taken back any. */
export function takenBackBy(panel: Panel, ids: readonly string[]): Uint8Array[] {
  const hides = (id: string) => panel.get(id)?.kind === 'picture' && !picture(panel, id);
  return ids.some(hides) ? takenBack(panel) : [];
}
