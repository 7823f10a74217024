import assert from 'node:assert/strict';
import test from 'node:test';
import { computed, signal } from '@preact/signals';
import type { Translate } from '../../../src/i18n.ts';
import type { KeyValue } from '../../../src/peer/types.ts';
import type { Said } from '../../../src/state/chat-log.ts';
import { newsMs, tellNews } from '../../../src/state/chat-news.ts';
import { createReadMarks } from '../../../src/state/chat-read.ts';
import { createRegrets, regretMs } from '../../../src/state/chat-regret.ts';
import { createToasts } from '../../../src/state/toasts.ts';
import { TestClock } from '../ui/clock.ts';

const [me, other] = ['aaaaaaaa', 'bbbbbbbb'];
const said = (id: string, by: string, ms: number): Said => ({
  ...{ kind: 'message', id, by, text: `text of ${id}` },
  created: { ms, n: 0, site: by },
});
const t: Translate = (key, params) => [key, ...Object.values(params ?? {})].join(' ');

function news() {
  const clock = new TestClock();
  let now = 0;
  const toasts = createToasts(clock.after);
  const unread = signal<readonly Said[]>([]);
  const isOpen = signal(false);
  const opened: string[] = [];
  const stop = tellNews({
    ...{ t, toasts, unread, isOpen, after: clock.after, now: () => now },
    name: (site) => (site === other ? 'Lucia' : site),
    open: () => opened.push('chat'),
  });
  const pass = (ms: number) => {
    now += ms;
    clock.pass(ms);
  };
  return { toasts, unread, isOpen, opened, stop, pass, texts: () => toasts.list.value.map(({ text }) => text) };
}

test('a new message is told once, by a toast that opens the chat', () => {
  const { unread, pass, texts, toasts, opened } = news();
  unread.value = [said('m1', other, 1)];
  pass(0);
  assert.deepEqual(texts(), ['chat.peek Lucia text of m1 1']);
  toasts.list.value[0]?.action?.run();
  assert.deepEqual(opened, ['chat']);
  toasts.clear();
  pass(10 * newsMs);
  assert.deepEqual(texts(), [], 'not told again');
});

test('whoever writes faster is told of in sum, in the same toast', () => {
  const { unread, pass, texts } = news();
  for (let i = 1; i <= 100; i++) {
    unread.value = [...unread.value, said(`m${i}`, other, i)];
    pass(10);
  }
  assert.deepEqual(texts(), ['chat.peek Lucia text of m1 1']);
  pass(newsMs);
  assert.deepEqual(texts(), ['chat.peekMany Lucia text of m100 100']);
});

test('an open chat needs no toast, and opening it takes the toast away', () => {
  const { unread, isOpen, pass, texts } = news();
  unread.value = [said('m1', other, 1)];
  pass(0);
  isOpen.value = true;
  assert.deepEqual(texts(), []);
  unread.value = [...unread.value, said('m2', other, 2)];
  pass(newsMs);
  isOpen.value = false;
  pass(newsMs);
  assert.deepEqual(texts(), [], 'it has been in the list');
});

test('nothing is told after the end', () => {
  const { unread, pass, texts, stop } = news();
  unread.value = [said('m1', other, 1)];
  stop();
  pass(newsMs);
  assert.deepEqual(texts(), []);
});

class Storage implements KeyValue {
  readonly map = new Map<string, string>();
  getItem = (key: string) => this.map.get(key) ?? null;
  setItem = (key: string, value: string) => void this.map.set(key, value);
  removeItem = (key: string) => void this.map.delete(key);
}

function marks(messages: readonly Said[], storage: KeyValue | null) {
  const all = signal(messages);
  const made = createReadMarks({ site: me, said: all, storage, room: 'room' });
  return { ...made, all, ids: () => made.unread.value.map(({ id }) => id) };
}

test('what was said before one came is unread, unless one has answered', () => {
  const welcome = [said('m1', other, 1), said('m2', other, 2)];
  assert.deepEqual(marks(welcome, null).ids(), ['m1', 'm2']);
  assert.deepEqual(marks([...welcome, said('m3', me, 3), said('m4', other, 4)], null).ids(), ['m4']);
});

test('what was read stays read after a reload; what comes late is new, however early it was written', () => {
  const storage = new Storage();
  const before = marks([said('m5', other, 5)], storage);
  before.readAll();
  const after = marks(before.all.value, storage);
  assert.deepEqual(after.ids(), []);
  after.all.value = [said('m1', other, 1), ...after.all.value];
  assert.deepEqual(after.ids(), ['m1']);
  after.forget();
  assert.equal(storage.map.size, 0);
});

test('storage that is full, blocked or tampered with costs no more than that', () => {
  const blocked: KeyValue = {
    getItem: () => assert.fail('blocked'),
    setItem: () => assert.fail('blocked'),
    removeItem: () => assert.fail('blocked'),
  };
  const made = marks([said('m1', other, 1)], blocked);
  made.readAll();
  assert.deepEqual(made.ids(), []);
  made.forget();
  const storage = new Storage();
  storage.map.set('coviewer.read.room', '9'.repeat(400));
  assert.deepEqual(marks([said('m1', other, 1)], storage).ids(), ['m1']);
});

test('a message that was deleted stands for a moment where it stood, and is whole again when it is put back', () => {
  const clock = new TestClock();
  const messages = [said('m1', me, 1), said('m2', other, 2)];
  const all = signal<readonly Said[]>(messages);
  const regrets = createRegrets(all, clock.after);
  const shown = computed(() => regrets.said.value.map(({ id }) => (regrets.deleted.value.has(id) ? `(${id})` : id)));
  regrets.add(said('m1', me, 1));
  all.value = messages.slice(1);
  assert.deepEqual(shown.value, ['(m1)', 'm2']);
  all.value = messages;
  assert.deepEqual(shown.value, ['m1', 'm2']);
  all.value = messages.slice(1);
  clock.pass(regretMs);
  assert.deepEqual(shown.value, ['m2']);
});
