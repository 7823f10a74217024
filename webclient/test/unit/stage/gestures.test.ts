import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GestureActions, Gestures, type PointerKind, type Sample } from '../../../src/stage/gestures.ts';

/** A hand on the stage: what it does, and what the stage was asked to do. */
class Hand {
  readonly log: string[] = [];
  panning = false;
  drawing = true;
  time = 0;
  readonly gestures: Gestures;

  constructor() {
    const say = (word: string) => void this.log.push(word);
    const actions: GestureActions = {
      pans: () => this.panning,
      draws: () => this.drawing,
      begin: (s) => say(`begin ${s.x},${s.y}`),
      move: (s) => say(`move ${s.map((p) => `${p.x},${p.y}`).join(' ')}`),
      end: (s) => say(`end ${s.x},${s.y}`),
      cancel: () => say('cancel'),
      panBy: (dx, dy) => say(`pan ${dx},${dy}`),
      zoomAt: (at, factor) => say(`zoom ${at.x},${at.y} ${factor.toFixed(2)}`),
      doubleTap: (s) => say(`double ${s.x},${s.y}`),
      hold: (s) => say(`hold ${s.x},${s.y}`),
      holdMove: (s) => say(`hold-move ${s.x},${s.y}`),
      fingerTap: (fingers) => say(`tap of ${fingers}`),
      pen: (seen) => say(`pen ${seen}`),
    };
    this.gestures = new Gestures(actions);
  }

  sample(id: number, x: number, y: number, kind: PointerKind, button = 0): Sample {
    return { id, x, y, kind, button, time: this.time, pressure: 0.5, shift: false };
  }

  down(id: number, x: number, y: number, kind: PointerKind = 'touch', button = 0): this {
    this.gestures.down(this.sample(id, x, y, kind, button));
    return this;
  }

  move(id: number, x: number, y: number, kind: PointerKind = 'touch'): this {
    this.gestures.move([this.sample(id, x, y, kind)], []);
    return this;
  }

  up(id: number, x: number, y: number, kind: PointerKind = 'touch'): this {
    this.gestures.up(this.sample(id, x, y, kind));
    return this;
  }

  after(ms: number): this {
    this.time += ms;
    this.gestures.tick(this.time);
    return this;
  }

  said(): string[] {
    return this.log.splice(0);
  }
}

test('one finger uses the tool', () => {
  const hand = new Hand();
  hand.down(1, 10, 10).move(1, 20, 20).up(1, 30, 30);
  assert.deepEqual(hand.said(), ['begin 10,10', 'move 20,20', 'end 30,30']);
});

test('a second finger drops a stroke younger than 150 ms, or that is none yet, and keeps an older one', () => {
  for (const [age, x, word] of [
    [149, 30, 'cancel'],
    [150, 30, 'end 30,10'],
    [150, 18, 'cancel'],
    [499, 10, 'cancel'],
  ] as const) {
    const hand = new Hand();
    hand.down(1, 10, 10).move(1, x, 10).said();
    hand.after(age).down(2, 110, 10);
    assert.deepEqual(hand.said(), [word]);
    assert.equal(hand.gestures.state, 'pinch');
  }
});

test('two fingers pan and zoom at once, and never draw', () => {
  const hand = new Hand();
  hand.down(1, 100, 100).down(2, 200, 100).said();
  hand.move(2, 300, 100);
  assert.deepEqual(hand.said(), ['pan 50,0', 'zoom 200,100 2.00']);
  hand.move(1, 100, 100).said();
});

test('the finger that stays after a pinch pans; lifting both makes no tap', () => {
  const hand = new Hand();
  hand.down(1, 100, 100).down(2, 200, 100).up(2, 200, 100).said();
  hand.move(1, 110, 105).up(1, 110, 105);
  assert.deepEqual(hand.said(), ['pan 10,5']);
  hand.after(50).down(1, 110, 105).up(1, 110, 105);
  assert.equal(
    hand.said().some((word) => word.startsWith('double')),
    false,
  );
});

