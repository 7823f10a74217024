// Names that people and peers give, as names of files that any system takes.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileName } from '../../../src/export/file-name.ts';

for (const [what, name, wanted] of [
  ['an ending of a picture is replaced', 'IMG_0001.HEIC', 'IMG_0001.png'],
  ['any other dot stays', 'v1.2 front', 'v1.2 front.png'],
  ['no way out of the folder', '../../etc/passwd', '-..-etc-passwd.png'],
  ['no way out on Windows', 'C:\\Windows\\x', 'C--Windows-x.png'],
  ['no hidden file', '.profile', 'profile.png'],
  ['no device', 'con.jpg', 'con_.png'],
  ['nothing that turns the name around', 'photo\u202egnp.exe', 'photognp.exe.png'],
  ['no control characters and no line breaks', 'a\u0000b\nc', 'abc.png'],
  ['letters of any language', 'Küche (März).jpg', 'Küche (März).png'],
  ['nothing left', ' ./. ', '-.png'],
  ['nothing at all', '', 'Picture.png'],
  ['only dots', '...', 'Picture.png'],
] as const) {
  test(what, () => assert.equal(fileName(name, 'png', 'Picture'), wanted));
}

test('a long name is cut between characters, not within one', () => {
  const name = fileName('😀'.repeat(200), 'png', 'Picture');
  assert.equal(name, `${'😀'.repeat(80)}.png`);
});
