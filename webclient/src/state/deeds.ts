// What a change of the panel means for the page: which of its parts to read anew, and what others did.
import type { Change, Panel } from '../panel/panel.ts';
import type { Deed } from './activity.ts';
import { stageId } from './view.ts';

const markKinds: ReadonlySet<string> = new Set(['arrow', 'ellipse', 'rectangle', 'ink', 'text', 'pin']);

export interface Touched {
  readonly people: boolean;
  readonly pictures: boolean;
}

export function touched(panel: Panel, change: Change): Touched {
  const kinds = new Set(change.ids.map((id) => panel.get(id)?.kind));
  return { people: kinds.has('person'), pictures: kinds.has('picture') || kinds.has('stage') };
}

/** Elements that came into being by this change, by whose hand; moving a mark about is not worth saying. */
export function deeds(panel: Panel, change: Change): (readonly [site: string, deed: Deed])[] {
  const seen = new Set<string>();
  const done: (readonly [string, Deed])[] = [];
  for (const write of change.writes) {
    const site = write.stamp.site;
    const kind = write.set['kind'];
    if (site === panel.site || seen.has(write.id)) continue;
    seen.add(write.id);
    if (write.id === stageId && write.set['picture'] !== undefined) done.push([site, 'shown']);
    else if (kind === 'picture') done.push([site, 'pictures']);
    else if (typeof kind === 'string' && markKinds.has(kind)) done.push([site, 'marks']);
  }
  return done;
}
