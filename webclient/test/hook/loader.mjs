// A module loader that compiles .ts and .tsx by esbuild, with the JSX settings of tsconfig.json, and takes .json as the
// bundler takes it. It checks no types: that is tsc's work.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const loaders = { '.ts': 'ts', '.tsx': 'tsx', '.json': 'json' };

export async function load(url, context, nextLoad) {
  const loader = url.startsWith('file:') && loaders[/\.[a-z]+$/.exec(new URL(url).pathname)?.[0]];
  if (!loader || url.includes('/node_modules/')) return nextLoad(url, context);
  const file = fileURLToPath(url);
  const options = { loader, format: 'esm', target: 'node20', sourcefile: file, sourcemap: 'inline', jsx: 'automatic' };
  const { code } = await transform(await readFile(file, 'utf8'), { ...options, jsxImportSource: 'preact' });
  return { format: 'module', source: code, shortCircuit: true };
}
