// Moving a picture within the filmstrip: a new key between those of its new neighbors, one step of undo.
import { between, NoRoomError } from '../panel/order.ts';
import type { Panel } from '../panel/panel.ts';
import { type Picture, pictures } from '../panel/query.ts';

/** Puts a picture at a place, 0 for the first. False when it is there already, or is none of the panel. */
export function move(panel: Panel, id: string, place: number): boolean {
  const before = pictures(panel);
  const from = before.findIndex((picture) => picture.id === id);
  const moved = before[from];
  const to = Math.min(Math.max(place, 0), before.length - 1);
  if (!moved || to === from) return false;
  const others = before.filter((picture) => picture !== moved);
  panel.step(() => {
    for (const [picture, order] of keys(panel.site, others, moved, to)) panel.set(picture.id, { order });
  });
  return true;
}

/** One key where there is room between the neighbors; else all are given new ones, as they then stand. */
function keys(site: string, others: readonly Picture[], moved: Picture, to: number): (readonly [Picture, string])[] {
  try {
    return [[moved, between(others[to - 1]?.order ?? null, others[to]?.order ?? null, site)]];
  } catch (error) {
    if (!(error instanceof NoRoomError)) throw error;
    let last: string | null = null;
    return others.toSpliced(to, 0, moved).map((picture) => {
      last = between(last, null, site);
      return [picture, last];
    });
  }
}
