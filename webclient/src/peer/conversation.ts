// What is said on one panel connection, from hello to bye. A new connection begins a new conversation: hellos, nonces,
// the whole panel as snapshot, and which blobs each has.

import type { BlobPeer, TransfersLike } from '../blob/transfer.ts';
import type { Panel } from '../panel/panel.ts';
import { standIn } from '../stand-in.ts';
import type { Block } from '../wire/blocks.ts';
import { WireError } from '../wire/errors.ts';
import { decode, encode } from '../wire/frames.ts';
import * as limits from '../wire/limits.gen.ts';
import { snapshotParts } from '../wire/parts.ts';
import type { Bye, Message, Write } from '../wire/schema.gen.ts';
import type { ChannelName, Connection } from './connection.ts';
import { frameBytes } from './frame-bytes.ts';
import { Handshake } from './hello.ts';
import type { LanesLike, LanesOptions } from './lanes.ts';
import { PresenceBacklog, PresenceFilter } from './presence.ts';
import { writeMessages } from './repeats.ts';
import type { PeerEnv, PresenceMessage, TroubleReason } from './types.ts';

export interface ConversationOptions {
  readonly env: PeerEnv;
  readonly panel: Panel;
  readonly transfers: TransfersLike;
  readonly secret: Uint8Array<ArrayBuffer>;
  readonly connection: Connection;
  readonly isOfferer: () => boolean;
  readonly configuration: () => RTCConfiguration;
  /** Something that is shown of it changed: site, words, round trip. */
  changed(): void;
  /** Anything came: a sign of life. */
  heard(): void;
  /** Whether there were signs of life lately. */
  alive(): boolean;
  presence(site: string, m: PresenceMessage): void;
  /** It is over, and why: they said bye, or had to be cut off. */
  ended(reason: Bye['reason'], by: 'them' | 'us'): void;
}

/** Frames that wait until our hello is made; an honest peer sends its own hello and a few pings, no snapshot yet. */
const maxEarlyFrames = 64;

type Reactions = { readonly [T in Message['type']]: (m: Extract<Message, { type: T }>) => void };

export class Conversation {
  words: readonly string[] | null = null;
  rttMs: number | null = null;
  readonly #o: ConversationOptions;
  readonly #handshake: Handshake;
  readonly #lanes: LanesLike;
  readonly #filter = new PresenceFilter();
  readonly #backlog = new PresenceBacklog();
  /** By class; unknown types are counted and ignored, for a newer version may have more. */
  readonly #counts = new Map<string, number>();
  #badFrames = 0;
  #waiting = 0;
  #revealing = false;
  #peer: BlobPeer | null = null;
  #greeting: Promise<void> | null = null;
  #greeted = false;
  #over = false;
  #repeats: Uint8Array<ArrayBuffer>[] = [];
  #cancelFrame: (() => void) | null = null;

  constructor(options: ConversationOptions) {
    this.#o = options;
    this.#handshake = new Handshake(options.env);
    this.#lanes = this.#createLanes();
  }

