import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effect, signal } from '@preact/signals';
import type { Translate } from '../../../src/i18n.ts';
import type { Panel } from '../../../src/panel/panel.ts';
import { shown } from '../../../src/panel/query.ts';
import { createCompare } from '../../../src/state/compare.ts';
import { createSplit, splitWriteMs } from '../../../src/state/compare-split.ts';
import { compared } from '../../../src/state/compared.ts';
import { deeds } from '../../../src/state/deeds.ts';
import type { Core } from '../../../src/state/features.ts';
import { createPictures } from '../../../src/state/pictures.ts';
import { createToasts } from '../../../src/state/toasts.ts';
import type { Write } from '../../../src/wire/schema.gen.ts';
import { ids } from '../../../src/wire/schema.gen.ts';
import { TestClock } from '../ui/clock.ts';
import { addPicture, giulia, lucia, merge, newPanel } from './film.ts';

const t: Translate = (key, params) => [key, ...Object.values(params ?? {})].join(' ');

function newSide(site: string) {
  const panel = newPanel(site);
  const clock = new TestClock();
  const toasts = createToasts(clock.after);
  const pictures = createPictures({
    ...{ panel, present: signal([]), blobUrl: () => null, objectUrl: () => '', revokeObjectUrl() {} },
  });
  panel.subscribe(() => pictures.changed());
  const inView = signal<string | null>(null);
  effect(() => {
    inView.value = pictures.shown.value;
  });
  const look = (id: string) => {
    inView.value = id;
  };
  const core = {
    ...{ panel, t, toasts, pictures },
    env: { peer: { after: clock.after } },
    people: { look: (by: string) => ({ name: by, color: 0 }) },
    view: { picture: inView, look },
  } as unknown as Core;
  const show = (id: string) => void panel.announce(ids.stage, { kind: 'stage', by: site, picture: id, view: null });
  const side = { panel, clock, toasts, inView, look, show, compare: createCompare(core) };
  return { ...side, texts: () => toasts.list.value.map(({ text }) => text) };
}

/** Two who see each other's writes at once, with three pictures. */
function newPair() {
  const [a, b] = [newSide(giulia), newSide(lucia)];
  forward(a.panel, b.panel);
  forward(b.panel, a.panel);
  for (const [i, id] of ['picturea', 'pictureb', 'picturec'].entries()) addPicture(a.panel, id, `${i + 1}`);
  return { a, b };
}

function forward(from: Panel, to: Panel): void {
  from.subscribe(({ origin, writes }) => origin === 'local' && to.merge(writes, Number.MAX_SAFE_INTEGER));
}

const pairOf = (side: ReturnType<typeof newSide>) => {
  const now = side.compare.current.value;
  return now && `${now.picture} ${now.beside} ${now.mode}`;
};

test('both see the same two pictures at once, in the same mode', () => {
  const { a, b } = newPair();
  a.compare.start('picturea', 'pictureb');
  assert.equal(pairOf(a), 'picturea pictureb side');
  assert.equal(pairOf(b), 'picturea pictureb side');
  b.compare.setMode('overlay');
  b.compare.swap();
  assert.equal(pairOf(a), 'pictureb picturea overlay');
  assert.equal(a.inView.value, 'pictureb');
});

test('a picture is not compared with itself', () => {
  const { a } = newPair();
  a.compare.start('picturea', 'picturea');
  assert.equal(pairOf(a), null);
});

test('it ends for both by one, and when anybody shows another picture', () => {
  const { a, b } = newPair();
  a.compare.start('picturea', 'pictureb');
  b.compare.leave();
  assert.deepEqual([pairOf(a), pairOf(b)], [null, null]);
  assert.equal(a.inView.value, 'picturea');
  a.compare.start('picturea', 'pictureb');
  b.show('picturec');
  assert.deepEqual([pairOf(a), pairOf(b)], [null, null]);
  assert.equal(a.inView.value, 'picturec');
});

test('who joins later sees it too, without being told that it began', () => {
  const { a } = newPair();
  a.compare.start('picturea', 'pictureb');
  const late = newSide('cccccccc');
  late.panel.merge(a.panel.snapshot(), Number.MAX_SAFE_INTEGER);
  assert.equal(pairOf(late), 'picturea pictureb side');
  const muchLater = newSide('dddddddd');
  muchLater.panel.merge(old(a.panel.snapshot()), Number.MAX_SAFE_INTEGER);
  assert.equal(pairOf(muchLater), 'picturea pictureb side');
  assert.deepEqual(muchLater.texts(), []);
});

/** As if it had happened a minute before. */
function old(writes: readonly Write[]): Write[] {
  return writes.map((write) => ({ ...write, stamp: { ...write.stamp, ms: write.stamp.ms - 60_000 } }));
}

test('the other one is told once, not of the swap, and again when it begins anew', () => {
  const { a, b } = newPair();
  a.compare.start('picturea', 'pictureb');
  assert.deepEqual(b.texts(), [`compare.other ${giulia}`]);
  assert.deepEqual(a.texts(), [], 'who began it knows');
  a.compare.swap();
  a.compare.setMode('overlay');
  assert.equal(b.texts().length, 1);
  a.compare.leave();
  assert.deepEqual(b.texts(), [], 'there is nothing to go back from');
  a.compare.start('picturea', 'pictureb');
  assert.equal(b.texts().length, 1);
});

