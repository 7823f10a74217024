import assert from 'node:assert/strict';
import test from 'node:test';
import { palette } from '../../../src/palette.gen.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { person } from '../../../src/panel/query.ts';
import type { PeerStatus, RemotePeer } from '../../../src/peer/types.ts';
import { freeColor } from '../../../src/state/colors.ts';
import { connectionWord } from '../../../src/state/connection.ts';
import { createGreetings } from '../../../src/state/greetings.ts';
import { createPeople, initial } from '../../../src/state/people.ts';
import { cleanName, maxNameChars } from '../../../src/state/settings.ts';

const wall = () => 1_700_000_000_000;
const remote = (site: string | null, status: PeerStatus = 'connected', path: RemotePeer['path'] = 'direct') =>
  ({ peer: `peer-${site}`, site, status, path, words: null, rttMs: null }) satisfies RemotePeer;

function meet(mine: { site: string; color: number }, theirs: { site: string; color: number }) {
  const panel = new Panel({ site: mine.site, wall });
  const other = new Panel({ site: theirs.site, wall });
  const people = createPeople(panel, () => 'Somebody');
  people.introduce('Giulia', mine.color);
  createPeople(other, () => 'Somebody').introduce('Lucia', theirs.color);
  people.peers([remote(theirs.site)]);
  panel.merge(other.snapshot(), Number.MAX_SAFE_INTEGER);
  people.changed();
  return { panel, people };
}

for (const { mine, theirs, want, why } of [
  { mine: { site: 'aaaaaaaa', color: 0 }, theirs: { site: 'bbbbbbbb', color: 1 }, want: 0, why: 'they differ' },
  {
    mine: { site: 'bbbbbbbb', color: 0 },
    theirs: { site: 'aaaaaaaa', color: 0 },
    want: 1,
    why: 'the smaller id keeps',
  },
  { mine: { site: 'aaaaaaaa', color: 0 }, theirs: { site: 'bbbbbbbb', color: 0 }, want: 0, why: 'the other gives way' },
  { mine: { site: 'bbbbbbbb', color: 3 }, theirs: { site: 'aaaaaaaa', color: 3 }, want: 1, why: 'the lowest free' },
]) {
  test(`color ${mine.color} beside ${theirs.color} becomes ${want}: ${why}`, () => {
    const { panel } = meet(mine, theirs);
    assert.equal(person(panel, mine.site)?.color, want);
  });
}

test('one’s own name is nothing that Undo takes back', () => {
  const { panel } = meet({ site: 'aaaaaaaa', color: 0 }, { site: 'bbbbbbbb', color: 1 });
  assert.equal(panel.canUndo, false);
});

test('the list begins with oneself; who has no name yet has a word for it', () => {
  const panel = new Panel({ site: 'aaaaaaaa', wall });
  const people = createPeople(panel, () => 'Somebody');
  people.introduce('Giulia', 0);
  people.peers([remote('bbbbbbbb'), remote(null, 'connecting', null)]);
  assert.deepEqual(
    people.list.value.map(({ name }) => name),
    ['Giulia', 'Somebody'],
  );
});

test('the lowest free color', () => {
  assert.equal(freeColor([]), 1, 'the first is the maker’s');
  assert.equal(freeColor([1, 0, 3]), 2);
  assert.equal(freeColor(palette.map((_, color) => color)), 1, 'all of them are taken');
});

test('the letter of an avatar is a whole one', () => {
  assert.equal(initial('lucia'), 'L');
  assert.equal(initial(' e\u0301lodie'), 'E\u0301');
  assert.equal(initial('👩‍🎨 Ada'), '👩‍🎨');
  assert.equal(initial(''), '?');
});

test('a name is one line without what could disguise it', () => {
  assert.equal(cleanName('  Lu\u202Ecia\n Rossi '), 'Lu cia Rossi');
  assert.equal(Array.from(cleanName('😀'.repeat(100))).length, maxNameChars);
});

for (const { status, peers, left = false, want } of [
  { status: 'joining', peers: [], want: 'connecting' },
  { status: 'open', peers: [], want: 'waiting' },
  { status: 'open', peers: [], left: true, want: 'gone' },
  { status: 'open', peers: [remote('bbbbbbbb', 'gone')], want: 'gone' },
  { status: 'offline', peers: [], want: 'offline' },
  { status: 'open', peers: [remote(null, 'connecting', null)], want: 'connecting' },
  { status: 'open', peers: [remote('bbbbbbbb')], want: 'direct' },
  { status: 'offline', peers: [remote('bbbbbbbb')], want: 'direct' },
  { status: 'open', peers: [remote('bbbbbbbb'), remote('cccccccc', 'connected', 'relayed')], want: 'relayed' },
  { status: 'open', peers: [remote('bbbbbbbb', 'reconnecting')], want: 'reconnecting' },
  { status: 'open', peers: [remote('bbbbbbbb', 'away')], want: 'reconnecting' },
] as const) {
  test(`${status} with ${peers.map((p) => p.status).join(', ') || 'nobody'} is ${want}`, () => {
    assert.equal(connectionWord(status, peers, left), want);
  });
}

test('who comes is greeted once and by name; who goes is missed once', () => {
  const told: string[] = [];
  let named = false;
  const greetings = createGreetings({
    hasName: () => named,
    came: (site) => told.push(`+${site}`),
    went: (site) => told.push(`-${site}`),
  });
  greetings.peers([remote('bbbbbbbb', 'connecting')]);
  greetings.peers([remote('bbbbbbbb')]);
  assert.deepEqual(told, []);
  named = true;
  greetings.named();
  greetings.peers([remote('bbbbbbbb', 'reconnecting')]);
  greetings.peers([remote('bbbbbbbb')]);
  assert.deepEqual(told, ['+bbbbbbbb']);
  greetings.peers([remote('bbbbbbbb', 'gone')]);
  greetings.peers([]);
  assert.deepEqual(told, ['+bbbbbbbb', '-bbbbbbbb']);
});
