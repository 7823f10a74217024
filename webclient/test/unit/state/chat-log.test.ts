import assert from 'node:assert/strict';
import test from 'node:test';
import { Panel } from '../../../src/panel/panel.ts';
import { createLog, entriesOf, type LogEntry, maxMessages, type Said } from '../../../src/state/chat-log.ts';
import { clockTime, dayName } from '../../../src/state/chat-time.ts';
import * as limits from '../../../src/wire/limits.gen.ts';

const [me, other] = ['aaaaaaaa', 'bbbbbbbb'];
const noon = new Date(2026, 10, 22, 12).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

const said = (id: string, by: string, ms: number, n = 0): Said => ({
  ...{ kind: 'message', id, by, text: id },
  created: { ms, n, site: by },
});
const short = (entry: LogEntry) =>
  entry.kind === 'group' ? `${entry.by[0]}: ${entry.said.map(({ id }) => id).join(' ')}` : entry.kind;
const read = (messages: readonly Said[], now = noon, firstNew: string | null = null) =>
  entriesOf(messages, now, firstNew).map(short);

test('what one person says within a minute stands together', () => {
  const messages = [
    said('m1', me, noon),
    said('m2', me, noon + 59_999),
    said('m3', me, noon + minute),
    said('m4', other, noon + minute),
    said('m5', me, noon + minute),
  ];
  assert.deepEqual(read(messages, noon + day / 4), ['a: m1 m2', 'a: m3', 'b: m4', 'a: m5']);
});

test('a day is named where it begins; today only after another one', () => {
  assert.deepEqual(read([said('m1', me, noon)]), ['a: m1']);
  assert.deepEqual(read([said('m1', me, noon - day), said('m2', me, noon)]), ['day', 'a: m1', 'day', 'a: m2']);
});

test('a line stands before what is new', () => {
  assert.deepEqual(read([said('m1', other, noon), said('m2', other, noon)], noon, 'm2'), ['b: m1', 'new', 'b: m2']);
});

test('a message from the future is from now, and no stamp is no date', () => {
  const [entry] = entriesOf([said('m1', other, limits.maxSafeInteger)], noon, null);
  assert.ok(entry?.kind === 'group');
  assert.equal(entry.at, noon);
  assert.deepEqual(read([said('m0', other, 0), said('m1', other, limits.maxSafeInteger)]), [
    ...['day', 'b: m0', 'day', 'b: m1'],
  ]);
});

test('the time and the day are told in the language of the page', () => {
  assert.equal(clockTime('it', noon + 5 * minute), '12:05');
  assert.match(clockTime('en', noon + 5 * minute), /^12:05\sPM$/);
  assert.equal(dayName('it', noon - 13 * 60 * minute, noon), 'ieri');
  assert.equal(dayName('de', noon, noon), 'heute');
  assert.equal(dayName('en', noon - 3 * day, noon), 'Thursday, November 19');
  assert.match(dayName('en', noon - 365 * day, noon), /2025/);
});

test('the list follows the panel: changed, deleted, put back', () => {
  const panel = new Panel({ site: me, wall: () => noon });
  const log = createLog(panel);
  const texts = () => log.list().map(({ text }) => text);
  const write = (id: string, set: Record<string, string | boolean>) => {
    panel.set(id, set);
    return log.changed([id]);
  };
  assert.equal(write('message1', { kind: 'message', by: me, text: 'one' }), true);
  assert.equal(write('arrow001', { kind: 'arrow', by: me }), false, 'a mark is no message');
  assert.equal(write('message2', { kind: 'message', by: me }), false, 'nor is what has no text');
  write('message1', { text: 'two' });
  assert.deepEqual(texts(), ['two']);
  write('message1', { deleted: true });
  assert.deepEqual(texts(), []);
  write('message1', { deleted: false });
  assert.deepEqual(texts(), ['two']);
});

test('a peer that writes as many messages as a panel holds buries none of the newest', () => {
  const panel = new Panel({ site: me, wall: () => noon });
  const all = Array.from({ length: limits.maxElements }, (_, i) => ({
    stamp: { ms: noon + i, n: 0, site: other },
    id: `message${String(i).padStart(6, '0')}`,
    set: { kind: 'message', by: other, text: '\u202E\0'.repeat(50) },
  }));
  panel.merge(all, limits.maxSafeInteger);
  const log = createLog(panel);
  assert.equal(log.list().length, maxMessages);
  assert.equal(log.list().at(-1)?.id, all.at(-1)?.id);
  const start = performance.now();
  log.changed([all[0]?.id ?? '']);
  log.list();
  assert.ok(performance.now() - start < 500, 'one more costs little');
});
