// What one person did, to undo and redo it, PROTOCOL.md section 4. Go twin: peer/panel/history.go.

import * as limits from '../wire/limits.gen.ts';
import type { Stamp, Value, Write } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import type { Element } from './element.ts';

/** What a cell held before a write: null and no stamp if it was not there. */
export interface Before {
  readonly value: Value;
  readonly stamp: Stamp | undefined;
}

/** What a write did: whether the element is new, and what each cell that it changed held before. */
export interface Effect {
  readonly created: boolean;
  readonly before: ReadonlyMap<string, Before>;
}

interface Touched {
  readonly created: boolean;
  /** Property → what was there before, and the stamp under which the step's own value stands. */
  readonly cells: Map<string, { readonly before: Before; readonly stamp: Stamp }>;
}

/** One user action, element by element in the order of first touch. */
export class Step {
  readonly #touched = new Map<string, Touched>();

  get empty(): boolean {
    return this.#touched.size === 0;
  }

  record({ id, stamp }: Write, { created, before }: Effect): void {
    const touched = this.#touched.get(id) ?? { created, cells: new Map() };
    this.#touched.set(id, touched);
    for (const [property, old] of before) {
      // Written twice in one step: what was before the step stays, the stamp is the later one.
      touched.cells.set(property, { before: touched.cells.get(property)?.before ?? old, stamp });
    }
  }

  /** What undoing this step would write now: one set for each element that is still this site's to change. */
  *reverse(site: string, get: (id: string) => Element | undefined): Iterable<[string, Record<string, Value>]> {
    for (const [id, { created, cells }] of this.#touched) {
      const element = get(id);
      // Nobody's to bring back.
      if (element?.takenBack) continue;
      const own = [...cells].filter(([property, { stamp }]) => isSame(element?.stamp(property), stamp));
      if (own.length === 0) continue;
      if (!created) yield [id, Object.fromEntries(own.map(([property, { before }]) => [property, before.value]))];
      else if ((element?.stamp('deleted')?.site ?? site) === site) yield [id, { deleted: true }];
    }
  }

  /**
   * Tells earlier steps, whose values `write` has just put back in reversing this one, that these stand under a new
   * stamp. Without it a cell that was changed twice could be undone only once.
   */
  handOver(write: Write, earlier: readonly Step[]): void {
    for (const property of Object.keys(write.set)) {
      // Nothing there: the deletion of what this step created. No earlier step wrote that.
      const old = this.#touched.get(write.id)?.cells.get(property)?.before.stamp;
      if (old) for (const step of earlier) step.#restamp(write.id, property, old, write.stamp);
    }
  }

  #restamp(id: string, property: string, old: Stamp, stamp: Stamp): void {
    const cells = this.#touched.get(id)?.cells;
    const cell = cells?.get(property);
    if (cell && isSame(cell.stamp, old)) cells?.set(property, { before: cell.before, stamp });
  }
}

/** The steps of one person: a stack to undo, a stack to redo. */
export class History {
  readonly undo: Step[] = [];
  readonly redo: Step[] = [];

  /** A new step empties what could be redone. */
  add(step: Step): void {
    this.redo.length = 0;
    pushBounded(this.undo, step);
  }
}

export function pushBounded(stack: Step[], step: Step): void {
  stack.push(step);
  if (stack.length > limits.maxUndoSteps) stack.shift();
}

function isSame(a: Stamp | undefined, b: Stamp): boolean {
  return a !== undefined && compareStamps(a, b) === 0;
}
