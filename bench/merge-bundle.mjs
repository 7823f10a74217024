// Bundles bench/merge-load.ts with the esbuild of the web client.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const fromWebclient = createRequire(new URL('../webclient/package.json', import.meta.url));
export const runs = 9;
export const targetMs = 1000;

export async function bundle(format) {
  const { build } = fromWebclient('esbuild');
  const entryPoints = [fileURLToPath(new URL('merge-load.ts', import.meta.url))];
  const options = { bundle: true, write: false, target: 'es2022', globalName: 'load', minify: true };
  const { outputFiles } = await build({ entryPoints, format, ...options });
  return outputFiles[0].text;
}

/** Prints a line of the table; fails the process if the median is above the target, where there is one. */
export function report(where, { cold, median, worst }, limitMs) {
  const [c, m, w] = [cold, median, worst].map((ms) => ms.toFixed(0));
  console.log(`10,000 writes of two peers, decode + merge, ${where}: cold ${c} ms, median ${m} ms, worst ${w} ms of ${runs}`);
  if (limitMs !== undefined && median > limitMs) {
    console.error(`median above the target of ${limitMs} ms`);
    process.exitCode = 1;
  }
}
