// The lanes of one pair. The pair's offerer opens them when blobs begin to travel, one at first; signaling goes over the
// panel connection. A lane that fails is opened anew with the next generation, and what was on it is asked for again.

import { constants } from '../blob/constants.ts';
import type { OutBlock } from '../blob/outgoing.ts';
import { type Block, decodeAck } from '../wire/blocks.ts';
import { WireError } from '../wire/errors.ts';
import * as limits from '../wire/limits.gen.ts';
import type { Lane as LaneMessage, Lanes as LanesMessage } from '../wire/schema.gen.ts';
import { Allowance } from './allowance.ts';
import { frameBytes } from './frame-bytes.ts';
import { Lane } from './lane.ts';
import type { PeerEnv } from './types.ts';

export interface LanesOptions {
  readonly env: PeerEnv;
  readonly isOfferer: () => boolean;
  readonly configuration: () => RTCConfiguration;
  send(m: LaneMessage | LanesMessage): void;
  sendAck(bytes: Uint8Array<ArrayBuffer>): void;
  next(maxBytes: number): OutBlock | null;
  hasMore(): boolean;
  block(b: Block): void;
  badFrame(error: unknown): void;
  /** Blocks that were on their way are lost. */
  replaced(): void;
}

/** New generations that the other side may begin beyond its burst: each is a connection. */
const laneIntervalMs = 1_000;
/** A lane that does not open or come back for so long is opened anew. */
const replaceAfterMs = 6_000;
/** Above this share of looks a lane is held back by SCTP (loss, or a long fat pipe) and not by a full link. */
const heldShare = 0.5;

/** Also what stands in for it while its code is on its way. */
export type LanesLike = Pick<Lanes, keyof Lanes>;

export class Lanes {
  readonly #o: LanesOptions;
  readonly #lanes = new Map<number, Lane>();
  readonly #brokenSince = new Map<Lane, number>();
  readonly #generations = new Map<number, number>();
  readonly #offers = new Allowance(limits.maxLaneBurst, laneIntervalMs);
  #count = 0;

  constructor(options: LanesOptions) {
    this.#o = options;
  }

  /** Blobs begin to travel. */
  need(): void {
    this.#grow(1);
    this.pump();
  }

  pump(): void {
    for (const lane of this.#lanes.values()) lane.pump();
  }

  /** The answerer asks for more. */
  asked(count: number): void {
    this.#grow(count);
  }

  async signal(m: LaneMessage): Promise<void> {
    if (m.kind === 'offer') {
      await this.#offered(m);
      return;
    }
    const lane = this.#lanes.get(m.lane);
    if (lane?.generation !== m.generation) return;
    if (m.kind === 'answer') await lane.negotiation.accept(m.text);
    else await lane.negotiation.add({ candidate: m.text, mid: m.mid, line: m.line });
  }

  ack(data: unknown): void {
    try {
      const a = decodeAck(frameBytes(data));
      const lane = this.#lanes.get(a.lane);
      // Of a lane that was replaced: late, and no fault.
      if (lane?.generation !== a.generation) return;
      if (!lane.acked(a)) throw new WireError('bad-field', 'acknowledges what was not sent');
    } catch (e) {
      this.#o.badFrame(e);
    }
  }

  /** Once a second. */
  tick(nowMs: number): void {
    for (const lane of [...this.#lanes.values()]) this.#watch(lane, nowMs);
    this.pump();
    if (this.#lanes.size === 0 || !this.#o.hasMore()) return;
    const open = [...this.#lanes.values()].filter((l) => l.open);
    const shares = open.map((l) => l.takeHeldShare());
    const queued = open.some((l) => l.window.queueingDelay > constants.targetDelayMs);
    if (open.length < this.#count || queued || !shares.every((s) => s > heldShare)) return;
    const count = Math.min(limits.maxLanes, 2 * this.#lanes.size);
    if (this.#o.isOfferer()) this.#grow(count);
    else this.#o.send({ type: 'lanes', count });
  }

  reconfigure(): void {
    for (const lane of this.#lanes.values()) lane.pc.setConfiguration(this.#o.configuration());
  }

  close(): void {
    for (const lane of this.#lanes.values()) lane.close();
    this.#lanes.clear();
  }

  #grow(count: number): void {
    if (!this.#o.isOfferer()) return;
    this.#count = Math.max(this.#count, Math.min(count, limits.maxLanes));
    for (let n = 0; n < this.#count; n++) if (!this.#lanes.has(n)) this.#openLane(n);
  }

  #openLane(number: number): void {
    const generation = this.#generations.get(number) ?? 0;
    this.#generations.set(number, (generation + 1) & 0xffff);
    const lane = this.#create(number, generation);
    void lane.negotiation.offer(false).then(
      (text) => this.#tell(lane, 'offer', text),
      (e) => this.#o.badFrame(e),
    );
  }

  async #offered(m: LaneMessage): Promise<void> {
    // Only the offerer opens lanes: from anybody else this would be a fight over who does.
    if (this.#o.isOfferer()) return;
    let lane = this.#lanes.get(m.lane);
    if (lane?.generation !== m.generation) {
      if (!this.#offers.take(this.#o.env.monotonic())) throw new WireError('too-many', 'lanes');
      const replaces = lane !== undefined;
      this.#drop(lane);
      lane = this.#create(m.lane, m.generation);
      if (replaces) this.#o.replaced();
    }
    this.#tell(lane, 'answer', await lane.negotiation.answer(m.text));
  }

  #create(number: number, generation: number): Lane {
    const lane: Lane = new Lane(this.#o.env, number, generation, this.#o.configuration(), {
      next: (maxBytes) => this.#o.next(maxBytes),
      block: (b) => this.#o.block(b),
      sendAck: (bytes) => this.#o.sendAck(bytes),
      badFrame: (e) => this.#o.badFrame(e),
      opened: () => this.#brokenSince.delete(lane),
      changed: () => this.#watch(lane, this.#o.env.monotonic()),
    });
    this.#lanes.set(number, lane);
    return lane;
  }

  /** Descriptions first, then candidates: the channel is ordered. */
  #tell(lane: Lane, kind: 'offer' | 'answer', text: string): void {
    const { number, generation } = lane;
    this.#o.send({ type: 'lane', lane: number, generation, kind, text, mid: '', line: 0 });
    lane.negotiation.onCandidate = ({ candidate, mid, line }) =>
      this.#o.send({ type: 'lane', lane: number, generation, kind: 'candidate', text: candidate, mid, line });
  }

  #watch(lane: Lane, nowMs: number): void {
    if (this.#lanes.get(lane.number) !== lane || !this.#o.isOfferer()) return;
    const state = lane.pc.connectionState;
    const broken = !lane.open || state === 'disconnected' || state === 'failed' || state === 'closed';
    if (!broken) {
      this.#brokenSince.delete(lane);
      return;
    }
    const since = this.#brokenSince.get(lane) ?? nowMs;
    this.#brokenSince.set(lane, since);
    if (state !== 'failed' && nowMs - since < replaceAfterMs) return;
    this.#drop(lane);
    this.#openLane(lane.number);
    this.#o.replaced();
  }

  #drop(lane: Lane | undefined): void {
    if (!lane) return;
    lane.close();
    this.#brokenSince.delete(lane);
    this.#lanes.delete(lane.number);
  }
}
