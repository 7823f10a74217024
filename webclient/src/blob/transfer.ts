// Which blobs are wanted of whom, what has come, and what is to be sent. Pure: connections, clocks and lanes are outside.
//
// Receiving: need() → want at a peer that has it → blocks → SHA-256 → have. A want that stalls, is refused, or whose
// connection ends is asked again for the missing ranges, of the same peer or another. Sending: want → next() block by
// block, lowest offset first, each once → delivered when the other says have.

import * as limits from '../wire/limits.gen.ts';
import { fromHex, toHex } from './hash.ts';
import { Incoming } from './incoming.ts';
import { type OutBlock, Outgoing } from './outgoing.ts';
import { BlobError, type BlobStore } from './store.ts';
import type { BlobFailure, BlobPeer, BlobState, BlockResult, TransferEvents } from './types.ts';

export type * from './types.ts';

/** Ranges in a want. */
const maxRanges = 256;
const maxHashesInHave = 1_000;
/** What one peer may announce. */
const maxHavesOfPeer = limits.maxElements;
/** Sites of which is remembered what they have of a blob; each reload of a headless peer is a new one. */
const maxDeliveredSites = 64;

/** Also what stands in for it while its code is on its way. */
export type TransfersLike = Pick<Transfers, keyof Transfers>;

export class Transfers {
  readonly #store: BlobStore;
  readonly #events: TransferEvents;
  readonly #now: () => number;
  readonly #incoming = new Map<string, Incoming>();
  readonly #peers = new Map<BlobPeer, Outgoing>();
  readonly #has = new Map<BlobPeer, Set<string>>();
  /** When the last block came. A peer sends its blobs one after the other: those behind the first are not late. */
  readonly #blockAt = new Map<BlobPeer, number>();
  /** hash → site → share. */
  readonly #delivered = new Map<string, Map<string, number>>();
  /** Neither asked for nor offered nor sent, unless a picture names it anew. */
  readonly #takenBack = new Set<string>();
  #lastWant = 0;

  constructor(store: BlobStore, events: TransferEvents, now: () => number) {
    this.#store = store;
    this.#events = events;
    this.#now = now;
  }