test('a third finger changes nothing', () => {
  const hand = new Hand();
  hand.down(1, 100, 100).down(2, 200, 100).said();
  hand.down(3, 300, 300).move(3, 350, 350).up(3, 350, 350);
  assert.deepEqual(hand.said(), []);
  assert.equal(hand.gestures.state, 'pinch');
});

test('once a pen has touched, fingers pan until the pen is forgotten', () => {
  const hand = new Hand();
  hand.down(9, 5, 5, 'pen').up(9, 5, 5, 'pen');
  assert.deepEqual(hand.said(), ['pen true', 'begin 5,5', 'end 5,5']);
  hand.after(1000).down(1, 10, 10).move(1, 15, 10).up(1, 15, 10);
  assert.deepEqual(hand.said(), ['pan 5,0']);
  hand.gestures.forgetPen();
  hand.after(1000).down(1, 10, 10).up(1, 10, 10);
  assert.deepEqual(hand.said(), ['pen false', 'begin 10,10', 'end 10,10']);
});

test('a palm that landed before the pen draws nothing', () => {
  const hand = new Hand();
  hand.down(1, 300, 300).said();
  hand.after(400).down(9, 100, 100, 'pen');
  assert.deepEqual(hand.said(), ['pen true', 'cancel', 'begin 100,100']);
  hand.move(1, 320, 320);
  assert.deepEqual(hand.said(), []);
});

test('the middle button pans with every tool, the right one does nothing', () => {
  const hand = new Hand();
  hand.down(1, 0, 0, 'mouse', 1).move(1, 5, 5, 'mouse').up(1, 5, 5, 'mouse');
  assert.deepEqual(hand.said(), ['pan 5,5']);
  hand.down(1, 0, 0, 'mouse', 2).move(1, 5, 5, 'mouse').up(1, 5, 5, 'mouse');
  assert.deepEqual(hand.said(), []);
});

test('two quick taps at one place are a double tap', () => {
  const hand = new Hand();
  hand.panning = true;
  hand.down(1, 50, 50).after(60).up(1, 50, 50).after(120).down(1, 52, 51).after(60).up(1, 52, 51);
  assert.deepEqual(hand.said(), ['double 52,51']);
});

test('taps that are late, far apart, long or moved are none', () => {
  const cases: readonly [name: string, play: (hand: Hand) => void][] = [
    ['late', (h) => h.down(1, 50, 50).up(1, 50, 50).after(351).down(1, 50, 50).up(1, 50, 50)],
    ['far', (h) => h.down(1, 50, 50).up(1, 50, 50).after(50).down(1, 90, 50).up(1, 90, 50)],
    ['long', (h) => h.down(1, 50, 50).after(300).up(1, 50, 50).down(1, 50, 50).up(1, 50, 50)],
    ['moved', (h) => h.down(1, 50, 50).move(1, 80, 50).up(1, 50, 50).down(1, 50, 50).up(1, 50, 50)],
  ];
  for (const [name, play] of cases) {
    const hand = new Hand();
    hand.panning = true;
    play(hand);
    assert.equal(
      hand.said().some((word) => word.startsWith('double')),
      false,
      name,
    );
  }
});

test('with a tool that draws two quick taps are two marks, and the first of them no half of a double tap', () => {
  const hand = new Hand();
  hand.down(1, 50, 50).up(1, 50, 50).after(100).down(1, 50, 50).up(1, 50, 50);
  assert.deepEqual(hand.said(), ['begin 50,50', 'end 50,50', 'begin 50,50', 'end 50,50']);
  hand.drawing = false; // with what the tap made the tool gave way to select
  hand.after(100).down(1, 50, 50).up(1, 50, 50);
  assert.deepEqual(hand.said(), ['begin 50,50', 'end 50,50']);
  hand.after(100).down(1, 50, 50).up(1, 50, 50);
  assert.deepEqual(hand.said(), ['begin 50,50', 'end 50,50', 'double 50,50']);
});

