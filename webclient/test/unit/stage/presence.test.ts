import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionAt } from '../../../src/stage/cursors.ts';
import { merge } from '../../../src/stage/live.ts';
import { Outbox, thin } from '../../../src/stage/outbox.ts';
import type { Shape } from '../../../src/stage/paint.ts';
import type { PresenceMessage } from '../../../src/stage/types.ts';
import { clip } from '../../../src/stage/viewports.ts';
import { unpackPoints } from '../../../src/wire/points.ts';

const line = (length: number) => Array.from({ length }, (_, i) => ({ x: i * 10, y: i }));
const pressed = (length: number) => line(length).map((p, i) => ({ ...p, pressure: (i * 37) % 256 }));
const shape = (length: number): Shape => ({
  ...{ kind: 'ink', color: 1, width: 40, points: line(length), pressure: false, text: '', finished: false },
});

function outbox(): { readonly box: Outbox; readonly sent: PresenceMessage[] } {
  const sent: PresenceMessage[] = [];
  return { sent, box: new Outbox({ present: (message) => void sent.push(message), clock: () => 1000 }) };
}

test('a stroke arrives whole although every other message is lost', () => {
  const { box, sent } = outbox();
  for (let length = 1; length <= 300; length += 7) box.live('elementeleme', 'picturepictu', shape(length), 'drawing');
  const known: { x: number; y: number }[] = [];
  for (const message of sent.filter((_, i) => i % 2 === 0)) {
    assert.ok(message.type === 'live' && message.points.length <= 1000, 'within a packet');
    if (message.type === 'live') merge(known, message.from, unpackPoints(message.points, false));
  }
  assert.deepEqual(known, line(known.length));
  assert.ok(known.length > 280);
});

test('others feel the pressure while it is drawn, and a part of it still fits into a packet', () => {
  const { box, sent } = outbox();
  const pen = (length: number) => ({ ...shape(length), points: pressed(length), pressure: true });
  for (let length = 1; length <= 300; length += 7) box.live('elementeleme', 'picturepictu', pen(length), 'drawing');
  const known: { x: number; y: number }[] = [];
  for (const message of sent) {
    assert.ok(message.type === 'live' && message.pressure && message.points.length <= 1000);
    merge(known, message.from, unpackPoints(message.points, message.pressure));
  }
  assert.deepEqual(known, pressed(known.length));
  assert.ok(known.length > 280);
});

test('a gap is bridged, so that indexes stay the sender’s', () => {
  const known = line(2);
  merge(known, 4, [{ x: 40, y: 4 }]);
  assert.deepEqual(known, [...line(2), { x: 10, y: 1 }, { x: 10, y: 1 }, { x: 40, y: 4 }]);
  merge(known, 1, line(6).slice(1));
  assert.deepEqual(known, line(6));
});

test('no message makes a stroke longer than the wire allows', () => {
  const known = line(1);
  merge(known, 4000, line(200));
  assert.equal(known.length, 4000);
});

test('pointer and viewport go out at 30 Hz at most, the newest only', () => {
  const { box, sent } = outbox();
  const pointer = (x: number) => box.pointer({ picture: 'picturepictu', x, y: 0, light: false });
  pointer(1);
  assert.equal(box.flush(0), false);
  pointer(2);
  assert.equal(box.flush(16), true);
  pointer(3);
  assert.equal(box.flush(34), false);
  assert.deepEqual(
    sent.map((m) => (m.type === 'pointer' ? m.x : null)),
    [1, 3],
  );
});

test('sequence numbers rise, and begin at the clock so that they rise after a reload too', () => {
  const { box, sent } = outbox();
  box.viewport('picturepictu', [0, 0, 10, 10]);
  box.flush(0);
  box.live('elementeleme', 'picturepictu', shape(1), 'drawing');
  assert.deepEqual(
    sent.map((m) => m.seq),
    [1000, 1001],
  );
});

test('thinning keeps first and last', () => {
  const points = thin(line(1000), 200);
  assert.equal(points.length, 200);
  assert.deepEqual([points[0], points.at(-1)], [line(1)[0], line(1000)[999]]);
  assert.equal(thin(line(5), 200).length, 5);
});

test('a pointer glides between two places, and jumps when it rested in between', () => {
  const steps = [
    { x: 0, y: 0, time: 100 },
    { x: 100, y: 50, time: 200 },
    { x: 500, y: 0, time: 900 },
  ];
  assert.deepEqual(positionAt(steps, 150), { x: 50, y: 25 });
  assert.equal(positionAt(steps, 500)?.x, 500);
  assert.equal(positionAt(steps, 5000)?.x, 500);
  assert.equal(positionAt(steps, 0)?.x, 0);
  assert.equal(positionAt([], 0), null);
});

test('the frame of a viewport ends at the picture', () => {
  const whole = { x: 0, y: 0, width: 100, height: 80 };
  assert.deepEqual(clip({ x: -50, y: 10, width: 100, height: 500 }, whole), { x: 0, y: 10, width: 50, height: 70 });
  assert.deepEqual(clip({ x: 500, y: 0, width: 10, height: 10 }, whole), { x: 500, y: 0, width: 0, height: 10 });
});