  /** A picture of the panel names this blob. */
  need(hash: string, size: number): void {
    this.#takenBack.delete(hash);
    if (this.#incoming.has(hash)) return;
    if (this.#store.has(hash)) {
      this.#tell(hash);
      return;
    }
    const incoming = new Incoming(hash, size);
    if (this.#incoming.size >= limits.maxElements) this.#forgetOldest();
    this.#incoming.set(hash, incoming);
    if (!this.#store.hasRoomFor(size)) this.#fail(incoming, 'too-many');
    else this.#tell(hash);
    // What nobody has changes nothing for the others, and a hostile peer names 20,000 such.
    if (this.#sourceOf(hash)) this.#ask();
  }

  /** A blob was put into the store by this page: it is offered to everybody. */
  added(hash: string): void {
    this.#takenBack.delete(hash);
    this.#incoming.delete(hash);
    this.#tell(hash);
    for (const peer of this.#peers.keys()) peer.send({ type: 'have', hashes: [fromHex(hash)] });
  }

  /** Its picture was taken back: it is forgotten here, and what is under way of it ends. */
  takeBack(hash: string): void {
    this.#takenBack.add(hash);
    this.#store.drop(hash);
    this.#incoming.delete(hash);
    this.#delivered.delete(hash);
    for (const outgoing of this.#peers.values()) outgoing.drop(hash);
    this.#ask();
  }

  retry(hash: string): void {
    const incoming = this.#incoming.get(hash);
    if (incoming?.phase !== 'failed') return;
    incoming.reset();
    this.#tell(hash);
    this.#ask();
  }

  joined(peer: BlobPeer): void {
    this.#peers.set(peer, new Outgoing(this.#store));
    this.#has.set(peer, new Set());
    const hashes = this.#store.hashes().map(fromHex);
    for (let i = 0; i < hashes.length; i += maxHashesInHave) {
      peer.send({ type: 'have', hashes: hashes.slice(i, i + maxHashesInHave) });
    }
  }

  left(peer: BlobPeer): void {
    this.#peers.delete(peer);
    this.#has.delete(peer);
    this.#blockAt.delete(peer);
    for (const i of this.#incoming.values()) if (i.from === peer) i.interrupted();
    this.#ask();
  }

  /** The lanes of a peer were replaced: blocks on their way are lost. What is missing is asked for again. */
  lanesReplaced(peer: BlobPeer): void {
    for (const i of this.#incoming.values()) if (i.from === peer) i.interrupted();
    this.#ask();
  }

  have(peer: BlobPeer, hashes: readonly Uint8Array[]): void {
    const has = this.#has.get(peer);
    if (!has) return;
    for (const bytes of hashes) {
      const hash = toHex(bytes);
      if (has.size < maxHavesOfPeer) has.add(hash);
      if (this.#store.has(hash)) this.#deliver(hash, peer.site, 1);
      const incoming = this.#incoming.get(hash);
      // A refusal was for then: now it has it.
      if (incoming?.phase === 'failed' && (incoming.reason === 'refused' || incoming.reason === 'stalled')) {
        incoming.reset();
      }
    }
    this.#ask();
  }

  want(peer: BlobPeer, want: number, hashBytes: Uint8Array, ranges: readonly number[]): void {
    const outgoing = this.#peers.get(peer);
    if (!outgoing) return;
    const hash = toHex(hashBytes);
    const unserved = outgoing.want(want, hash, ranges);
    const refusal = ranges.length > 0 && this.#takenBack.has(hash) ? 'taken-back' : unserved;
    if (refusal) {
      peer.send({ type: 'refuse', want, reason: refusal });
      return;
    }
    if (ranges.length === 0) return;
    this.#deliver(hash, peer.site, outgoing.share(hash));
    peer.busy();
  }

  refuse(peer: BlobPeer, want: number): void {
    for (const i of this.#incoming.values()) {
      if (i.from !== peer || i.want !== want) continue;
      this.#has.get(peer)?.delete(i.hash);
      i.interrupted();
      if (!this.#sourceOf(i.hash)) this.#fail(i, 'refused');
    }
    this.#ask();
  }

  /** The next block for a peer, or null. */
  next(peer: BlobPeer, maxBytes: number): OutBlock | null {
    const block = this.#peers.get(peer)?.next(maxBytes) ?? null;
    if (block) this.#deliver(block.hash, peer.site, this.#peers.get(peer)?.share(block.hash) ?? 0);
    return block;
  }

  hasMore(peer: BlobPeer): boolean {
    return this.#peers.get(peer)?.hasMore ?? false;
  }

  block(peer: BlobPeer, want: number, offset: number, payload: Uint8Array): BlockResult {
    if (want > this.#lastWant) return 'never-asked';
    for (const i of this.#incoming.values()) {
      if (i.from !== peer || i.want !== want) continue;
      if (!i.put(offset, payload)) return 'never-asked';
      this.#blockAt.set(peer, this.#now());
      if (i.complete) void this.#verify(i, peer);
      else this.#tell(i.hash);
      return 'taken';
    }
    return 'over';
  }

  /** Once a second. */
  tick(): void {
    const nowMs = this.#now();
    for (const peer of this.#peers.keys()) if (!peer.alive()) this.#blockAt.set(peer, nowMs);
    for (const i of this.#incoming.values()) {
      if (i.phase !== 'receiving' || i.complete || !i.from) continue;
      if (nowMs - Math.max(i.askedAt, this.#blockAt.get(i.from) ?? 0) < limits.stallMs) continue;
      i.interrupted();
      if (++i.stalls > limits.maxStalls) this.#fail(i, 'stalled');
    }
    this.#ask();
  }

  state(hash: string): BlobState | null {
    const delivered = this.#delivered.get(hash) ?? new Map<string, number>();
    const bytes = this.#store.get(hash);
    if (bytes) return { phase: 'here', received: bytes.length, size: bytes.length, delivered };
    const i = this.#incoming.get(hash);
    if (!i) return null;
    const { phase, received, size, reason } = i;
    return { phase, received, size, delivered, ...(reason ? { reason } : {}) };
  }

  #ask(): void {
    let receiving = 0;
    for (const i of this.#incoming.values()) {
      if (i.phase === 'receiving' && ++receiving >= limits.maxReceiving) return;
    }
    for (const i of this.#incoming.values()) {
      if (receiving >= limits.maxReceiving) return;
      const peer = i.phase === 'waiting' ? this.#sourceOf(i.hash) : undefined;
      if (!peer) continue;
      if (!this.#hasRoomFor(i)) {
        this.#fail(i, 'too-many');
        return;
      }
      receiving++;
      const want = ++this.#lastWant;
      i.asked(peer, want, this.#now());
      peer.send({ type: 'want', want, hash: fromHex(i.hash), ranges: i.missing(maxRanges) });
      peer.busy();
      this.#tell(i.hash);
    }
  }

  /** What others have begun to receive has its memory already, whether or not the rest of it ever comes. */
  #hasRoomFor(i: Incoming): boolean {
    if (i.held > 0) return true;
    let held = 0;
    for (const other of this.#incoming.values()) if (other.held > 0 || other.phase === 'receiving') held += other.size;
    return this.#store.hasRoomFor(i.size, held);
  }

  /** A picture whose blob is renamed again and again names any number of them. */
  #forgetOldest(): void {
    const oldest = [...this.#incoming.values()].find((i) => i.phase !== 'receiving');
    if (oldest) this.#incoming.delete(oldest.hash);
  }

  #sourceOf(hash: string): BlobPeer | undefined {
    for (const [peer, has] of this.#has) if (has.has(hash)) return peer;
    return undefined;
  }

  async #verify(i: Incoming, peer: BlobPeer): Promise<void> {
    const bytes = i.take();
    try {
      await this.#store.addVerified(i.hash, bytes);
    } catch (e) {
      // Not asked of this peer again: it does not have it.
      this.#has.get(peer)?.delete(i.hash);
      this.#fail(i, e instanceof BlobError ? e.reason : 'bad-hash');
      return;
    }
    // Taken back while it was verified.
    if (this.#takenBack.has(i.hash)) {
      this.#store.drop(i.hash);
      return;
    }
    this.#incoming.delete(i.hash);
    this.#deliver(i.hash, peer.site, 1);
    for (const p of this.#peers.keys()) p.send({ type: 'have', hashes: [fromHex(i.hash)] });
    this.#tell(i.hash);
    this.#ask();
  }

  #fail(i: Incoming, reason: BlobFailure): void {
    i.failed(reason);
    this.#tell(i.hash);
    this.#ask();
  }

  #deliver(hash: string, site: string, share: number): void {
    const sites = this.#delivered.get(hash) ?? new Map<string, number>();
    if (sites.get(site) === share) return;
    if (!sites.has(site) && sites.size >= maxDeliveredSites) sites.delete(sites.keys().next().value ?? '');
    this.#delivered.set(hash, sites.set(site, share));
    this.#tell(hash);
  }

  #tell(hash: string): void {
    const s = this.state(hash);
    if (s) this.#events.state(hash, s);
  }
}