test('a press that closes what lies open does nothing else, unless it draws', () => {
  const hand = new Hand();
  const press = () => hand.gestures.down({ ...hand.sample(1, 10, 10, 'touch'), closes: true });
  press();
  hand.up(1, 12, 10);
  assert.deepEqual(hand.said(), ['begin 10,10', 'cancel']);
  press();
  hand.move(1, 40, 10).up(1, 40, 10);
  assert.deepEqual(hand.said(), ['begin 10,10', 'move 40,10', 'end 40,10']);
});

test('a pointer that the system takes away cancels the stroke', () => {
  const hand = new Hand();
  hand.down(1, 10, 10).said();
  hand.gestures.lost(1);
  assert.deepEqual(hand.said(), ['cancel']);
  hand.move(1, 20, 20).up(1, 20, 20);
  assert.deepEqual(hand.said(), []);
});

test('a finger that rests holds, and what it began is canceled; it goes on holding while it moves', () => {
  const hand = new Hand();
  hand.down(1, 10, 10).after(400).move(1, 12, 11);
  assert.deepEqual(hand.said(), ['begin 10,10', 'move 12,11']);
  hand.after(100).move(1, 40, 40).up(1, 40, 40);
  assert.deepEqual(hand.said(), ['cancel', 'hold 10,10', 'hold-move 40,40']);
  hand.down(1, 60, 60).up(1, 60, 60);
  assert.deepEqual(hand.said(), ['begin 60,60', 'end 60,60']);
});

test('a finger that pans can rest too; one that has moved, a mouse and the palm beside a pen never hold', () => {
  const hand = new Hand();
  hand.panning = true;
  hand.down(1, 10, 10).after(500);
  assert.deepEqual(hand.said(), ['hold 10,10']);
  hand.up(1, 10, 10);
  hand.panning = false;
  hand.down(1, 10, 10).move(1, 30, 30).after(900).up(1, 30, 30);
  assert.deepEqual(hand.said(), ['begin 10,10', 'move 30,30', 'end 30,30']);
  hand.down(2, 10, 10, 'mouse').after(900).up(2, 10, 10, 'mouse');
  assert.deepEqual(hand.said(), ['begin 10,10', 'end 10,10']);
  hand.down(3, 10, 10, 'pen').up(3, 10, 10, 'pen').down(1, 50, 50).after(900);
  assert.equal(hand.said().filter((word) => word.startsWith('hold')).length, 0);
});

for (const fingers of [2, 3]) {
  test(`${fingers} fingers tap at once, whether the tool or the hand was chosen`, () => {
    for (const panning of [false, true]) {
      const hand = new Hand();
      hand.panning = panning;
      for (let id = 1; id <= fingers; id++) hand.down(id, id * 50, 100).after(30);
      for (let id = 1; id <= fingers; id++) hand.up(id, id * 50, 100).after(10);
      const taps = hand.said().filter((word) => word.startsWith('tap') || word.startsWith('end'));
      assert.deepEqual(taps, [`tap of ${fingers}`]);
    }
  });
}

test('fingers that move, stay, or come late do not tap', () => {
  const rows: readonly ((hand: Hand) => void)[] = [
    (hand) => hand.down(1, 50, 100).down(2, 100, 100).move(2, 130, 100).up(1, 50, 100).up(2, 130, 100),
    (hand) => hand.down(1, 50, 100).down(2, 100, 100).after(400).up(1, 50, 100).up(2, 100, 100),
    (hand) => hand.down(1, 50, 100).after(200).down(2, 100, 100).up(1, 50, 100).up(2, 100, 100),
  ];
  for (const play of rows) {
    const hand = new Hand();
    play(hand);
    assert.equal(hand.said().filter((word) => word.startsWith('tap')).length, 0);
  }
});
