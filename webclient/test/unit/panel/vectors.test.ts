import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, NoRoomError } from '../../../src/panel/order.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { WireError } from '../../../src/wire/errors.ts';
import { decode, encode } from '../../../src/wire/frames.ts';
import { limits, type Stamp, type Value, type Write } from '../../../src/wire/schema.gen.ts';
import { hex, plain, unhex, vectors } from '../wire/vectors.ts';

interface OrderVector {
  readonly name: string;
  readonly expect: string;
  readonly value: {
    readonly a: string | null;
    readonly b: string | null;
    readonly site: string;
    readonly key?: string;
  };
}

for (const { name, expect, value } of vectors<OrderVector>('order')) {
  test(name, () => {
    const make = () => between(value.a, value.b, value.site);
    if (expect === 'ok') assert.equal(make(), value.key);
    else assert.throws(make, (e) => (e instanceof NoRoomError || e instanceof WireError) && e.reason === expect);
  });
}

interface MergeVector {
  readonly name: string;
  readonly expect: string;
  readonly site: string;
  readonly wall: number;
  readonly bound: number;
  readonly messages: readonly string[];
  readonly orders: readonly (readonly number[])[];
  readonly snapshot: string;
  readonly next?: Stamp;
}

for (const v of vectors<MergeVector>('merge')) {
  for (const order of v.orders) {
    test(`${v.name}, messages ${order.join(' ')}`, () => {
      const panel = new Panel({ site: v.site, wall: () => v.wall });
      const refused: string[] = [];
      for (const i of order) {
        const message = decode('panel', unhex(v.messages[i] as string));
        assert.ok(message.type === 'writes');
        refused.push(...(message.refused ?? []), ...panel.merge(message.writes, v.bound).refused.map((e) => e.reason));
      }
      assert.deepEqual(refused, v.expect === 'ok' ? [] : [v.expect]);
      assert.equal(snapshotHex(panel), v.snapshot);
      if (v.next) assert.deepEqual(plain(panel.set('next0000', { kind: 'x' }).stamp), plain(v.next));
    });
  }
}

type Op =
  | { readonly site: string; readonly op: 'wall'; readonly ms: number }
  | { readonly site: string; readonly op: 'set'; readonly id: string; readonly set: Record<string, Value> }
  | { readonly site: string; readonly op: 'step'; readonly sets: readonly Pick<Write, 'id' | 'set'>[] | null }
  | { readonly site: string; readonly op: 'undo' | 'redo'; readonly writes: number }
  | { readonly site: string; readonly op: 'merge'; readonly from: string };

interface UndoVector {
  readonly name: string;
  readonly script: readonly Op[];
  readonly site: string;
  readonly snapshot: string;
}

for (const v of vectors<UndoVector>('undo')) {
  test(v.name, () => {
    const sites = new Sites();
    for (const op of v.script) sites.run(op);
    assert.equal(snapshotHex(sites.panel(v.site)), v.snapshot);
  });
}

class Sites {
  readonly #walls = new Map<string, number>();
  readonly #panels = new Map<string, Panel>();

  panel(site: string): Panel {
    const panel = this.#panels.get(site) ?? new Panel({ site, wall: () => this.#walls.get(site) ?? 1000 });
    this.#panels.set(site, panel);
    return panel;
  }

  run(op: Op): void {
    const panel = this.panel(op.site);
    switch (op.op) {
      case 'wall':
        this.#walls.set(op.site, op.ms);
        break;
      case 'set':
        panel.set(op.id, op.set);
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
        reverse(panel, op.op, op.writes);
    }
  }
}

function reverse(panel: Panel, op: 'undo' | 'redo', expected: number): void {
  let made = 0;
  const unsubscribe = panel.subscribe(({ writes }) => {
    made += writes.length;
  });
  const could = op === 'undo' ? panel.canUndo : panel.canRedo;
  assert.equal(panel[op](), expected > 0);
  assert.equal(could, expected > 0);
  unsubscribe();
  assert.equal(made, expected);
}

function snapshotHex(panel: Panel): string {
  return hex(encode({ type: 'snapshot', last: true, writes: panel.snapshot() }));
}
