// Messages of the channels `panel` and `presence`: CBOR arrays [number, field, …], PROTOCOL.md section 3.
// Go twin: peer/wire/frames.go.

import { decodeValue, encodeValue } from './cbor.ts';
import { WireError } from './errors.ts';
import * as limits from './limits.gen.ts';
import {
  type Channel,
  type ErrorClass,
  type Message,
  type MessageSpec,
  messages,
  type NamedField,
  type Value,
  type Write,
} from './schema.gen.ts';
import { checkWrite, fits, toWrite } from './validate.ts';

const byNumber: ReadonlyMap<Value, MessageSpec> = new Map(messages.map((spec) => [spec.number, spec]));
const byName: ReadonlyMap<string, MessageSpec> = new Map(messages.map((spec) => [spec.name, spec]));

/** Decodes what came in on a channel. Bad writes are left out and named in `refused`; all else that is bad throws. */
export function decode(channel: Channel, bytes: Uint8Array): Message {
  if (bytes.length > limits.maxMessageBytes) throw new WireError('too-long', `${bytes.length} bytes`);
  const items = decodeValue(bytes);
  if (!Array.isArray(items) || typeof items[0] !== 'number') throw new WireError('bad-type', 'not [number, …]');
  const spec = byNumber.get(items[0]);
  if (!spec) throw new WireError('unknown-type', `message ${items[0]}`);
  if (!spec.channels.includes(channel)) throw new WireError('bad-channel', `${spec.name} on ${channel}`);
  return toMessage(spec, items.slice(1));
}

/** Encodes a message. Throws if it is not one that the other side would accept: that is a fault of the caller. */
export function encode(m: Message): Uint8Array<ArrayBuffer> {
  const spec = byName.get(m.type) as MessageSpec;
  const fields = m as unknown as Readonly<Record<string, Value>>;
  const items = spec.fields.map((f) => {
    if (f.type === 'writes') return toItems(fields[f.name] as unknown as readonly Write[]);
    return checked(spec, f, fields[f.name]);
  });
  const bytes = encodeValue([spec.number, ...items]);
  if (bytes.length > limits.maxMessageBytes) throw new WireError('too-long', `${bytes.length} bytes`);
  return bytes;
}

function toMessage(spec: MessageSpec, items: readonly Value[]): Message {
  const message: Record<string, unknown> = { type: spec.name };
  for (const [i, f] of spec.fields.entries()) {
    const value = checked(spec, f, items[i]);
    if (f.type === 'writes') Object.assign(message, toWrites(value as readonly Value[]));
    else message[f.name] = value;
  }
  return message as unknown as Message;
}

function checked(spec: MessageSpec, f: NamedField, v: Value | undefined): Value {
  if (v === undefined || !fits(v, f)) throw new WireError('bad-field', `${f.name} of ${spec.name}`);
  return v;
}

function toWrites(items: readonly Value[]): { writes: Write[]; refused?: ErrorClass[] } {
  const writes: Write[] = [];
  const refused: ErrorClass[] = [];
  for (const item of items) {
    try {
      writes.push(toWrite(item));
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      refused.push(error.reason);
    }
  }
  return refused.length > 0 ? { writes, refused } : { writes };
}

function toItems(writes: readonly Write[]): Value {
  return writes.map((w) => {
    checkWrite(w);
    return toItem(w);
  });
}

/** A write as it stands in a message. */
export function toItem({ stamp, id, set }: Write): Value {
  return [stamp.ms, stamp.n, stamp.site, id, set];
}
