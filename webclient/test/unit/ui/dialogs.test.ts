// The list of dialogs: each file is found, and no key means two things.
import assert from 'node:assert/strict';
import test from 'node:test';
import { commandOf } from '../../../src/stage/keys.ts';
import { dialogs } from '../../../src/ui/dialogs/dialogs.gen.ts';

const none = { code: '', ctrl: false, shift: false, alt: false };

test('no two dialogs have one name', () => {
  assert.equal(new Set(dialogs.map(({ id }) => id)).size, dialogs.length);
});

test('what opens a dialog opens no other one, chooses no tool and is no key of the stage', () => {
  const taken = new Map<string, string>();
  for (const { id, shortcut } of dialogs) {
    if (shortcut === undefined) continue;
    const command = commandOf({ ...none, key: shortcut });
    assert.equal(command, null, `${shortcut} of "${id}" is ${JSON.stringify(command)} in the stage already`);
    const other = taken.get(shortcut.toUpperCase());
    assert.equal(other, undefined, `${shortcut} opens "${other}" and "${id}"`);
    taken.set(shortcut.toUpperCase(), id);
  }
  assert.ok(taken.size > 0);
});
