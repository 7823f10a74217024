// Taking a picture back: a promise about its bytes, PROTOCOL.md section 4. Go twin: peer/panel/take_back.go.

import type { Write } from '../wire/schema.gen.ts';
import type { Panel } from './panel.ts';

/** Takes a picture off the panel for good, for everybody. No step: Undo does not bring it back. */
export function takeBack(panel: Panel, picture: string): Write {
  return panel.announce(picture, { deleted: true, takenBack: true, preview: null });
}
