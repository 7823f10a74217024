// The newest write of each property: what has to be kept of an element, however often it was changed.

import type { Value, Write } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';

export class Cells {
  readonly #elements = new Map<string, Map<string, { readonly write: Write; readonly value: Value }>>();

  add(w: Write): void {
    const cells = this.#elements.get(w.id) ?? new Map();
    this.#elements.set(w.id, cells);
    for (const [property, value] of Object.entries(w.set)) {
      const known = cells.get(property);
      if (!known || compareStamps(known.write.stamp, w.stamp) < 0) cells.set(property, { write: w, value });
    }
  }

  /** The writes that an element consists of, without what newer ones replaced. */
  of(id: string): Write[] {
    const sets = new Map<Write, Record<string, Value>>();
    for (const [property, { write, value }] of this.#elements.get(id) ?? []) {
      const set = sets.get(write) ?? {};
      set[property] = value;
      sets.set(write, set);
    }
    return Array.from(sets, ([{ stamp, id: element }, set]) => ({ stamp, id: element, set }));
  }
}
