/** Bundles the page and serves it on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const shell = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stage</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="page.css">
<style>body{margin:0;font:16px system-ui,sans-serif;color-scheme:light dark}#stage{block-size:100dvh}</style>
</head><body><main><h1 class="stage-status">Stage</h1><div id="stage"></div></main><script type="module" src="page.js"></script></body></html>`;

export interface Served {
  readonly url: string;
  close(): void;
}

async function bundle(entry: string): Promise<string> {
  const common = { bundle: true, write: false, format: 'esm', target: 'es2024' } as const;
  const { outputFiles } = await build({ ...common, entryPoints: [here(entry)] });
  return outputFiles[0]?.text ?? '';
}

/** The stage and what only it needs, as the product ships it. */
export async function bundledStage(): Promise<string> {
  const shared = /\/(panel|wire)\//;
  const { outputFiles } = await build({
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', minify: true },
    entryPoints: [here('../../src/stage/stage.ts')],
    plugins: [
      {
        name: 'shared',
        setup: ({ onResolve }) => onResolve({ filter: shared }, ({ path }) => ({ path, external: true })),
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

export async function serve(): Promise<Served> {
  const script = await bundle('page.ts');
  const styles = await bundle('page.css');
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/': ['text/html', shell],
    '/page.js': ['text/javascript', script],
    '/page.css': ['text/css', styles],
  };
  const server = createServer((request, response) => {
    const file = files[new URL(request.url ?? '/', 'http://localhost').pathname];
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.[0] ?? 'text/plain' });
    response.end(file?.[1] ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
