// The TypeScript side of the differential test; peer/wire/difftest is the Go side and starts this. Requests come as
// JSON lines on stdin, answers go as JSON lines to stdout, one for one, but for `make`, which gives `count` lines.

import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { Panel } from '../../src/panel/panel.ts';
import { WireError } from '../../src/wire/errors.ts';
import { decode, encode } from '../../src/wire/frames.ts';
import type { Channel, Message } from '../../src/wire/schema.gen.ts';
import { type Op, Sites, snapshotHex } from '../unit/panel/sites.ts';
import { hex, unhex } from '../unit/wire/vectors.ts';
import { frame } from './frame.ts';

/** What became of a frame: a class, or the bytes that it encodes to again, without the writes that were refused. */
interface Answer {
  readonly class: string;
  readonly hex: string;
  readonly refused: readonly string[];
}

type Request =
  | { readonly op: 'decode'; readonly channel: Channel; readonly hex: string }
  | { readonly op: 'merge'; readonly site: string; readonly bound: number; readonly messages: readonly string[] }
  | { readonly op: 'script'; readonly script: readonly Op[]; readonly site: string }
  | { readonly op: 'make'; readonly seed: number; readonly count: number };

for await (const line of createInterface({ input: process.stdin })) {
  for (const answer of answers(JSON.parse(line) as Request)) process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function answers(request: Request): readonly unknown[] {
  switch (request.op) {
    case 'decode':
      return [decodeAgain(request.channel, unhex(request.hex))];
    case 'merge':
      return [merge(request.site, request.bound, request.messages)];
    case 'script':
      return [runScript(request.script, request.site)];
    case 'make':
      return fc
        .sample(frame, { seed: request.seed, numRuns: request.count })
        .map(({ channel, bytes }) => ({ channel, frame: hex(bytes), ...decodeAgain(channel, bytes) }));
  }
}

function decodeAgain(channel: Channel, bytes: Uint8Array): Answer {
  try {
    const message = decode(channel, bytes) as Message & { readonly refused?: readonly string[] };
    return { class: '', hex: hex(encode(message)), refused: message.refused ?? [] };
  } catch (e) {
    if (!(e instanceof WireError)) throw e;
    return { class: e.reason, hex: '', refused: [] };
  }
}

function merge(site: string, bound: number, messages: readonly string[]): Answer {
  const panel = new Panel({ site, wall: () => 1000 });
  const refused: string[] = [];
  for (const message of messages) {
    const writes = decode('panel', unhex(message));
    if (writes.type !== 'writes') throw new Error(`merge of ${writes.type}`);
    refused.push(...(writes.refused ?? []), ...panel.merge(writes.writes, bound).refused.map((e) => e.reason));
  }
  return { class: '', hex: snapshotHex(panel), refused };
}

function runScript(script: readonly Op[], site: string): Answer {
  const sites = new Sites();
  for (const op of script) sites.run(op);
  return { class: '', hex: snapshotHex(sites.panel(site)), refused: [] };
}
