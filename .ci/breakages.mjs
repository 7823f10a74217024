#!/usr/bin/env node
// Breaks the product's promises one at a time, in a copy of the tree, and sees
// whether a test notices: a seal that seals nothing, a merge that forgets who
// was later, photos that keep where they were taken. Exit code 1 if one of them
// goes unnoticed. `make breakages`; some minutes.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const go = (...packages) => ['go', 'test', ...packages];
const units = (...folders) => [
  'bash',
  '-c',
  `cd webclient && node --import ./test/hook/register.mjs --test $(find ${folders.map((f) => `test/unit/${f}`).join(' ')} -name '*.test.ts')`,
];
const e2e = (file) => ['bash', '-c', `cd webclient && node --import ./test/hook/register.mjs --test test/e2e/${file}.test.ts`];

const breakages = [
  {
    what: 'Go: the seal binds a box to nobody',
    file: 'peer/seal/box.go',
    from: 'ad := additional(o.room, sender, receiver, d, b.Counter)\n\tplaintext',
    to: 'ad := additional(o.room, sender, "", d, b.Counter)\n\tplaintext',
    test: go('./peer/seal'),
  },
  {
    what: 'Go: a replayed box is taken',
    file: 'peer/seal/box.go',
    from: 'if b.Counter <= last {',
    to: 'if last == MaxCounter {',
    test: go('./peer/seal'),
  },
  {
    what: 'TypeScript: a replayed box is taken',
    file: 'webclient/src/signaling/seal.ts',
    from: "if (box.counter <= (this.#highest.get(sender) ?? 0)) throw new SealError('replayed');",
    to: '',
    test: units('signaling'),
  },
  {
    what: 'TypeScript: the seal leaves out the counter',
    file: 'webclient/src/signaling/seal.ts',
    from: 'additionalData: additionalData(a, box.counter)',
    to: 'additionalData: additionalData(a, 0)',
    test: units('signaling'),
  },
  {
    what: 'Go: the last to arrive wins',
    file: 'peer/panel/panel.go',
    from: 'return order > 0\n',
    to: 'return true\n',
    test: go('./peer/panel'),
  },
  {
    what: 'TypeScript: the last to arrive wins',
    file: 'webclient/src/panel/element.ts',
    from: 'order !== 0 ? order > 0 :',
    to: 'order !== 0 ? true :',
    test: units('panel'),
  },
  {
    what: "Go: undo takes back another person's work",
    file: 'peer/panel/history.go',
    from: 'if cells[name].Stamp == change.stamp {',
    to: 'if cells[name].Stamp.MS >= 0 {',
    test: go('./peer/panel'),
  },
  {
    what: "TypeScript: undo takes back another person's work",
    file: 'webclient/src/panel/history.ts',
    from: 'isSame(element?.stamp(property), stamp)',
    to: 'element?.stamp(property) !== undefined',
    test: units('panel'),
  },
  {
    what: 'Go: photos keep their EXIF data',
    file: 'peer/intake.go',
    from: 'if taken.view, err = encodeJPEG(view, viewQuality); err != nil {',
    to: 'if taken.view = content; len(content) == 0 {',
    test: go('./peer'),
  },
  {
    what: 'TypeScript: photos keep their EXIF data',
    file: 'webclient/src/media/convert.ts',
    from: 'return { preview, view, type,',
    to: 'return { preview, view: file as typeof view, type,',
    test: e2e('headless'),
    client: true,
  },
];

const copy = mkdtempSync(join(tmpdir(), 'coviewer-breakages-'));
const run = (command, cwd) => spawnSync(command[0], command.slice(1), { cwd, encoding: 'utf8' });
let unnoticed = 0;
try {
  execFileSync('git', ['worktree', 'add', '--detach', '--quiet', copy, 'HEAD'], { cwd: root });
  symlinkSync(join(root, 'webclient/node_modules'), join(copy, 'webclient/node_modules'));
  for (const { what, file, from, to, test, client } of breakages) {
    const path = join(copy, file);
    const whole = readFileSync(path, 'utf8');
    if (!whole.includes(from)) throw new Error(`${what}: ${file} no longer holds «${from}»: bring this list up to date`);
    writeFileSync(path, whole.replace(from, to));
    if (client) execFileSync('go', ['generate', './webclient'], { cwd: copy, stdio: 'ignore' });
    const { status, stdout, stderr } = run(test, copy);
    // A break that does not build proves nothing.
    const built = !/\[build failed\]|SyntaxError|Transform failed/.test(stdout + stderr);
    const noticed = status !== 0 && built;
    console.log(`${noticed ? 'noticed  ' : built ? 'UNNOTICED' : 'NOT BUILT'}  ${what}`);
    if (!noticed) unnoticed++;
    writeFileSync(path, whole);
  }
} finally {
  spawnSync('git', ['worktree', 'remove', '--force', copy], { cwd: root });
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${breakages.length - unnoticed} noticed, ${unnoticed} not`);
process.exitCode = unnoticed === 0 ? 0 : 1;
