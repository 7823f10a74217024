// RTCPeerConnection in memory: two connect once each has the other's newest description; negotiated channels with the
// same id deliver to each other. A cable between two can be cut; an ICE restart mends a connection if the cable is whole.

import type { Clock } from './clock.ts';

type Listener<E> = ((e: E) => void) | null;

/** All connections of one test, found by the ids in their descriptions. */
export class FakeNetwork {
  readonly clock: Clock;
  readonly connections = new Map<string, FakeConnection>();
  /** Frames are lost while it is cut. */
  cut = false;
  /** How often ICE was restarted. */
  restarts = 0;
  #count = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  newId(): string {
    return `pc${++this.#count}`;
  }

  /** A constructor like that of the browser. */
  get RTCPeerConnection(): new (
    configuration?: RTCConfiguration,
  ) => RTCPeerConnection {
    const network = this;
    return class extends FakeConnection {
      constructor(configuration?: RTCConfiguration) {
        super(network, configuration);
      }
    } as unknown as new (
      configuration?: RTCConfiguration,
    ) => RTCPeerConnection;
  }
}

/** Session id, ICE generation of the sender, and in answers the offer's, so that an old answer does not fit. */
function describe(id: string, ice: number, of = ''): string {
  const byte = Number(id.slice(2)).toString(16).padStart(2, '0');
  const print = Array(32).fill(byte).join(':').toUpperCase();
  return `v=0\r\na=fake:${id} ${ice} ${of}\r\na=fingerprint:sha-256 ${print}\r\n`;
}

function parse(sdp: string): { readonly id: string; readonly ice: number; readonly of: string } {
  const [, id, ice, of] = /^a=fake:(\S+) (\d+) (\S*)/m.exec(sdp) ?? [];
  if (!id) throw new TypeError('not a description');
  return { id, ice: Number(ice), of: of ?? '' };
}

export class FakeConnection {
  readonly id: string;
  readonly network: FakeNetwork;
  configuration: RTCConfiguration | undefined;
  connectionState: RTCPeerConnectionState = 'new';
  signalingState: RTCSignalingState = 'stable';
  iceGatheringState = 'complete';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  onicecandidate: Listener<{ candidate: null }> = null;
  onconnectionstatechange: Listener<void> = null;
  onicegatheringstatechange: Listener<void> = null;
  readonly channels = new Map<number, FakeChannel>();
  readonly candidates: RTCIceCandidateInit[] = [];
  remote: FakeConnection | null = null;
  #ice = 0;

  constructor(network: FakeNetwork, configuration?: RTCConfiguration) {
    this.network = network;
    this.configuration = configuration;
    this.id = network.newId();
    network.connections.set(this.id, this);
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration;
  }

  createDataChannel(label: string, options: RTCDataChannelInit): FakeChannel {
    const channel = new FakeChannel(this, label, options);
    this.channels.set(options.id ?? 0, channel);
    return channel;
  }

