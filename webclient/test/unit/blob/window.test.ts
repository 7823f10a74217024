// The window on a simulated link: a bottleneck with a rate, a delay and a drop-free queue, in virtual time.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { constants } from '../../../src/blob/constants.ts';
import { ticks, Window } from '../../../src/blob/window.ts';

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
  const window = new Window();
  const acks: { readonly at: number; readonly sent: number; readonly received: number; readonly bytes: number }[] = [];
  const queues: number[] = [];
  let freeAt = 0;
  let arrived = 0;
  let counted = 0;
  for (let now = 0; now < ms; now += 0.1) {
    while (acks[0] && acks[0].at <= now) {
      const a = acks.shift();
      if (a) assert.ok(window.acked(now, a));
    }
    while (window.maySend(window.payload, 0)) {
      const bytes = window.payload;
      window.sent(bytes);
      freeAt = Math.max(freeAt, now) + bytes / link.bytesPerMs;
      const at = freeAt + link.oneWayMs;
      arrived += bytes;
      if (now > from) {
        queues.push(freeAt - now);
        counted += bytes;
      }
      acks.push({ at: at + link.oneWayMs, sent: ticks(now), received: ticks(at + link.clockMs), bytes: arrived });
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
    const blockMs = Math.max(constants.chunkMs, constants.minChunkBytes / link.bytesPerMs);
    assert.ok(r.queueP99 <= 4 * constants.targetDelayMs + 3 * blockMs, `queue ${r.queueP99} ms`);
  });
}

test('nothing is sent while the channel holds bytes', () => {
  const w = new Window();
  assert.equal(w.maySend(w.payload, 0), true);
  assert.equal(w.maySend(w.payload, 1), false);
});

test('an acknowledgement of bytes that were never sent is refused', () => {
  const w = new Window();
  w.sent(4096);
  assert.equal(w.acked(5, { sent: 0, received: 10, bytes: 4097 }), false);
  assert.equal(w.acked(5, { sent: 0, received: 10, bytes: 4096 }), true);
  assert.equal(w.inFlight, 0);
});

test('the first window is two small blocks', () => {
  const w = new Window();
  let sent = 0;
  while (w.maySend(w.payload, 0)) {
    w.sent(w.payload);
    sent += w.payload;
  }
  assert.equal(sent, constants.minWindowBytes - 2 * constants.blockHeaderBytes);
});

// The names and values are read from the Go source: neither side can change alone.
test('the constants are those of peer/blob/window.go', () => {
  const source = readFileSync(new URL('../../../../peer/blob/window.go', import.meta.url), 'utf8');
  const block = /const \(\n([\s\S]*?)\n\)/.exec(source)?.[1] ?? '';
  const go: Record<string, number> = {};
  for (const [, name = '', value = ''] of block.matchAll(/^\t(\w+)\s*=\s*(.+)$/gm)) {
    const factors = value
      .trim()
      .replace('MinChunkBytes', String(4 << 10))
      .replaceAll('_', '');
    const shift = /^(\d+) << (\d+)$/.exec(factors);
    const product = /^([\d.]+) ([*/]) ([\d.]+)$/.exec(factors);
    const [a, b] = [Number(product?.[1]), Number(product?.[3])];
    const plain = product ? (product[2] === '*' ? a * b : a / b) : Number(factors);
    go[name.charAt(0).toLowerCase() + name.slice(1)] = shift ? Number(shift[1]) << Number(shift[2]) : plain;
  }
  assert.deepEqual(go, constants);
});

// The same traces as peer/blob: ack by ack, both languages decide the same.
interface Trace {
  readonly name: string;
  readonly acks: readonly (readonly [now: number, sent: number, received: number, bytes: number])[];
  readonly decisions: readonly (readonly [window: number, payload: number, sent: number])[];
}

const traces = JSON.parse(
  readFileSync(new URL('../../../../peer/blob/testdata/window.json', import.meta.url), 'utf8'),
) as readonly Trace[];

for (const trace of traces) {
  test(`decides as the trace says: ${trace.name}`, () => {
    const window = new Window();
    let total = 0;
    const fill = () => {
      while (window.maySend(window.payload, 0)) {
        total += window.payload;
        window.sent(window.payload);
      }
    };
    trace.acks.forEach(([now, sent, received, bytes], n) => {
      fill();
      const sentBefore = total;
      assert.ok(window.acked(now / constants.ticksPerMs, { sent, received, bytes }));
      assert.deepEqual([Math.round(window.bytes), window.payload, sentBefore], trace.decisions[n], `ack ${n}`);
    });
    assert.ok(trace.acks.length > 100);
  });
}
