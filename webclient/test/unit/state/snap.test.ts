// Snapping a tab, with a browser's question and a still of the test's own.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Translate } from '../../../src/i18n.ts';
import { NoStill } from '../../../src/snap/capture.ts';
import { createSnap } from '../../../src/state/snap.ts';

type Still = HTMLCanvasElement;
const still = (width = 1000, height = 600) => ({ width, height }) as Still;
const t: Translate = (key) => key;

/** Each choice waits until the test answers it. */
function setUp() {
  const answers: { resolve(shot: Still): void; reject(error: unknown): void; readonly signal: AbortSignal }[] = [];
  const added: (readonly File[])[] = [];
  const snap = createSnap(
    {
      media: { getDisplayMedia: () => Promise.reject(new Error('not of this test')) },
      t,
      after: () => () => {},
      add: async (files) => void added.push(files),
    },
    (_, signal) => new Promise((resolve, reject) => answers.push({ resolve, reject, signal })),
  );
  return { snap, answers, added };
}

async function withStill(shot = still()) {
  const all = setUp();
  const chosen = all.snap.choose();
  all.answers[0]?.resolve(shot);
  await chosen;
  return { ...all, shot };
}

test('a still is chosen, and seen whole', async () => {
  const { snap, answers } = setUp();
  assert.equal(snap.phase.value, 'asking');
  const chosen = snap.choose();
  assert.equal(snap.phase.value, 'choosing');
  void snap.choose();
  assert.equal(answers.length, 1, 'one question at a time');
  answers[0]?.resolve(still());
  await chosen;
  assert.equal(snap.phase.value, 'editing');
  assert.deepEqual(snap.edit.value, { crop: { x: 0, y: 0, width: 1000, height: 600 }, boxes: [] });
});

for (const [reason, key] of [
  ['refused', 'snap.refused'],
  ['no-frame', 'snap.noFrame'],
  ['unsupported', 'snap.unsupported'],
] as const) {
  test(`no still (${reason}): a sentence, and another try`, async () => {
    const { snap, answers } = setUp();
    const chosen = snap.choose();
    answers[0]?.reject(new NoStill(reason));
    await chosen;
    assert.equal(snap.problem.value, key);
    assert.equal(snap.phase.value, 'asking');
    const again = snap.choose();
    assert.equal(snap.problem.value, null);
    answers[1]?.resolve(still());
    await again;
    assert.equal(snap.phase.value, 'editing');
  });
}

test('retaking and thinking better of it keeps the still and what was cut from it', async () => {
  const { snap, answers, shot } = await withStill();
  snap.addBox();
  const again = snap.choose();
  answers[1]?.reject(new NoStill('refused'));
  await again;
  assert.equal(snap.still.value, shot);
  assert.equal(snap.edit.value.boxes.length, 1);
  assert.equal(snap.phase.value, 'editing');
});

test('another still begins anew, and the memory of the one before is given back', async () => {
  const { snap, answers, shot } = await withStill();
  snap.addBox();
  const again = snap.choose();
  answers[1]?.resolve(still(400, 300));
  await again;
  assert.equal(shot.width, 0);
  assert.deepEqual(snap.edit.value, { crop: { x: 0, y: 0, width: 400, height: 300 }, boxes: [] });
  assert.equal(snap.canUndo.value, false);
});

test('a drag is seen while it goes on and is one step back', async () => {
  const { snap } = await withStill();
  snap.take({ part: 'crop', sides: { x: -1, y: -1 } }, { x: 0, y: 0 });
  snap.drag({ x: 50, y: 50 });
  snap.drag({ x: 100, y: 60 });
  const cropped = { x: 100, y: 60, width: 900, height: 540 };
  assert.deepEqual(snap.edit.value.crop, cropped);
  assert.equal(snap.canUndo.value, false);
  snap.drop();
  assert.deepEqual(snap.edit.value.crop, cropped);
  snap.undo();
  assert.deepEqual(snap.edit.value.crop, { x: 0, y: 0, width: 1000, height: 600 });
  assert.equal(snap.canUndo.value, false);
});

test('a drag that the system cancels changes nothing', async () => {
  const { snap } = await withStill();
  snap.take({ part: null, sides: null }, { x: 10, y: 10 });
  snap.drag({ x: 200, y: 200 });
  assert.equal(snap.edit.value.boxes.length, 1);
  snap.cancelDrag();
  snap.drop();
  assert.equal(snap.edit.value.boxes.length, 0);
});

test('what was drawn is selected; undoing it selects what is left', async () => {
  const { snap } = await withStill();
  snap.take({ part: null, sides: null }, { x: 10, y: 10 });
  snap.drag({ x: 200, y: 200 });
  snap.drop();
  assert.equal(snap.selected.value, 0);
  snap.undo();
  assert.equal(snap.selected.value, 'crop');
});

test('without a pointer: a box is added, moved, resized, typed and removed', async () => {
  const { snap } = await withStill();
  snap.addBox();
  assert.equal(snap.selected.value, 0);
  snap.move(0, { x: 10, y: 0 });
  snap.resize(0, { x: 1, y: 0 }, { x: 50, y: 0 });
  assert.deepEqual(snap.edit.value.boxes[0], { x: 385, y: 263, width: 300, height: 75 });
  snap.type(0, 'x', 100);
  snap.type(0, 'width', 5000);
  assert.deepEqual(snap.edit.value.boxes[0], { x: 100, y: 263, width: 900, height: 75 });
  snap.removeBox(0);
  assert.equal(snap.edit.value.boxes.length, 0);
});

test('closed while the browser still asks: the question ends, and what comes late is forgotten', async () => {
  const { snap, answers, added } = setUp();
  const chosen = snap.choose();
  snap.stop();
  assert.ok(answers[0]?.signal.aborted);
  const late = still();
  answers[0]?.resolve(late);
  await chosen;
  assert.equal(late.width, 0);
  assert.equal(snap.still.value, null);
  assert.equal(await snap.put(), false);
  assert.deepEqual(added, []);
});

test('stopping forgets the still', async () => {
  const { snap, shot } = await withStill();
  snap.stop();
  assert.equal(snap.still.value, null);
  assert.equal(shot.width, 0);
});
