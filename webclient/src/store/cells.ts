// The newest write of each property: what has to be kept of an element, however often it was changed.

import type { Stamp, Value, Write } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';

export class Cells {
  /** The stamp and not its write, which would keep the values that were replaced: of a picture taken back, its preview. */
  readonly #elements = new Map<string, Map<string, { readonly stamp: Stamp; readonly value: Value }>>();

  add(w: Write): void {
    const cells = this.#elements.get(w.id) ?? new Map();
    this.#elements.set(w.id, cells);
    for (const [property, value] of Object.entries(w.set)) {
      const known = cells.get(property);
      if (!known || compareStamps(known.stamp, w.stamp) < 0) cells.set(property, { stamp: w.stamp, value });
    }
  }

  /** The writes that an element consists of, without what newer ones replaced. */
  of(id: string): Write[] {
    const sets = new Map<Stamp, Record<string, Value>>();
    for (const [property, { stamp, value }] of this.#elements.get(id) ?? []) {
      const set = sets.get(stamp) ?? {};
      set[property] = value;
      sets.set(stamp, set);
    }
    return Array.from(sets, ([stamp, set]) => ({ stamp, id, set }));
  }
}