  /** The other's site, once it said hello. */
  get site(): string | null {
    return this.#handshake.site;
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** The channels are open. */
  start(): void {
    const { panel } = this.#o;
    this.#greeting ??= this.#handshake.hello(panel.site, panel.now()).then((hello) => {
      this.#greeted = true;
      this.#say(hello);
    });
  }

  receive(channel: ChannelName, data: unknown): void {
    if (this.#over) return;
    this.#o.heard();
    // Their hello may be here before ours is made, or before this side was told that its channels are open.
    this.start();
    if (channel === 'ack') this.#lanes.ack(data);
    else if (this.#greeted) this.#frame(channel, data);
    else this.#early(channel, data);
  }

  /** Own writes: at once on the panel channel, and small ones once more on presence, in case that is sooner. */
  write(writes: readonly Write[]): void {
    // Before their hello: the snapshot that answers it has them.
    if (!this.site) return;
    for (const bytes of writeMessages(writes)) {
      this.#o.connection.sendPanel(bytes);
      if (bytes.length <= limits.repeatBytes) this.#repeats.push(bytes);
    }
    this.#nextFrame();
  }

  present(m: PresenceMessage): void {
    if (!this.site) return;
    if (!this.#backlog.empty || !this.#o.connection.sendPresence(encode(m))) {
      this.#backlog.add(m);
      this.#nextFrame();
    }
  }

  /** Once a second. */
  tick(nowMs: number): void {
    if (!this.site) return;
    this.#o.connection.sendPresence(encode({ type: 'ping', sent: Math.floor(nowMs) }));
    this.#lanes.tick(nowMs);
  }

  /** The relays or the policy changed: lanes gather by it from now on. */
  reconfigure(): void {
    this.#lanes.reconfigure();
  }

  /** Says why, and stops. The caller closes the connection. */
  bye(reason: Bye['reason']): void {
    if (this.#greeted && !this.#over) this.#say({ type: 'bye', reason });
    this.end();
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelFrame?.();
    this.#lanes.close();
    if (this.#peer) this.#o.transfers.left(this.#peer);
    this.#peer = null;
  }

  #createLanes(): LanesLike {
    const { env, isOfferer, configuration, connection, transfers } = this.#o;
    const options: LanesOptions = {
      env,
      isOfferer,
      configuration,
      send: (m) => this.#say(m),
      sendAck: (bytes) => connection.sendAck(bytes),
      next: (maxBytes) => (this.#peer ? transfers.next(this.#peer, maxBytes) : null),
      hasMore: () => this.#peer !== null && transfers.hasMore(this.#peer),
      block: (b) => this.#block(b),
      badFrame: (e) => this.#bad(e),
      replaced: () => this.#peer && transfers.lanesReplaced(this.#peer),
    };
    return standIn<LanesLike>({
      need: () => env.later.need(),
      made: env.later.there.then((code) => new code.Lanes(options)),
      urgent: ['need', 'asked', 'signal'],
      meanwhile: { tick() {} },
      failed: (e) => this.#bad(e),
    });
  }

  #block({ want, offset, payload }: Block): void {
    if (!this.#peer || this.#o.transfers.block(this.#peer, want, offset, payload) !== 'never-asked') return;
    throw new WireError('bad-field', 'a block that was not asked for');
  }

  #say(m: Message): void {
    this.#o.connection.sendPanel(encode(m));
  }

  /** Ours goes first; theirs waits the moment that it takes to make. */
  #early(channel: 'panel' | 'presence', data: unknown): void {
    if (this.#waiting >= maxEarlyFrames) {
      this.#bad(new WireError('too-many', 'frames before hello'));
      return;
    }
    this.#waiting++;
    void this.#greeting?.then(() => this.#frame(channel, data));
  }

  #frame(channel: 'panel' | 'presence', data: unknown): void {
    if (this.#over) return;
    try {
      const m = decode(channel, frameBytes(data));
      if (!this.site && m.type !== 'hello' && m.type !== 'bye') {
        // Presence is unordered and may overtake hello; on the panel channel nothing comes before it.
        if (channel === 'panel') throw new WireError('bad-type', `${m.type} before hello`);
        return;
      }
      (this.#reactions[m.type] as (m: Message) => void)(m);
    } catch (e) {
      this.#bad(e);
    }
  }

  readonly #reactions: Reactions = {
    hello: (m) => {
      if (this.site) throw new WireError('bad-type', 'a second hello');
      const refusal = this.#handshake.take(m);
      if (refusal) this.#cutOff(refusal);
      else this.#welcome(m.site);
    },
    reveal: (m) => {
      if (!this.#revealing) void this.#reveal(m.nonce);
      this.#revealing = true;
    },
    snapshot: (m) => this.#merge(m.writes, m.refused ?? []),
    writes: (m) => this.#merge(m.writes, m.refused ?? []),
    have: (m) => this.#peer && this.#o.transfers.have(this.#peer, m.hashes),
    want: (m) => this.#peer && this.#o.transfers.want(this.#peer, m.want, m.hash, m.ranges),
    refuse: (m) => this.#peer && this.#o.transfers.refuse(this.#peer, m.want),
    lane: (m) => void Promise.resolve(this.#lanes.signal(m)).catch((e) => this.#bad(e)),
    lanes: (m) => this.#lanes.asked(m.count),
    bye: (m) => {
      this.end();
      this.#o.ended(m.reason, 'them');
    },
    ping: (m) => {
      this.#o.connection.sendPresence(encode({ type: 'pong', sent: m.sent, now: this.#o.panel.now() }));
    },
    pong: (m) => {
      const rttMs = this.#o.env.monotonic() - m.sent;
      if (rttMs < 0) return;
      this.rttMs = Math.round(this.rttMs === null ? rttMs : (3 * this.rttMs + rttMs) / 4);
      this.#o.changed();
    },
    pointer: (m) => this.#show(m),
    viewport: (m) => this.#show(m),
    live: (m) => this.#show(m),
    writing: (m) => this.#show(m),
  };

  #welcome(site: string): void {
    this.#say({ type: 'reveal', nonce: this.#handshake.nonce });
    for (const part of snapshotParts(this.#o.panel.snapshot())) this.#o.connection.sendPanel(part);
    this.#peer = {
      site,
      send: (m) => this.#say(m),
      busy: () => this.#lanes.need(),
      alive: () => this.#o.alive(),
    };
    this.#o.transfers.joined(this.#peer);
    this.#o.changed();
  }

  async #reveal(nonce: Uint8Array): Promise<void> {
    const words = await this.#handshake.words(this.#o.secret, this.#o.connection, nonce);
    if (this.#over) return;
    if (!words) {
      this.#cutOff('bad-commit');
      return;
    }
    this.words = words;
    this.#o.changed();
  }

  #merge(writes: readonly Write[], refusedBefore: readonly string[]): void {
    const { refused } = this.#o.panel.merge(writes, this.#handshake.bound(this.#o.panel.now()));
    for (const reason of refusedBefore) this.#count(reason);
    for (const { reason } of refused) this.#count(reason);
  }

  #show(m: PresenceMessage): void {
    if (this.site && this.#filter.isNew(m)) this.#o.presence(this.site, m);
  }

  #bad(e: unknown): void {
    const reason = e instanceof WireError ? e.reason : 'bad-field';
    this.#count(reason);
    if (reason === 'unknown-type' || this.#over) return;
    this.#badFrames++;
    if (this.#badFrames >= limits.maxBadFrames) this.#cutOff('protocol-error');
  }

  #count(reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  #cutOff(reason: Extract<TroubleReason, Bye['reason']>): void {
    this.bye(reason);
    this.#o.ended(reason, 'us');
  }

  #nextFrame(): void {
    this.#cancelFrame ??= this.#o.env.frame(() => {
      this.#cancelFrame = null;
      for (const bytes of this.#repeats.splice(0)) this.#o.connection.sendPresence(bytes);
      for (const m of this.#backlog.take()) if (!this.#o.connection.sendPresence(encode(m))) this.#backlog.add(m);
      if (!this.#backlog.empty) this.#nextFrame();
    });
  }
}
