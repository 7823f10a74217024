// Who may import whom, proved on the closure of imports; and that the core uses no global but the few it is granted.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const webclient = fileURLToPath(new URL('../../../', import.meta.url));
const src = resolve(webclient, 'src');

/** Folder → what it may import beside itself: folders of src, and packages. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  wire: [],
  panel: ['wire'],
  blob: ['wire'],
  signaling: ['wire'],
  peer: ['stand-in.ts', 'wire', 'panel', 'blob', 'signaling'],
  store: ['wire', 'panel', 'blob', 'signaling'],
  media: ['wire', 'blob'],
  stage: ['stand-in.ts', 'wire', 'panel', 'perfect-freehand'],
  export: ['wire', 'panel', 'stage', 'blob'],
  snap: ['export', 'stage'],
  ui: [
    'state',
    'state.ts',
    'i18n.ts',
    'palette.gen.ts',
    'languages.gen.ts',
    'preact',
    'preact/hooks',
    '@preact/signals',
    'uqr',
  ],
};

for (const [folder, others] of Object.entries(allowed)) {
  test(`src/${folder} imports only ${[folder, ...others].join(', ')}`, () => {
    for (const file of sources(resolve(src, folder))) {
      for (const target of imports(file)) {
        const from = target.startsWith('.') ? folderOf(resolve(dirname(file), target)) : target;
        assert.ok(from === folder || others.includes(from), `${relative(src, file)} imports ${target}`);
      }
    }
  });
}

test('wire and panel compile without DOM and Node', () => {
  const tsc = resolve(webclient, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.core.json'], {
    cwd: webclient,
    stdio: 'pipe',
    encoding: 'utf8',
  });
});

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((name) => /\.tsx?$/.test(name)).map((name) => resolve(folder, name));
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:\bfrom\s+|^import\s+|\bimport\()'([^'\n]+)'/gm)].map((match) => match[1] as string);
}

function folderOf(file: string): string {
  return relative(src, file).split('/')[0] as string;
}
