import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messages } from '../../../src/panel/messages.ts';
import { Panel } from '../../../src/panel/panel.ts';
import * as limits from '../../../src/wire/limits.gen.ts';

const site = 'aaaaaaaa';
const message = { kind: 'message', by: site, text: 'hello' };

test('messages come in the order in which they were written, whoever wrote them and however they arrive', () => {
  let ms = 1000;
  const [mine, other] = [site, 'bbbbbbbb'].map((name) => new Panel({ site: name, wall: () => ms++ }));
  assert.ok(mine && other);
  const second = [mine.set('message2', message), other.set('message1', message), mine.set('message3', message)];
  other.merge([...second].reverse(), limits.maxSafeInteger);
  assert.deepEqual(
    messages(other).map(({ id }) => id),
    ['message2', 'message1', 'message3'],
  );
});

test('the time of a message is its created stamp, also after a change', () => {
  let ms = 1000;
  const panel = new Panel({ site, wall: () => ms });
  const { stamp } = panel.set('message1', message);
  ms = 2000;
  panel.set('message1', { text: 'hello!' });
  const [said] = messages(panel);
  assert.deepEqual(said, { ...message, kind: 'message', id: 'message1', text: 'hello!', created: stamp });
});

test('a message may point at a picture and a mark; one that its author deleted is gone', () => {
  const panel = new Panel({ site, wall: () => 1000 });
  panel.set('message1', { ...message, picture: 'picture1', mark: 'mark0001' });
  assert.equal(messages(panel)[0]?.mark, 'mark0001');
  panel.set('message1', { deleted: true });
  assert.deepEqual(messages(panel), []);
  panel.undo();
  assert.equal(messages(panel).length, 1);
});
