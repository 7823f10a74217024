// Following: one's own view goes where another one's goes, until one moves; and two who follow each other come to rest.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { between } from '../../../src/panel/order.ts';
import { Panel } from '../../../src/panel/panel.ts';
import type { Presence } from '../../../src/peer/types.ts';
import { type Camera, cameraFor, fit, viewOf } from '../../../src/stage/camera.ts';
import type { Size, View } from '../../../src/stage/types.ts';
import { createFollow, type FollowCore } from '../../../src/state/follow.ts';
import type { PersonView } from '../../../src/state/people.ts';
import { isFitOf } from '../../../src/state/same-part.ts';

const size = { width: 1200, height: 800 };
const pictureId = 'picture0';

/** One page of two, with a window of its own; what it presents reaches the other one when the test says so. */
class Page {
  readonly site: string;
  readonly area: { x: number; y: number; width: number; height: number };
  readonly sent: View[] = [];
  readonly others = signal<readonly PersonView[]>([]);
  readonly follow;
  readonly #moved = new Set<() => void>();
  #listener: (site: string, message: Presence) => void = () => {};
  #camera: Camera;
  #seq = 0;

  constructor(site: string, window: Size, clock: () => number) {
    this.site = site;
    this.area = { x: 0, y: 0, ...window };
    this.#camera = fit(size, this.area);
    const panel = new Panel({ site, wall: () => 1_700_000_000_000 });
    panel.set(pictureId, {
      ...{
        kind: 'picture',
        by: site,
        name: 'a.jpg',
        pixelWidth: size.width,
        pixelHeight: size.height,
        order: between(null, null, site),
      },
      ...{ preview: new Uint8Array(12), blob: new Uint8Array(32), size: 10, type: 'image/jpeg', stripped: true },
    });
    const view = {
      picture: signal(pictureId),
      view: () => this.view,
      look: (_: string, to: View | null) =>
        this.#go(to === null ? fit(size, this.area) : cameraFor(to, size, this.area)),
      onMoved: (listener: () => void) => {
        this.#moved.add(listener);
        return () => void this.#moved.delete(listener);
      },
    };
    const people = { others: this.others };
    const onPresence: FollowCore['onPresence'] = (listener) => {
      this.#listener = listener;
      return () => {};
    };
    this.follow = createFollow({ panel, people, view, onPresence } as unknown as FollowCore, clock);
  }

