// Blocks of a blob and their acknowledgements: fixed layouts, big endian, PROTOCOL.md section 7.
// Go twin: peer/wire/block.go.

import { WireError } from './errors.ts';
import * as limits from './limits.gen.ts';

export interface Block {
  readonly lane: number;
  readonly generation: number;
  readonly seq: number;
  /** The sender's clock in 1/10 ms, wrapping at 2^32. */
  readonly sent: number;
  readonly want: number;
  readonly offset: number;
  readonly payload: Uint8Array;
}

export interface Ack {
  readonly lane: number;
  readonly generation: number;
  readonly seq: number;
  readonly sent: number;
  /** The receiver's clock in 1/10 ms, wrapping at 2^32. */
  readonly received: number;
  readonly bytes: number;
}

export const blockHeaderBytes = 24;
const ackBytes = 24;
const typeBlock = 1;
const typeAck = 2;

export function encodeBlock(b: Block): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(blockHeaderBytes + b.payload.length);
  checkLength(bytes.length);
  putHeader(bytes, typeBlock, [b.lane, b.generation, b.seq, b.sent, b.want, b.offset]);
  bytes.set(b.payload, blockHeaderBytes);
  return bytes;
}

/** The payload is a view into `bytes`: copy it to keep it. */
export function decodeBlock(bytes: Uint8Array): Block {
  checkLength(bytes.length);
  const [lane, generation, seq, sent, want, offset] = header(bytes, typeBlock);
  if (want === 0) throw new WireError('bad-field', 'want 0');
  if (offset > limits.maxBlobBytes - (bytes.length - blockHeaderBytes)) throw new WireError('bad-field', 'offset');
  return { lane, generation, seq, sent, want, offset, payload: bytes.subarray(blockHeaderBytes) };
}

export function encodeAck(a: Ack): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ackBytes);
  putHeader(bytes, typeAck, [a.lane, a.generation, a.seq, a.sent, a.received, a.bytes]);
  return bytes;
}

export function decodeAck(bytes: Uint8Array): Ack {
  if (bytes.length < ackBytes) throw new WireError('truncated', `an ack has ${ackBytes} bytes`);
  if (bytes.length > ackBytes) throw new WireError('too-long', `an ack has ${ackBytes} bytes`);
  const [lane, generation, seq, sent, received, count] = header(bytes, typeAck);
  return { lane, generation, seq, sent, received, bytes: count };
}

type Header = [lane: number, generation: number, seq: number, sent: number, fourth: number, fifth: number];

function putHeader(bytes: Uint8Array, type: number, [lane, generation, seq, sent, fourth, fifth]: Header): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint8(0, type);
  view.setUint8(1, lane);
  view.setUint16(2, generation);
  view.setUint32(4, seq);
  view.setUint32(8, sent);
  view.setUint32(12, fourth);
  view.setBigUint64(16, BigInt(fifth));
}

function header(bytes: Uint8Array, type: number): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== type) throw new WireError('bad-type', `type ${view.getUint8(0)} where ${type} is due`);
  const lane = view.getUint8(1);
  if (lane >= limits.maxLanes) throw new WireError('bad-field', `lane ${lane}`);
  const fifth = view.getBigUint64(16);
  if (fifth > BigInt(limits.maxSafeInteger)) throw new WireError('bad-field', 'number beyond 2^53 - 1');
  return [lane, view.getUint16(2), view.getUint32(4), view.getUint32(8), view.getUint32(12), Number(fifth)];
}

function checkLength(length: number): void {
  if (length > limits.maxMessageBytes) throw new WireError('too-long', `${length} bytes`);
  if (length <= blockHeaderBytes) throw new WireError('truncated', 'a block has a header and a payload');
}
