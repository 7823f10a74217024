// What stands in for code that is on its way: nothing that was asked of it gets lost, and nothing waits for an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standIn } from '../../src/stand-in.ts';

interface Pen {
  begin(at: number): void;
  move(at: number): void;
  width(): number;
  readonly name: string;
}

/** A pen whose code arrives when the test says so. */
class Shop {
  readonly said: string[] = [];
  readonly failures: unknown[] = [];
  asked = 0;
  #deliver: (pen: Pen) => void = () => {};
  readonly pen: Pen;

  constructor() {
    const made = new Promise<Pen>((resolve) => {
      this.#deliver = resolve;
    });
    this.pen = standIn<Pen>({
      need: async () => {
        this.asked++;
      },
      made,
      urgent: ['begin'],
      meanwhile: { width: () => 1, name: 'none yet' },
      failed: (error) => this.failures.push(error),
    });
  }

  /** Resolves when all that waited was called. */
  async deliver(pen: Partial<Pen> = {}): Promise<void> {
    this.#deliver({
      begin: (at) => void this.said.push(`begin ${at}`),
      move: (at) => void this.said.push(`move ${at}`),
      width: () => 5,
      name: 'pen',
      ...pen,
    });
    await Promise.resolve();
  }
}

test('calls wait and are made up for in their order', async () => {
  const shop = new Shop();
  shop.pen.begin(1);
  shop.pen.move(2);
  shop.pen.move(3);
  assert.deepEqual(shop.said, []);
  await shop.deliver();
  shop.pen.move(4);
  assert.deepEqual(shop.said, ['begin 1', 'move 2', 'move 3', 'move 4']);
});

test('what a call brings about comes after all that waited', async () => {
  const shop = new Shop();
  shop.pen.begin(1);
  shop.pen.move(2);
  const begin = (at: number) => {
    shop.said.push(`begin ${at}`);
    shop.pen.move(9);
  };
  await shop.deliver({ begin });
  assert.deepEqual(shop.said, ['begin 1', 'move 2', 'move 9']);
});

test('an urgent call fetches the code, and again after a failure; others wait for it to come by itself', () => {
  const shop = new Shop();
  shop.pen.move(1);
  assert.equal(shop.asked, 0);
  shop.pen.begin(1);
  shop.pen.begin(2);
  assert.equal(shop.asked, 2);
});

test('questions are answered meanwhile, and later by the object itself', async () => {
  const shop = new Shop();
  assert.deepEqual([shop.pen.width(), shop.pen.name], [1, 'none yet']);
  await shop.deliver();
  assert.deepEqual([shop.pen.width(), shop.pen.name], [5, 'pen']);
});

test('a call that throws costs no other', async () => {
  const shop = new Shop();
  const error = new Error('no ink');
  shop.pen.begin(1);
  shop.pen.move(2);
  const begin = () => {
    throw error;
  };
  await shop.deliver({ begin });
  await Promise.resolve();
  assert.deepEqual([shop.said, shop.failures], [['move 2'], [error]]);
});

test('more calls than anybody makes by hand are dropped, the first are kept', async () => {
  const shop = new Shop();
  for (let i = 0; i < 10_001; i++) shop.pen.move(i);
  await shop.deliver();
  assert.equal(shop.said.length, 10_000);
  assert.equal(shop.said.at(-1), 'move 9999');
});