test('Back leads to what one had in view, here only; the way to the others stays', () => {
  const { a, b } = newPair();
  b.look('picturec');
  a.compare.start('picturea', 'pictureb');
  assert.equal(b.inView.value, 'picturea', 'one is brought to it');
  b.toasts.list.value[0]?.action?.run();
  assert.equal(b.inView.value, 'picturec');
  assert.equal(pairOf(b), null);
  assert.equal(pairOf(a), 'picturea pictureb side');
  assert.equal(b.compare.elsewhere.value?.beside, 'pictureb');
  b.compare.join();
  assert.equal(pairOf(b), 'picturea pictureb side');
  assert.equal(b.compare.elsewhere.value, null);
});

test('Back works also where the picture was in view already', () => {
  const { a, b } = newPair();
  a.compare.start('picturea', 'pictureb');
  b.toasts.list.value[0]?.action?.run();
  assert.equal(b.inView.value, 'picturea');
  assert.equal(pairOf(b), null);
});

for (const { gone, left } of [
  { gone: 'picturea', left: 'pictureb' },
  { gone: 'pictureb', left: 'picturea' },
]) {
  test(`when ${gone} of picturea and pictureb is deleted, ${left} is in view; undo brings both back`, () => {
    const { a, b } = newPair();
    addPicture(a.panel, 'picture0', '0');
    a.compare.start('picturea', 'pictureb');
    b.panel.set(gone, { deleted: true });
    for (const side of [a, b]) {
      assert.equal(pairOf(side), null);
      assert.equal(side.inView.value, left);
    }
    b.panel.undo();
    assert.equal(pairOf(a), 'picturea pictureb side');
  });
}

test('a picture that is taken back leaves the other one in view, for good', () => {
  const { a, b } = newPair();
  a.compare.start('picturea', 'pictureb');
  b.panel.announce('picturea', { deleted: true, takenBack: true });
  assert.equal(pairOf(a), null);
  assert.equal(a.inView.value, 'pictureb');
});

test('comparing is no step of undo', () => {
  const { a } = newPair();
  a.compare.start('picturea', 'pictureb');
  a.compare.setMode('overlay');
  a.panel.undo();
  assert.equal(shown(a.panel)?.mode, 'overlay');
});

test('a hostile pair is none: a picture with itself, or with what is no picture', () => {
  const { a } = newPair();
  const write = (compare: string) =>
    a.panel.announce(ids.stage, { kind: 'stage', by: lucia, picture: 'picturea', compare });
  write('picturea');
  assert.equal(compared(a.panel), null);
  write(ids.stage);
  assert.equal(pairOf(a), null);
  assert.equal(a.inView.value, 'picturea');
});

test('the slider is written at most five times a second while it is dragged, and at its end', () => {
  const { a, b } = newPair();
  a.compare.start('picturea', 'pictureb');
  let writes = 0;
  a.panel.subscribe((change) => {
    writes += change.writes.length;
  });
  const split = () => a.compare.split.value;
  for (let i = 1; i <= 100; i++) {
    a.compare.slide(500 + i);
    a.clock.pass(10);
  }
  assert.equal(split(), 600);
  assert.ok(writes <= 1000 / splitWriteMs + 1, `${writes} writes in a second`);
  a.compare.slide(777);
  a.compare.settle();
  assert.deepEqual([a.compare.split.value, b.compare.split.value], [777, 777]);
  a.clock.pass(splitWriteMs * 3);
  assert.equal(b.compare.split.value, 777, 'nothing is written after the end');
});

test('the last gesture wins: what another one does meanwhile does not pull the slider out of the hand', () => {
  const shared = signal(500);
  const clock = new TestClock();
  const written: number[] = [];
  const write = (value: number) => {
    written.push(value);
    shared.value = value;
  };
  const split = createSplit({ shared, after: clock.after, write });
  split.slide(300);
  shared.value = 900;
  assert.equal(split.value.value, 300);
  split.settle();
  assert.deepEqual(written, [300, 300]);
  assert.equal(split.value.value, 300);
  shared.value = 900;
  assert.equal(split.value.value, 900, 'once it is let go, it is where anybody puts it');
});

test('others are told of pictures that are shown, not of steps of the slider', () => {
  const { a } = newPair();
  a.compare.start('picturea', 'pictureb');
  const said: string[] = [];
  a.panel.subscribe((change) => said.push(...deeds(a.panel, change).map(([, deed]) => deed)));
  const other = newPanel(lucia);
  merge(other, a.panel);
  other.announce(ids.stage, { split: 200 });
  merge(a.panel, other);
  assert.equal(a.compare.split.value, 200);
  assert.deepEqual(said, []);
  other.announce(ids.stage, { kind: 'stage', by: lucia, picture: 'picturec' });
  merge(a.panel, other);
  assert.deepEqual(said, ['shown']);
});
