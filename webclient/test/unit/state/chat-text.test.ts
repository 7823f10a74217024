import assert from 'node:assert/strict';
import test from 'node:test';
import { charsLeft, cleanName, cleanText, isLong, maxMessageChars, peekText } from '../../../src/state/chat-text.ts';

for (const { text, want, why } of [
  { text: '  hello \n', want: 'hello', why: 'nothing around it' },
  { text: 'a\r\nb\rc\u2028d', want: 'a\nb\nc\nd', why: 'each line ending is one' },
  { text: 'a\n\n\n\n\nb', want: 'a\n\nb', why: 'no empty screens' },
  { text: 'a\tb', want: 'a\tb', why: 'a tab is a space' },
  { text: 'a\0b\x1b[31mc\x9b', want: 'ab[31mc', why: 'no controls' },
  { text: 'invoice_\u202Efdp.exe', want: 'invoice_fdp.exe', why: 'nothing reads other than it is' },
  { text: 'p\u200Bay\u2060pal\uFEFF', want: 'paypal', why: 'nothing is hidden in it' },
  {
    text: '👩\u200D🎨 می\u200Cخواهم \u200Fא',
    want: '👩\u200D🎨 می\u200Cخواهم \u200Fא',
    why: 'what joins letters stays',
  },
  { text: '\u200B\n\u2060', want: '', why: 'what says nothing is nothing' },
]) {
  test(`${JSON.stringify(text)} is shown as ${JSON.stringify(want)}: ${why}`, () => {
    assert.equal(cleanText(text), want);
  });
}

test('a name is one line of so many characters', () => {
  assert.equal(cleanName('Lu\u202Ecia\n\nRossi'), 'Lucia Rossi');
  assert.equal(Array.from(cleanName('😀'.repeat(120))).length, 40);
});

test('characters are counted as the wire counts them', () => {
  assert.equal(charsLeft('  hello  '), maxMessageChars - 5);
  assert.equal(charsLeft('😀'.repeat(maxMessageChars)), 0);
  assert.equal(charsLeft('😀'.repeat(maxMessageChars + 1)), -1);
});

test('a long message is folded, and one of many lines', () => {
  assert.equal(isLong('x'.repeat(600)), false);
  assert.equal(isLong('x'.repeat(601)), true);
  assert.equal(isLong('x\n'.repeat(11)), false);
  assert.equal(isLong('x\n'.repeat(12)), true);
});

test('a toast has the beginning, on one line', () => {
  assert.equal(peekText('one\n two'), 'one two');
  assert.equal(peekText('😀'.repeat(2_000)), `${'😀'.repeat(120)}…`);
});