  get view(): View {
    return viewOf(this.#camera, this.area);
  }

  /** By one's own hand. */
  moveTo(view: View): void {
    for (const listener of this.#moved) listener();
    this.#go(cameraFor(view, size, this.area));
  }

  receive(from: string, [x, y, w, h]: View): void {
    this.#listener(from, { type: 'viewport', seq: this.#seq++, picture: pictureId, x, y, w, h });
  }

  meet(...people: PersonView[]): void {
    this.others.value = people;
  }

  #go(to: Camera): void {
    this.#camera = to;
    this.sent.push(this.view);
  }
}

function person(site: string, status = 'connected'): PersonView {
  return { site, name: site, color: 1, peer: { status } } as unknown as PersonView;
}

function pair(one: Size, other: Size) {
  let now = 0;
  const a = new Page('aaaaaaaaaaaa', one, () => now);
  const b = new Page('bbbbbbbbbbbb', other, () => now);
  a.meet(person(b.site));
  b.meet(person(a.site));
  b.receive(a.site, a.view);
  a.receive(b.site, b.view);
  return {
    ...{ a, b },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** Delivers what each sent, in turns, until nobody sends any more; how many messages that took. */
function settle(a: Page, b: Page): number {
  let count = 0;
  while (a.sent.length + b.sent.length > 0) {
    assert.ok(count < 200, 'they drive each other about without end');
    const [fromA, fromB] = [a.sent.splice(0), b.sent.splice(0)];
    for (const view of fromA) b.receive(a.site, view);
    for (const view of fromB) a.receive(b.site, view);
    count += fromA.length + fromB.length;
  }
  return count;
}

const asBox = ([x, y, width, height]: View) => ({ x, y, width, height });
const phone: Size = { width: 360, height: 600 };
const desk: Size = { width: 1400, height: 700 };

test('who follows sees all that the other one sees, in a window of any shape', () => {
  const { a, b } = pair(desk, phone);
  a.moveTo([2000, 1000, 1600, 800]);
  settle(a, b);
  b.follow.toggle(a.site);
  const [x, y, width, height] = a.view;
  const [left, top, wide, high] = b.view;
  assert.ok(left <= x + 2 && top <= y + 2 && left + wide >= x + width - 2 && top + high >= y + height - 2);
  a.moveTo([5000, 3000, 1600, 800]);
  settle(a, b);
  assert.ok(isFitOf(asBox(b.view), asBox(a.view)), 'as large as it can be');
});

test('to follow who sees the whole picture is to see it whole', () => {
  const { a, b } = pair(desk, phone);
  b.moveTo([2000, 1000, 600, 800]);
  b.follow.toggle(a.site);
  assert.deepEqual(b.view, viewOf(fit(size, b.area), b.area));
});

test('one’s own move ends it, a second press too, and so does the other one’s leaving', () => {
  const { a, b } = pair(desk, phone);
  b.follow.toggle(a.site);
  assert.equal(b.follow.site.value, a.site);
  b.moveTo([0, 0, 800, 800]);
  assert.equal(b.follow.site.value, null);
  b.follow.toggle(a.site);
  b.follow.toggle(a.site);
  assert.equal(b.follow.site.value, null);
  b.follow.toggle(a.site);
  b.meet(person(a.site, 'away'));
  assert.equal(b.follow.site.value, a.site, 'a dropped connection comes back');
  b.meet(person(a.site, 'gone'));
  assert.equal(b.follow.site.value, null);
});

test('two who see the same can be followed by each other: nothing has to move for it', () => {
  const { a, b } = pair(desk, desk);
  a.follow.toggle(b.site);
  a.receive(b.site, b.view);
  b.moveTo(b.view);
  settle(a, b);
  assert.equal(a.follow.site.value, b.site);
});

test('a window that changes its shape while both see the whole picture ends no following', () => {
  const { a, b } = pair(desk, desk);
  // Before its strip of pictures was there, the other one's stage was higher, or lower.
  for (const height of [500, 900]) {
    const before = { x: 0, y: 0, width: desk.width, height };
    a.receive(b.site, viewOf(fit(size, before), before));
    a.follow.toggle(b.site);
    a.receive(b.site, b.view);
    assert.equal(a.follow.site.value, b.site, `from a height of ${height}`);
    a.follow.end();
  }
});

test('a viewport that is told again moves nobody', () => {
  const { a, b } = pair(desk, phone);
  a.moveTo([2000, 1000, 1600, 800]);
  settle(a, b);
  b.follow.toggle(a.site);
  b.sent.splice(0);
  b.receive(a.site, a.view);
  assert.deepEqual(b.sent, []);
});

for (const { first, second, why } of [
  { first: desk, second: phone, why: 'windows of different shape' },
  { first: desk, second: desk, why: 'equal windows' },
  { first: { width: 800, height: 800 }, second: { width: 300, height: 900 }, why: 'a square and a tall one' },
]) {
  test(`one after the other begins to follow: nothing moves, with ${why}`, () => {
    const { a, b, pass } = pair(first, second);
    a.moveTo([2000, 1000, 1600, 800]);
    b.moveTo([6000, 4000, 700, 900]);
    settle(a, b);
    b.follow.toggle(a.site);
    settle(a, b);
    pass(5_000);
    a.follow.toggle(b.site);
    const rest = [a.view, b.view];
    settle(a, b);
    assert.deepEqual([a.view, b.view], rest);
    a.moveTo([4000, 2000, 800, 400]);
    settle(a, b);
    assert.equal(a.follow.site.value, null);
    assert.ok(isFitOf(asBox(b.view), asBox(a.view)), 'who went on following sees the same part');
  });

  test(`both begin at the same moment: they come to rest at one place, with ${why}`, () => {
    const { a, b } = pair(first, second);
    a.moveTo([2000, 1000, 1600, 800]);
    b.moveTo([6000, 4000, 700, 900]);
    settle(a, b);
    a.follow.toggle(b.site);
    b.follow.toggle(a.site);
    assert.ok(settle(a, b) < 20);
    const [one, other] = [asBox(a.view), asBox(b.view)];
    assert.ok(isFitOf(one, other) || isFitOf(other, one));
  });
}
