// Reads the vectors that both languages run: peer/wire/testdata/vectors/README.md tells their form.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Value } from '../../../src/wire/schema.gen.ts';

const root = fileURLToPath(new URL('../../../../peer/wire/testdata/vectors/', import.meta.url));

export interface Vector {
  readonly name: string;
  readonly comment: string;
  readonly expect: string;
  readonly hex: string;
  readonly value: unknown;
  readonly only?: 'decode' | 'encode';
  readonly [key: string]: unknown;
}

/** All vectors of a group. A group without vectors is an error: then the test would prove nothing. */
export function vectors<T = Vector>(group: string): T[] {
  const files = readdirSync(`${root}${group}`).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`no vectors in ${group}`);
  return files.sort().map((file) => {
    // Empty bytes are left out of a file.
    const common = { name: `${group}/${file.replace('.json', '')}`, hex: '' };
    return { ...common, ...readVector(`${group}/${file}`) } as T;
  });
}

export function readVector(path: string): Record<string, unknown> {
  return revive(JSON.parse(readFileSync(root + path, 'utf8'))) as Record<string, unknown>;
}

/** JSON as vectors have it to values: {"$bytes": "hex"} to bytes, maps without a prototype as decoding gives them. */
function revive(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(revive);
  if (typeof json !== 'object' || json === null) return json;
  const bytes = (json as Record<string, unknown>)['$bytes'];
  if (typeof bytes === 'string') return unhex(bytes);
  const map = Object.create(null);
  for (const [key, item] of Object.entries(json)) map[key] = revive(item);
  return map;
}

/** Values without the differences that do not count: prototypes, and how a Uint8Array came to be. */
export function plain(v: unknown): unknown {
  if (v instanceof Uint8Array) return { $bytes: hex(v) };
  if (Array.isArray(v)) return v.map(plain);
  if (typeof v !== 'object' || v === null) return v;
  const map = Object.create(null);
  for (const key of Object.keys(v).sort()) map[key] = plain((v as Record<string, Value>)[key]);
  return map;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'));
}
