// The panel connection to one other peer: an RTCPeerConnection with three negotiated channels, which never carries
// blobs. What is said on it is conversation.ts; keeping it alive is recovery.ts.

import { fingerprintOf } from '../signaling/words.ts';
import { Negotiation } from './negotiation.ts';
import type { PeerEnv } from './types.ts';

export type ChannelName = 'panel' | 'presence' | 'ack';

const channels: { readonly [C in ChannelName]: RTCDataChannelInit & { readonly id: number } } = {
  panel: { id: 0, ordered: true },
  presence: { id: 1, ordered: false, maxRetransmits: 0 },
  ack: { id: 2, ordered: false },
};

export const wireProtocol = 'coviewer/1';

/** The panel channel is fed so far; the rest waits here, where a newer state of things can still be seen. */
const highWatermarkBytes = 256 * 1024;
const lowWatermarkBytes = 64 * 1024;
/** Everything that may wait to be sent: a whole panel, twice. */
const maxQueuedBytes = 2 * 64 * 1024 * 1024;
/** Presence is only worth sending while it is new. */
const presenceBacklogBytes = 16 * 1024;

export interface ConnectionEvents {
  opened(): void;
  frame(channel: ChannelName, data: unknown): void;
  /** connectionState changed. */
  changed(): void;
  /** The queue of the panel channel overflowed: the other side does not read. */
  overflowed(): void;
}

export class Connection {
  /** Names it in signals. */
  readonly conn: string;
  readonly pc: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly createdMs: number;
  readonly #channels: { readonly [C in ChannelName]: RTCDataChannel };
  #events: ConnectionEvents | null = null;
  #queue: Uint8Array<ArrayBuffer>[] = [];
  #queuedBytes = 0;
  #closed = false;

  constructor(env: PeerEnv, conn: string, configuration: RTCConfiguration) {
    this.conn = conn;
    this.createdMs = env.monotonic();
    this.pc = new env.RTCPeerConnection(configuration);
    this.negotiation = new Negotiation(this.pc, configuration.iceTransportPolicy === 'relay');
    this.#channels = { panel: this.#channel('panel'), presence: this.#channel('presence'), ack: this.#channel('ack') };
    this.#channels.panel.bufferedAmountLowThreshold = lowWatermarkBytes;
    this.#channels.panel.onbufferedamountlow = () => this.#drain();
    this.pc.onconnectionstatechange = () => this.#events?.changed();
  }

  bind(events: ConnectionEvents): void {
    this.#events = events;
    if (this.open) this.#opened();
  }

  get open(): boolean {
    return !this.#closed && Object.values(this.#channels).every((c) => c.readyState === 'open');
  }

  /** A channel is gone: no ICE restart brings it back. */
  get broken(): boolean {
    return this.#closed || Object.values(this.#channels).some((c) => c.readyState === 'closed');
  }

  /** Neither broken nor closed, as far as the browser knows. */
  get connected(): boolean {
    return this.open && this.pc.connectionState === 'connected';
  }

  /** In order. What comes before the channel is open waits for it: the other side's first frame may be here sooner. */
  sendPanel(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.broken) return;
    this.#queue.push(bytes);
    this.#queuedBytes += bytes.length;
    if (this.#queuedBytes > maxQueuedBytes) this.#events?.overflowed();
    else this.#drain();
  }

  /** False when the channel is behind: what was to be sent is old by the time it would leave. */
  sendPresence(bytes: Uint8Array<ArrayBuffer>): boolean {
    const channel = this.#channels.presence;
    return channel.bufferedAmount <= presenceBacklogBytes && this.#send(channel, bytes);
  }

  sendAck(bytes: Uint8Array<ArrayBuffer>): void {
    this.#send(this.#channels.ack, bytes);
  }

  fingerprints(): { readonly own: Uint8Array<ArrayBuffer>; readonly remote: Uint8Array<ArrayBuffer> } | null {
    const own = fingerprintOf(this.pc.localDescription?.sdp ?? '');
    const remote = fingerprintOf(this.pc.remoteDescription?.sdp ?? '');
    return own && remote ? { own, remote } : null;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#events = null;
    this.#queue = [];
    this.pc.close();
  }

  #channel(name: ChannelName): RTCDataChannel {
    const channel = this.pc.createDataChannel(name, { ...channels[name], negotiated: true, protocol: wireProtocol });
    channel.binaryType = 'arraybuffer';
    channel.onopen = () => {
      if (this.open) this.#opened();
    };
    channel.onmessage = (e) => this.#events?.frame(name, e.data);
    channel.onclose = () => this.#events?.changed();
    return channel;
  }

  #opened(): void {
    this.#events?.opened();
    this.#drain();
  }

  #drain(): void {
    const channel = this.#channels.panel;
    while (channel.readyState === 'open' && channel.bufferedAmount < highWatermarkBytes) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#queuedBytes -= next.length;
      this.#send(channel, next);
    }
  }

  /** A channel that closes between the check and the send throws; the connection's end is told by its own event. */
  #send(channel: RTCDataChannel, bytes: Uint8Array<ArrayBuffer>): boolean {
    if (channel.readyState !== 'open') return false;
    try {
      channel.send(bytes);
      return true;
    } catch {
      return false;
    }
  }
}
