// The window on a simulated link: a bottleneck with a rate, a delay and a drop-free queue, in virtual time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, tenths, Window } from '../../../src/blob/window.ts';

interface Link {
  readonly bytesPerMs: number;
  readonly oneWayMs: number;
  /** Receiver's clock minus sender's. */
  readonly clockMs: number;
}

interface Run {
  readonly goodputShare: number;
  readonly queueP99: number;
}

/** Sends for ms of virtual time. One step is 0.1 ms. */
function run(link: Link, ms: number, from: number): Run {
  const window = new Window(0);
  const acks: { readonly at: number; readonly sent: number; readonly received: number; readonly bytes: number }[] = [];
  const queues: number[] = [];
  let freeAt = 0;
  let arrived = 0;
  let counted = 0;
  for (let now = 0; now < ms; now += 0.1) {
    while (acks[0] && acks[0].at <= now) {
      const a = acks.shift();
      if (a) assert.ok(window.acked(a, now));
    }
    while (window.canSend(0)) {
      const bytes = window.blockBytes;
      window.sent(bytes);
      freeAt = Math.max(freeAt, now) + bytes / link.bytesPerMs;
      const at = freeAt + link.oneWayMs;
      arrived += bytes;
      if (now > from) {
        queues.push(freeAt - now);
        counted += bytes;
      }
      acks.push({ at: at + link.oneWayMs, sent: tenths(now), received: tenths(at + link.clockMs), bytes: arrived });
    }
  }
  queues.sort((a, b) => a - b);
  return {
    goodputShare: counted / (ms - from) / link.bytesPerMs,
    queueP99: queues[Math.floor(queues.length * 0.99)] ?? 0,
  };
}

const rows: readonly (Link & { readonly name: string })[] = [
  { name: '20 Mbit/s, 40 ms', bytesPerMs: 2_500, oneWayMs: 20, clockMs: 0 },
  { name: '20 Mbit/s, 40 ms, clocks a year apart', bytesPerMs: 2_500, oneWayMs: 20, clockMs: 3.2e10 },
  { name: '5 Mbit/s, 20 ms', bytesPerMs: 625, oneWayMs: 10, clockMs: -5_000 },
  { name: '50 Mbit/s, 100 ms', bytesPerMs: 6_250, oneWayMs: 50, clockMs: 123 },
  { name: '2 Mbit/s, 200 ms', bytesPerMs: 250, oneWayMs: 100, clockMs: 7 },
];

for (const { name, ...link } of rows) {
  test(`${name}: the link is full and its queue short`, () => {
    const r = run(link, 12_000, 4_000);
    assert.ok(r.goodputShare >= 0.85, `goodput ${r.goodputShare}`);
    // A block in its own transmission is not queue: on a slow link it alone takes longer than the target.
    const blockMs = Math.max(constants.blockMs, constants.minBlockBytes / link.bytesPerMs);
    assert.ok(r.queueP99 <= 4 * constants.targetMs + 3 * blockMs, `queue ${r.queueP99} ms`);
  });
}

test('nothing is sent while the channel holds bytes', () => {
  const w = new Window(0);
  assert.equal(w.canSend(0), true);
  assert.equal(w.canSend(1), false);
});

test('an acknowledgement of bytes that were never sent is refused', () => {
  const w = new Window(0);
  w.sent(4096);
  assert.equal(w.acked({ sent: 0, received: 10, bytes: 4097 }, 5), false);
  assert.equal(w.acked({ sent: 0, received: 10, bytes: 4096 }, 5), true);
  assert.equal(w.inFlight, 0);
});

test('the first window is two small blocks', () => {
  const w = new Window(0);
  let sent = 0;
  while (w.canSend(0)) {
    w.sent(w.blockBytes);
    sent += w.blockBytes;
  }
  assert.equal(sent, constants.startBytes);
});
