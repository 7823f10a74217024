// Sounds: only when they are on, only after a press, and only for what the person could miss.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { Panel } from '../../../src/panel/panel.ts';
import type { PersonView } from '../../../src/state/people.ts';
import { createSounds, type SoundCore } from '../../../src/state/sound.ts';

const wall = () => 1_700_000_000_000;
const person = (site: string, status = 'connected') =>
  ({ site, name: site, color: 1, peer: { status } }) as unknown as PersonView;

function setUp({ on = true, pressed = true, hidden = true, here = [] as readonly PersonView[] } = {}) {
  const panel = new Panel({ site: 'aaaaaaaaaaaa', wall });
  const others = signal(here);
  const settings = { sounds: signal(on) };
  let asked = 0;
  const env = {
    // Asked for whenever there is something to play; this browser plays nothing.
    context: () => {
      asked++;
      return null;
    },
    hidden: () => hidden,
    pressed: () => pressed,
  };
  createSounds({ panel, people: { others }, settings } as unknown as SoundCore, env);
  const writes = (text: string) => {
    const other = new Panel({ site: 'bbbbbbbbbbbb', wall });
    other.set('message0', { kind: 'message', by: other.site, text });
    panel.merge(other.snapshot(), Number.MAX_SAFE_INTEGER);
  };
  return { panel, others, writes, played: () => asked };
}

test('somebody comes: once, and again after leaving; not for who was there before, nor for a mended connection', () => {
  const { others, played } = setUp({ here: [person('ada')] });
  assert.equal(played(), 0);
  others.value = [person('ada'), person('lucia')];
  assert.equal(played(), 1);
  others.value = [person('ada'), person('lucia', 'reconnecting')];
  others.value = [person('ada'), person('lucia')];
  assert.equal(played(), 1);
  others.value = [person('ada'), person('lucia', 'gone')];
  others.value = [person('ada'), person('lucia')];
  assert.equal(played(), 2);
});

test('off, or before anything was pressed, all is silent', () => {
  for (const options of [{ on: false }, { pressed: false }]) {
    const { others, writes, played } = setUp(options);
    others.value = [person('lucia')];
    writes('hello');
    assert.equal(played(), 0);
  }
});

test('a message sounds while nobody sees the page, and one’s own never', () => {
  const seen = setUp({ hidden: false });
  seen.writes('hello');
  assert.equal(seen.played(), 0);
  const { panel, writes, played } = setUp();
  panel.set('message1', { kind: 'message', by: panel.site, text: 'mine' });
  assert.equal(played(), 0);
  writes('hello');
  assert.equal(played(), 1);
});
