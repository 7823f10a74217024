// What left this device: true to the panel, to who was connected, and to what the others said to have received.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { signal } from '@preact/signals';
import { type Catalog, format, type Translate } from '../../../src/i18n.ts';
import type { Metadata } from '../../../src/media/types.ts';
import { between } from '../../../src/panel/order.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { takeBack } from '../../../src/panel/take-back.ts';
import type { BlobState, PeerStatus, RemotePeer } from '../../../src/peer/types.ts';
import { createPeople } from '../../../src/state/people.ts';
import { createPictures } from '../../../src/state/pictures.ts';
import { createReceipt, type ReceiptCore } from '../../../src/state/receipt.ts';
import { receiptText } from '../../../src/state/receipt-text.ts';

const me = 'aaaaaaaaaaaa';
const lucia = 'bbbbbbbbbbbb';
const wall = () => Date.UTC(2026, 10, 22, 20, 0);
const hash = 'ab'.repeat(32);

function setUp() {
  const panel = new Panel({ site: me, wall });
  const people = createPeople(panel, () => 'Somebody');
  people.introduce('Giulia', 0);
  const pictures = createPictures({
    ...{ panel, present: signal([]), blobUrl: () => null, objectUrl: () => 'blob:0', revokeObjectUrl() {} },
  });
  panel.subscribe(() => pictures.changed());
  const removed = signal<ReadonlyMap<string, readonly Metadata[]>>(new Map());
  const core = { panel, people, pictures, adding: { loaded: signal({ removed }) } } as unknown as ReceiptCore;
  const receipt = createReceipt(core);
  const meet = (path: RemotePeer['path'], status: PeerStatus = 'connected') =>
    people.peers([{ peer: 'p', site: lucia, status, path, words: null, rttMs: null }]);
  const deliver = (share: number, site = lucia) => {
    const state: BlobState = { phase: 'here', received: 10, size: 10, delivered: new Map([[site, share]]) };
    pictures.blob(hash, state);
  };
  return { panel, people, removed, receipt, meet, deliver, now: () => receipt.current.value };
}

function putPicture(panel: Panel, id = 'picture0', name = 'sofa.jpg') {
  panel.set(id, {
    ...{ kind: 'picture', by: panel.site, name, pixelWidth: 100, pixelHeight: 80, type: 'image/jpeg', size: 1_234_567 },
    ...{ preview: new Uint8Array(12), blob: new Uint8Array(32).fill(0xab), order: between(null, null, panel.site) },
  });
}

function arrow(panel: Panel, id: string) {
  panel.set(id, { kind: 'arrow', by: panel.site, picture: 'picture0', color: 1, x1: 0, y1: 0, x2: 80, y2: 80 });
}

function luciaWrites(panel: Panel) {
  const other = new Panel({ site: lucia, wall });
  createPeople(other, () => '').introduce('Lucia', 1);
  arrow(other, 'arrow00l');
  other.set('message0', { kind: 'message', by: lucia, text: 'hello' });
  putPicture(other, 'picture1', 'hers.jpg');
  panel.merge(other.snapshot(), Number.MAX_SAFE_INTEGER);
}

test('while nobody was connected nothing has left, whatever is on the panel', () => {
  const { panel, people, meet, now } = setUp();
  putPicture(panel);
  people.peers([{ peer: 'p', site: null, status: 'connecting', path: null, words: null, rttMs: null }]);
  assert.deepEqual(now().people, []);
  assert.equal(now().pictures[0]?.fate, 'waiting');
  meet('direct');
  assert.equal(now().pictures[0]?.fate, 'shared');
});

test('who has said hello has been met, even while it is not known how they are connected', () => {
  const { panel, meet, now } = setUp();
  luciaWrites(panel);
  meet(null);
  assert.deepEqual(now().people, [{ name: 'Lucia', path: 'unknown' }]);
  meet('relayed');
  meet(null, 'reconnecting');
  assert.deepEqual(now().people, [{ name: 'Lucia', path: 'relayed' }]);
});

