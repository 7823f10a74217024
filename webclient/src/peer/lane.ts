// A lane: an RTCPeerConnection that carries blocks only. Its sender sends by the window; its receiver acknowledges every
// block over the panel connection, so that an acknowledgement never waits behind blocks.

import { constants } from '../blob/constants.ts';
import type { OutBlock } from '../blob/outgoing.ts';
import { ticks, Window } from '../blob/window.ts';
import { type Ack, type Block, decodeBlock, encodeAck, encodeBlock } from '../wire/blocks.ts';
import { WireError } from '../wire/errors.ts';
import * as limits from '../wire/limits.gen.ts';
import { wireProtocol } from './connection.ts';
import { frameBytes } from './frame-bytes.ts';
import { Negotiation } from './negotiation.ts';
import type { PeerEnv } from './types.ts';

export interface LaneEvents {
  /** The next block to send, of at most so many bytes. */
  next(maxBytes: number): OutBlock | null;
  /** Throws WireError for what was never asked for. */
  block(b: Block): void;
  sendAck(bytes: Uint8Array<ArrayBuffer>): void;
  badFrame(error: unknown): void;
  opened(): void;
  changed(): void;
}

export class Lane {
  readonly number: number;
  readonly generation: number;
  readonly pc: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly window = new Window();
  readonly createdMs: number;
  readonly #env: PeerEnv;
  readonly #events: LaneEvents;
  readonly #channel: RTCDataChannel;
  #seq = 0;
  #receivedBytes = 0;
  #unacknowledged = 0;
  #lastAckMs = 0;
  /** Ticks in which SCTP, not the window, held the sender back. */
  #held = 0;
  #asked = 0;

  constructor(env: PeerEnv, number: number, generation: number, configuration: RTCConfiguration, events: LaneEvents) {
    this.#env = env;
    this.number = number;
    this.generation = generation;
    this.#events = events;
    this.createdMs = env.monotonic();
    this.pc = new env.RTCPeerConnection(configuration);
    this.negotiation = new Negotiation(this.pc, configuration.iceTransportPolicy === 'relay');
    this.pc.onconnectionstatechange = () => events.changed();
    const options = { negotiated: true, id: 3, ordered: false, protocol: wireProtocol };
    this.#channel = this.pc.createDataChannel('blob', options);
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.bufferedAmountLowThreshold = 0;
    this.#channel.onbufferedamountlow = () => this.pump();
    this.#channel.onopen = () => {
      events.opened();
      this.pump();
    };
    this.#channel.onmessage = (e) => this.#receive(e.data);
  }

  get open(): boolean {
    return this.#channel.readyState === 'open';
  }

  /** Share of the looks at it, since the last call, at which its own buffer held the sender back. */
  takeHeldShare(): number {
    const share = this.#asked === 0 ? 0 : this.#held / this.#asked;
    this.#held = 0;
    this.#asked = 0;
    return share;
  }

  pump(): void {
    while (this.open) {
      const buffered = this.#channel.bufferedAmount;
      this.#asked++;
      if (buffered > 0) this.#held++;
      if (!this.window.maySend(this.window.payload, buffered)) return;
      const block = this.#events.next(this.window.payload);
      if (!block) return;
      this.#send(block);
    }
  }

  acked(a: Ack): boolean {
    const known = this.window.acked(this.#env.monotonic(), a);
    this.pump();
    return known;
  }

  close(): void {
    this.pc.onconnectionstatechange = null;
    this.#channel.onmessage = null;
    this.#channel.onopen = null;
    this.#channel.onbufferedamountlow = null;
    this.pc.close();
  }

  #send({ want, offset, payload }: OutBlock): void {
    const { number: lane, generation } = this;
    const seq = this.#seq++ >>> 0;
    const sent = ticks(this.#env.monotonic());
    try {
      this.#channel.send(encodeBlock({ lane, generation, seq, sent, want, offset, payload }));
      this.window.sent(payload.length);
    } catch {
      // The channel closed just now: the block is asked for again on the next lane.
      this.#events.changed();
    }
  }

  #receive(data: unknown): void {
    try {
      const b = decodeBlock(frameBytes(data));
      if (b.lane !== this.number || b.generation !== this.generation) {
        throw new WireError('bad-field', 'a block of another lane');
      }
      this.#receivedBytes += b.payload.length;
      this.#acknowledge(b);
      this.#events.block(b);
    } catch (e) {
      this.#events.badFrame(e);
    }
  }

  #acknowledge({ seq, sent, payload }: Block): void {
    const nowMs = this.#env.monotonic();
    // Blocks of more than half the largest size mean a rate at which every second one is enough.
    const half = payload.length + constants.blockHeaderBytes > limits.maxMessageBytes / 2;
    this.#unacknowledged++;
    if (half && this.#unacknowledged < 2 && nowMs - this.#lastAckMs < constants.chunkMs) return;
    this.#unacknowledged = 0;
    this.#lastAckMs = nowMs;
    const { number: lane, generation } = this;
    const received = ticks(nowMs);
    this.#events.sendAck(encodeAck({ lane, generation, seq, sent, received, bytes: this.#receivedBytes }));
  }
}