  async createOffer({ iceRestart = false } = {}): Promise<RTCSessionDescriptionInit> {
    if (iceRestart) {
      this.#ice++;
      this.network.restarts++;
    }
    return { type: 'offer', sdp: describe(this.id, this.#ice) };
  }

  async createAnswer(): Promise<RTCSessionDescriptionInit> {
    const offer = parse(this.remoteDescription?.sdp ?? '');
    return { type: 'answer', sdp: describe(this.id, this.#ice, `${offer.id}/${offer.ice}`) };
  }

  async setLocalDescription(d: RTCSessionDescriptionInit): Promise<void> {
    this.localDescription = d;
    this.signalingState = d.type === 'offer' ? 'have-local-offer' : 'stable';
    this.onicecandidate?.({ candidate: null });
  }

  async setRemoteDescription(d: RTCSessionDescriptionInit): Promise<void> {
    const theirs = parse(d.sdp ?? '');
    this.remoteDescription = d;
    this.signalingState = d.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (d.type === 'answer' && theirs.of === `${this.id}/${this.#ice}`) this.#connect(theirs.id);
  }

  async addIceCandidate(c: RTCIceCandidateInit): Promise<void> {
    if (!this.remoteDescription) throw new Error('InvalidStateError');
    this.candidates.push(c);
  }

  async getStats(): Promise<Map<string, unknown>> {
    return new Map(
      Object.entries({
        t: { type: 'transport', id: 't', selectedCandidatePairId: 'p' },
        p: { type: 'candidate-pair', id: 'p', localCandidateId: 'l', remoteCandidateId: 'r' },
        l: {
          type: 'local-candidate',
          id: 'l',
          candidateType: this.configuration?.iceTransportPolicy === 'relay' ? 'relay' : 'host',
        },
        r: { type: 'remote-candidate', id: 'r', candidateType: 'host' },
      }),
    );
  }

  close(): void {
    if (this.connectionState === 'closed') return;
    this.connectionState = 'closed';
    this.signalingState = 'closed';
    for (const channel of this.channels.values()) channel.readyState = 'closed';
    const remote = this.remote;
    // DTLS tells the other side, if anything gets through.
    if (remote && !this.network.cut) this.network.clock.after(1, () => remote.lost());
  }

  /** The page is gone without a word. */
  vanish(): void {
    this.connectionState = 'closed';
    for (const channel of this.channels.values()) channel.readyState = 'closed';
  }

  lost(): void {
    if (this.connectionState === 'closed') return;
    this.setState('failed');
    for (const channel of this.channels.values()) {
      channel.readyState = 'closed';
      channel.onclose?.();
    }
  }

  setState(state: RTCPeerConnectionState): void {
    if (this.connectionState === 'closed') return;
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  #connect(remoteId: string): void {
    const remote = this.network.connections.get(remoteId);
    if (!remote || this.network.cut || remote.connectionState === 'closed') return;
    // Another certificate than before: DTLS does not go on with it.
    if (this.remote && this.remote !== remote) return;
    this.remote = remote;
    remote.remote = this;
    this.network.clock.after(5, () => {
      for (const side of [this, remote]) side.setState('connected');
      for (const side of [this, remote]) for (const channel of side.channels.values()) channel.open();
    });
  }
}

export class FakeChannel {
  readonly label: string;
  readonly options: RTCDataChannelInit;
  readonly connection: FakeConnection;
  readyState: RTCDataChannelState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  onopen: Listener<void> = null;
  onclose: (() => void) | null = null;
  onmessage: Listener<{ data: unknown }> = null;
  onbufferedamountlow: (() => void) | null = null;
  /** Sees what arrives before the page does, and may change it (null: lost). */
  tap: ((data: unknown) => unknown) | null = null;
  /** Reliable: kept while the cable is cut. */
  #held: unknown[] = [];

  constructor(connection: FakeConnection, label: string, options: RTCDataChannelInit) {
    this.connection = connection;
    this.label = label;
    this.options = options;
  }

  open(): void {
    if (this.readyState === 'connecting') {
      this.readyState = 'open';
      this.onopen?.();
    }
    for (const data of this.#held.splice(0)) this.#deliver(data);
  }

  send(bytes: Uint8Array | string): void {
    if (this.readyState !== 'open') throw new Error('InvalidStateError');
    const data = typeof bytes === 'string' ? bytes : bytes.slice().buffer;
    if (!this.connection.network.cut) this.#deliver(data);
    else if (this.options.maxRetransmits === undefined) this.#held.push(data);
  }

  #deliver(data: unknown): void {
    const other = this.connection.remote?.channels.get(this.options.id ?? 0);
    this.connection.network.clock.after(1, () => {
      if (other?.readyState !== 'open') return;
      const seen = other.tap ? other.tap(data) : data;
      if (seen !== null) other.onmessage?.({ data: seen });
    });
  }
}
