// Reads the vectors that the Go packages write. A folder that is there but empty is a failure, not a pass.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = new URL('../../../../', import.meta.url);

export function vectors<T>(folder: string): { readonly name: string; readonly vector: T }[] {
  const path = fileURLToPath(new URL(`${folder}/`, repository));
  const files = readdirSync(path).filter((f) => f.endsWith('.json'));
  assert.ok(files.length > 0, `no vectors in ${folder}`);
  return files.map((f) => ({ name: f.slice(0, -'.json'.length), vector: JSON.parse(readFileSync(path + f, 'utf8')) }));
}

export function folders(folder: string): string[] {
  const entries = readdirSync(fileURLToPath(new URL(`${folder}/`, repository)), { withFileTypes: true });
  return entries.filter((e) => e.isDirectory()).map((e) => e.name);
}

export function hex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (h) => Number.parseInt(h, 16));
}
