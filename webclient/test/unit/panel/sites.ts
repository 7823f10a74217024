// Panels of several sites that do what a script says: the form of the vectors of the group `undo`.

import assert from 'node:assert/strict';
import { Panel } from '../../../src/panel/panel.ts';
import { encode } from '../../../src/wire/frames.ts';
import * as limits from '../../../src/wire/limits.gen.ts';
import type { Value, Write } from '../../../src/wire/schema.gen.ts';
import { hex } from '../wire/vectors.ts';

export type Op =
  | { readonly site: string; readonly op: 'wall'; readonly ms: number }
  | { readonly site: string; readonly op: 'set' | 'announce'; readonly id: string; readonly set: Record<string, Value> }
  | { readonly site: string; readonly op: 'step'; readonly sets: readonly Pick<Write, 'id' | 'set'>[] | null }
  | { readonly site: string; readonly op: 'undo' | 'redo'; readonly writes: number }
  | { readonly site: string; readonly op: 'merge'; readonly from: string };

export class Sites {
  readonly #walls = new Map<string, number>();
  readonly #panels = new Map<string, Panel>();

  panel(site: string): Panel {
    const panel = this.#panels.get(site) ?? new Panel({ site, wall: () => this.#walls.get(site) ?? 1000 });
    this.#panels.set(site, panel);
    return panel;
  }

  /** Does one thing; for undo and redo it checks how many writes they made, if the operation says it. */
  run(op: Op): void {
    const panel = this.panel(op.site);
    switch (op.op) {
      case 'wall':
        this.#walls.set(op.site, op.ms);
        break;
      case 'set':
        panel.set(op.id, op.set);
        break;
      case 'announce':
        panel.announce(op.id, op.set);
        break;
      case 'step':
        panel.step(() => {
          for (const { id, set } of op.sets ?? []) panel.set(id, set);
        });
        break;
      case 'merge':
        assert.deepEqual(panel.merge(this.panel(op.from).snapshot(), limits.maxSafeInteger).refused, []);
        break;
      default:
        assert.equal(reverse(panel, op.op), op.writes);
    }
  }
}

/** Undoes or redoes; gives the number of writes that it made, after checking it against what the panel said before. */
function reverse(panel: Panel, op: 'undo' | 'redo'): number {
  let made = 0;
  const unsubscribe = panel.subscribe(({ writes }) => {
    made += writes.length;
  });
  const could = op === 'undo' ? panel.canUndo : panel.canRedo;
  assert.equal(panel[op](), could);
  unsubscribe();
  assert.equal(made > 0, could);
  return made;
}

/** A panel as one message, to compare panels by. */
export function snapshotHex(panel: Panel): string {
  return hex(encode({ type: 'snapshot', last: true, writes: panel.snapshot() }));
}
