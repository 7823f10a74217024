import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSingle, type KeyInput } from '../../../src/stage/key-input.ts';
import { commandOf, shortcuts } from '../../../src/stage/keys.ts';
import { faces } from '../../../src/stage/tools/faces.gen.ts';
import { Wheel } from '../../../src/stage/wheel.ts';

const press = (key: string, over: Partial<{ code: string; ctrl: boolean; shift: boolean; alt: boolean }> = {}) =>
  commandOf({ key, code: '', ctrl: false, shift: false, alt: false, ...over });

test('letters and digits choose tools', () => {
  const rows =
    'v select,h hand,p pen,d pen,a arrow,o ellipse,r rectangle,t text,e eraser,k pointer,1 select,7 pen,P pen';
  for (const row of rows.split(',')) {
    const [key = '', tool] = row.split(' ');
    assert.deepEqual(press(key), { name: 'tool', tool });
  }
});

test('with ctrl, alt or shift a letter is not a tool', () => {
  assert.equal(press('p', { ctrl: true }), null);
  assert.equal(press('p', { alt: true }), null);
  assert.equal(press('P', { shift: true }), null);
});

test('undo and redo', () => {
  assert.equal(press('z', { ctrl: true })?.name, 'undo');
  assert.equal(press('Z', { ctrl: true, shift: true })?.name, 'redo');
  assert.equal(press('y', { ctrl: true })?.name, 'redo');
});

test('zoom; ctrl with + and - stays the browser’s own', () => {
  assert.equal(press('+')?.name, 'zoomIn');
  assert.equal(press('-')?.name, 'zoomOut');
  assert.equal(press('!', { code: 'Digit1', shift: true })?.name, 'fit');
  assert.equal(press('0', { ctrl: true })?.name, 'actualSize');
  assert.equal(press('+', { ctrl: true }), null);
});

test('every shortcut that the help lists does what it says', () => {
  for (const { name, keys } of shortcuts) {
    for (const chord of keys) {
      const parts = chord.split('+');
      const key = chord.endsWith('+') ? '+' : (parts.at(-1) ?? '');
      const over = { ctrl: parts.includes('Control'), shift: parts.includes('Shift') };
      const code = /^\d$/.test(key) ? `Digit${key}` : '';
      assert.equal(press(key, { ...over, code })?.name, name, chord);
    }
  }
});

test('no key has two meanings', () => {
  const keys = [...shortcuts, ...faces].flatMap((one) => [...one.keys]);
  assert.deepEqual(
    keys.filter((key, i) => keys.indexOf(key) !== i),
    [],
  );
});

test('a sign that takes shift on this keyboard is the same sign', () => {
  assert.equal(press('+', { shift: true, code: 'Equal' })?.name, 'zoomIn');
  assert.equal(press('=', { shift: true, code: 'Digit0' }), null);
});

test('names of object properties are not keys', () => {
  assert.equal(press('constructor'), null);
  assert.equal(press('toString'), null);
});

const turn = (over: Partial<Parameters<Wheel['read']>[0]>) => ({
  ...{ deltaX: 0, deltaY: 0, deltaMode: 0, zoomKey: false, shift: false, time: 0 },
  ...over,
});

test('notches of a mouse zoom, trackpads pan, ctrl zooms', () => {
  assert.equal(new Wheel().read(turn({ deltaY: 120 })).name, 'zoom');
  assert.equal(new Wheel().read(turn({ deltaY: 3, deltaMode: 1 })).name, 'zoom');
  assert.deepEqual(new Wheel().read(turn({ deltaX: 3, deltaY: 7 })), { name: 'pan', dx: -3, dy: -7 });
  assert.equal(new Wheel().read(turn({ deltaY: 4, zoomKey: true })).name, 'zoom');
  assert.deepEqual(new Wheel().read(turn({ deltaY: 120, shift: true })), { name: 'pan', dx: -120, dy: 0 });
});

test('a wheel does what the person said, whatever device it seems to be', () => {
  assert.equal(new Wheel().read(turn({ deltaY: 3 }), 'zoom').name, 'zoom');
  assert.equal(new Wheel().read(turn({ deltaY: 120 }), 'pan').name, 'pan');
  assert.equal(new Wheel().read(turn({ deltaY: 120, zoomKey: true }), 'pan').name, 'zoom');
});

test('keys that can be switched off are those of one sign', () => {
  const key = (name: string, more: Partial<KeyInput> = {}) =>
    isSingle({ key: name, code: '', ctrl: false, shift: false, alt: false, ...more });
  for (const one of ['p', 'P', '1', '+', '?']) assert.ok(key(one), one);
  for (const one of ['Enter', 'ArrowLeft', ' ', 'Tab']) assert.ok(!key(one), one);
  assert.ok(!key('z', { ctrl: true }));
});

test('a quick swipe on a trackpad does not turn into a zoom', () => {
  const wheel = new Wheel();
  wheel.read(turn({ deltaX: 1, deltaY: 6, time: 0 }));
  assert.equal(wheel.read(turn({ deltaY: 140, time: 16 })).name, 'pan');
  assert.equal(wheel.read(turn({ deltaY: 140, time: 1000 })).name, 'zoom');
});
