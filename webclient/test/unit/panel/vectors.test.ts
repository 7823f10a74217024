import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between, NoRoomError } from '../../../src/panel/order.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { WireError } from '../../../src/wire/errors.ts';
import { decode } from '../../../src/wire/frames.ts';
import type { Stamp } from '../../../src/wire/schema.gen.ts';
import { plain, unhex, vectors } from '../wire/vectors.ts';
import { type Op, Sites, snapshotHex } from './sites.ts';

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