test('who left and came back is named once', () => {
  const { panel, people, meet, deliver, now } = setUp();
  luciaWrites(panel);
  putPicture(panel);
  meet('direct');
  deliver(1);
  const again = new Panel({ site: 'cccccccccccc', wall });
  createPeople(again, () => '').introduce('Lucia', 1);
  panel.merge(again.snapshot(), Number.MAX_SAFE_INTEGER);
  people.peers([{ peer: 'q', site: again.site, status: 'connected', path: 'relayed', words: null, rttMs: null }]);
  deliver(1, again.site);
  assert.deepEqual(now().people, [{ name: 'Lucia', path: 'both' }]);
  assert.deepEqual(now().pictures[0]?.arrived, ['Lucia']);
});

test('counts what is one’s own, not what the others added', () => {
  const { panel, meet, now } = setUp();
  meet('direct');
  luciaWrites(panel);
  putPicture(panel);
  arrow(panel, 'arrow000');
  arrow(panel, 'arrow001');
  panel.set('message1', { kind: 'message', by: me, text: 'hi' });
  const { name, people, pictures, marks, messages } = now();
  assert.deepEqual(
    { name, people, marks, messages },
    {
      ...{ name: 'Giulia', marks: 2, messages: 1 },
      people: [{ name: 'Lucia', path: 'direct' }],
    },
  );
  assert.deepEqual(
    pictures.map((picture) => picture.name),
    ['sofa.jpg'],
  );
});

test('a mark that was deleted has left all the same', () => {
  const { panel, meet, now } = setUp();
  meet('direct');
  arrow(panel, 'arrow000');
  panel.set('arrow000', { deleted: true });
  assert.equal(now().marks, 1);
});

test('a picture has arrived when the other one says that all of it has', () => {
  const { panel, meet, deliver, now } = setUp();
  meet('direct');
  luciaWrites(panel);
  putPicture(panel);
  deliver(0.99);
  assert.deepEqual(now().pictures[0]?.arrived, []);
  deliver(1);
  assert.deepEqual(now().pictures[0]?.arrived, ['Lucia']);
});

test('a picture that is deleted or taken back stays in the account, with who had it', () => {
  const { panel, meet, deliver, now } = setUp();
  meet('direct');
  luciaWrites(panel);
  putPicture(panel);
  deliver(1);
  panel.set('picture0', { deleted: true });
  assert.equal(now().pictures[0]?.fate, 'deleted');
  takeBack(panel, 'picture0');
  deliver(0);
  const [picture] = now().pictures;
  assert.deepEqual([picture?.fate, picture?.arrived], ['taken-back', ['Lucia']]);
});

test('the way that it took is remembered, also the one before', () => {
  const { panel, meet, now } = setUp();
  luciaWrites(panel);
  meet('relayed');
  assert.equal(now().people[0]?.path, 'relayed');
  meet('direct');
  assert.equal(now().people[0]?.path, 'both');
  meet(null, 'gone');
  assert.equal(now().people[0]?.path, 'both');
});

test('says what was removed, and nothing about a picture of which that is not known any more', () => {
  const { panel, removed, meet, now } = setUp();
  meet('direct');
  putPicture(panel);
  assert.equal(now().pictures[0]?.removed, null);
  removed.value = new Map([['picture0', ['location', 'camera']]]);
  assert.deepEqual(now().pictures[0]?.removed, ['location', 'camera']);
});

const english: Catalog = JSON.parse(readFileSync(new URL('../../../locales/en.json', import.meta.url), 'utf8'));
const t: Translate = (key, params) => format(english, 'en', key, params);

test('as plain text it names every picture, person and number', () => {
  const { panel, removed, meet, deliver, now } = setUp();
  meet('direct');
  luciaWrites(panel);
  putPicture(panel);
  arrow(panel, 'arrow000');
  removed.value = new Map([['picture0', ['location']]]);
  deliver(1);
  const text = receiptText({ t, language: 'en' }, now());
  for (const part of [
    'sofa.jpg',
    '1.2 MB',
    'arrived at: Lucia',
    'removed before: location',
    'Your name: Giulia',
    '1 mark',
  ])
    assert.ok(text.includes(part), `${part} is not in:\n${text}`);
  assert.ok(!text.includes('hers.jpg'));
});

test('as plain text it says when there is nothing to say', () => {
  const { panel, now } = setUp();
  putPicture(panel);
  const text = receiptText({ t, language: 'en' }, now());
  assert.ok(text.includes('Nothing has left your device'));
  assert.ok(!text.includes('sofa.jpg'));
});
