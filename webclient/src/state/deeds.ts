// What others did by a change of the panel.
import type { Change, Panel } from '../panel/panel.ts';
import { isMarkKind } from '../panel/query.ts';
import { ids } from '../wire/schema.gen.ts';
import type { Deed } from './activity.ts';

/** Elements that came into being by this change, by whose hand; moving a mark about is not worth saying. */
export function deeds(panel: Panel, change: Change): (readonly [site: string, deed: Deed])[] {
  const seen = new Set<string>();
  const done: (readonly [string, Deed])[] = [];
  for (const write of change.writes) {
    const site = write.stamp.site;
    const kind = write.set['kind'];
    if (site === panel.site || seen.has(write.id)) continue;
    seen.add(write.id);
    if (write.id === ids.stage && write.set['picture'] !== undefined) done.push([site, 'shown']);
    else if (kind === 'picture') done.push([site, 'pictures']);
    else if (isMarkKind(kind)) done.push([site, 'marks']);
  }
  return done;
}
