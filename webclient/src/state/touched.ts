// Which parts of the page a change of the panel means.
import type { Change, Panel } from '../panel/panel.ts';

export interface Touched {
  readonly people: boolean;
  readonly pictures: boolean;
}

export function touched(panel: Panel, change: Change): Touched {
  const kinds = new Set(change.ids.map((id) => panel.get(id)?.kind));
  return { people: kinds.has('person'), pictures: kinds.has('picture') || kinds.has('stage') };
}
