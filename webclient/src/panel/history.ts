// What one person did, to undo and redo it, PROTOCOL.md section 4. Go twin: peer/panel/history.go.

import { limits, type Stamp, type Value, type Write } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import type { Element } from './element.ts';

interface Before {
  readonly value: Value;
  readonly stamp: Stamp;
}

/** What a write did: whether the element is new, and the value before (null: absent) of each cell that it changed. */
export interface Effect {
  readonly created: boolean;
  readonly before: ReadonlyMap<string, Value>;
}

interface Touched {
  readonly created: boolean;
  readonly cells: Map<string, Before>;
}

/** One user action: for every cell that it wrote, the value before (null: absent) and the stamp that it wrote. */
export class Step {
  readonly #touched = new Map<string, Touched>();

  get empty(): boolean {
    return this.#touched.size === 0;
  }

  record({ id, stamp }: Write, { created, before }: Effect): void {
    const touched = this.#touched.get(id) ?? { created, cells: new Map<string, Before>() };
    this.#touched.set(id, touched);
    for (const [property, value] of before) {
      // Written twice in one step: the value before the step stays, the stamp is the later one.
      const earlier = touched.cells.get(property);
      touched.cells.set(property, { value: earlier ? earlier.value : value, stamp });
    }
  }

  /** What undoing this step would write now: one set for each element that is still this site's to change. */
  *reverse(site: string, get: (id: string) => Element | undefined): Iterable<[string, Record<string, Value>]> {
    for (const [id, { created, cells }] of this.#touched) {
      const element = get(id);
      const own = [...cells].filter(([property, { stamp }]) => isSame(element?.stamp(property), stamp));
      if (own.length === 0) continue;
      if (!created) yield [id, Object.fromEntries(own.map(([property, { value }]) => [property, value]))];
      else if ((element?.stamp('deleted')?.site ?? site) === site) yield [id, { deleted: true }];
    }
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
