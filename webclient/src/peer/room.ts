// A joined room: the signaling session, the remotes, the waiting offer, and what the panel and the blobs need of them.
//
//   join → Session (welcome, places, boxes) → Remote per peer → Connection + Conversation → panel, presence, blobs
//
// Messages of the server are taken one after the other, because each may need a box opened first.

import type { TransfersLike } from '../blob/transfer.ts';
import type { Change } from '../panel/panel.ts';
import { idFrom } from '../signaling/check.ts';
import { limits } from '../signaling/limits.ts';
import type { Box, IceServer, Place, ServerMessage, Welcome } from '../signaling/messages.ts';
import { placeToken } from '../signaling/place-token.ts';
import { Opener, Sealer } from '../signaling/seal.ts';
import { Session } from '../signaling/session.ts';
import type { Signal } from '../signaling/signal.ts';
import { spentRoom } from '../signaling/spent.ts';
import { standIn } from '../stand-in.ts';
import { BlobWatch } from './blob-watch.ts';
import { Post } from './post.ts';
import { Remote, type RemoteContext, tickMs } from './remote.ts';
import { JoinError, type PresenceMessage, type RoomOptions, type RoomStatus } from './types.ts';
import { WaitingOffer } from './waiting.ts';

export * from './types.ts';

const idBytes = 12;
/** Peers that left and are still shown as gone. */
const maxGone = 6;
/** Waiting offers that were answered, remembered so that none is answered twice. */
const maxAnswered = 64;
/** Messages of the server that wait to be taken; a server that floods the page loses what is beyond. */
const maxPending = 1_000;
/** Closed with one of these, there is nobody to be connected with: another page took the place, or the room is over. */
const over: ReadonlySet<string> = new Set(['replaced', 'room-closed', 'link-spent']);
/** On leaving, a bye gets so long to get out. */
const byeMs = 300;

export class Room {
  readonly #o: RoomOptions;
  readonly #session: Session;
  readonly #post: Post;
  readonly #waiting: WaitingOffer;
  readonly #transfers: TransfersLike;
  readonly #blobs: BlobWatch;
  readonly #context: RemoteContext;
  /** By peer id. */
  readonly #remotes = new Map<string, Remote>();
  readonly #answered = new Set<string>();
  #iceServers: readonly IceServer[] = [];
  #capacity = 2;
  #status: RoomStatus = 'joining';
  #joining: { resolve(): void; reject(e: JoinError): void } | null = null;
  #tail: Promise<void> = Promise.resolve();
  #stop: (() => void)[] = [];
  #pending = 0;
  #ended = false;
  #tending = false;
  #telling = false;

  constructor(options: RoomOptions) {
    this.#o = options;
    const { link, env, events, blobs, panel } = options;
    const instance = idFrom(env.random(idBytes));
    const sealer = new Sealer(link.signalKey, link.room, instance, (n) => env.random(n));
    this.#post = new Post(sealer, new Opener(link.signalKey, link.room), instance, (m) => this.#session.send(m));
    const newConn = () => idFrom(env.random(idBytes));
    this.#waiting = new WaitingOffer(env, this.#post, newConn);
    this.#blobs = new BlobWatch(options);
    this.#transfers = standIn<TransfersLike>({
      need: () => env.later.need(),
      made: env.later.there.then((code) => new code.Transfers(blobs, this.#blobs, () => env.monotonic())),
      urgent: ['need', 'added', 'takeBack', 'have', 'want'],
      meanwhile: { tick() {}, hasMore: () => false, next: () => null },
      failed: () => events.trouble({ reason: 'bad-message' }),
    });
    this.#context = {
      env,
      panel,
      transfers: this.#transfers,
      secret: link.secret,
      post: this.#post,
      configuration: () => this.#configuration(),
      newConn,
      signaling: () => this.#session.open,
      changed: () => this.#tell(),
      presence: (site, m) => events.presence(site, m),
      trouble: (t) => events.trouble(t),
    };
    this.#session = new Session({
      room: link.room,
      instance,
      env,
      token: placeToken(link.room, env.sessionStorage, env.localStorage),
      spent: spentRoom(link.room, env.localStorage),
      offer: () => this.#joinOffer(),
      events: {
        opened: (w) => this.#inTurn(() => this.#welcome(w)),
        message: (m) => this.#inTurn(() => this.#receive(m)),
        refused: () => events.trouble({ reason: 'bad-message' }),
        offline: () => this.#setStatus('offline'),
        closed: (code, name) => this.#closed(code, name),
      },
    });
  }

  /** Takes a place. Resolves on welcome; rejects with JoinError. Nothing is gathered or sent before. */
  join(): Promise<void> {
    const { env, events, panel } = this.#o;
    events.status('joining');
    this.#stop.push(panel.subscribe((change) => this.#changed(change)));
    this.#stop.push(env.onWake(() => this.#wake()));
    this.#blobs.scan(this.#transfers);
    this.#tickLater();
    return new Promise((resolve, reject) => {
      this.#joining = { resolve, reject };
      this.#session.start();
    });
  }

  /** Shows the others a pointer, a viewport or a mark being drawn; if a channel is behind, the newest of a kind wins. */
  present(m: PresenceMessage): void {
    for (const remote of this.#remotes.values()) remote.present(m);
  }

  /** Keeps a blob and offers it to the others; its hex SHA-256. Throws BlobError. */
  async addBlob(bytes: Blob | Uint8Array<ArrayBuffer>): Promise<string> {
    const data = bytes instanceof Uint8Array ? bytes : new Uint8Array(await bytes.arrayBuffer());
    const hash = await this.#o.blobs.add(data);
    this.#transfers.added(hash);
    return hash;
  }

  /** An object URL of a blob that is here and verified. */
  blobUrl(hash: string): string | null {
    return this.#blobs.url(hash);
  }

  retryBlob(hash: string): void {
    this.#transfers.retry(hash);
  }

  /** Says goodbye, closes everything, gives up the place. */
  async leave(): Promise<void> {
    this.#end();
    for (const remote of this.#remotes.values()) remote.bye('left');
    this.#session.leave();
    await new Promise<void>((resolve) => this.#o.env.after(byeMs, resolve));
    for (const remote of this.#remotes.values()) remote.left();
    this.#blobs.release();
  }

  /** Ends the room for everybody, for good: all get 'room-closed'. False while the service is not reached. */
  closeRoom(): boolean {
    return this.#session.send({ type: 'close' });
  }

  async #joinOffer(): Promise<Box | null> {
    // With a connection that stands, its peer would take the offer for a new one; and without servers relay only has
    // nothing to offer yet. Whoever is there then gets an offer in a box.
    const standing = [...this.#remotes.values()].some((r) => r.connected);
    if (standing || (this.#o.relayOnly && this.#iceServers.length === 0)) return null;
    return this.#waiting.make(this.#configuration(), true);
  }

  async #welcome(w: Welcome): Promise<void> {
    this.#capacity = w.capacity;
    this.#setIceServers(w.iceServers);
    this.#matchRemotes(w.peers);
    for (const place of w.peers) await this.#meet(place);
    this.#setStatus('open');
    this.#joining?.resolve();
    this.#joining = null;
    this.#tend();
    this.#tell();
  }

  /** After a restart of the server the same instances have new peer ids; who is not there at all may still come. */
  #matchRemotes(places: readonly Place[]): void {
    const known = [...this.#remotes.values()];
    this.#remotes.clear();
    for (const remote of known) {
      const place = places.find((p) => p.instance === remote.place.instance || p.peer === remote.place.peer);
      if (!place && !remote.connected) remote.left();
      if (!place) remote.away();
      this.#remotes.set(place?.peer ?? remote.place.peer, remote);
    }
  }

  async #receive(m: Exclude<ServerMessage, Welcome>): Promise<void> {
    switch (m.type) {
      case 'peer-joined':
      case 'peer-back':
        await this.#meet(m.place);
        break;
      case 'peer-away':
        this.#remotes.get(m.peer)?.away();
        break;
      case 'peer-left':
        this.#peerLeft(m.peer, m.reason);
        break;
      case 'offer':
        await this.#offered(m.from, m.box);
        break;
      case 'box':
        await this.#boxed(m.from, m.box);
        break;
      case 'ice-servers':
        this.#setIceServers(m.iceServers);
        break;
      case 'undeliverable':
      case 'pong':
        break;
    }
    this.#tend();
    this.#tell();
  }

  async #meet(place: Place): Promise<void> {
    const remote = this.#remoteAt(place);
    if (!remote) return;
    remote.update(place);
    if (place.away || remote.connected) return;
    if (!remote.isOfferer) {
      if (place.offer) await this.#answerWaiting(remote, place.offer);
    } else if (this.#waiting.live) {
      remote.expectAnswer();
    } else {
      await remote.freshOffer();
    }
  }

  /** Who is at a place: the same instance under a new peer id is a page whose server forgot the old one. */
  #remoteAt(place: Place): Remote | null {
    const known = this.#remotes.get(place.peer);
    if (known) return known;
    const moved = [...this.#remotes].find(([, r]) => !r.gone && r.place.instance === place.instance);
    if (moved) this.#remotes.delete(moved[0]);
    else if (!this.#makeRoom()) return null;
    const remote = moved?.[1] ?? new Remote(place, this.#context);
    this.#remotes.set(place.peer, remote);
    this.#forgetGone();
    return remote;
  }

  /** No room has more places: a server that tells of more invents them. One that is not connected is forgotten. */
  #makeRoom(): boolean {
    const others = [...this.#remotes].filter(([, r]) => !r.gone);
    if (others.length < limits.maxCapacity - 1) return true;
    const [peer, remote] = others.find(([, r]) => !r.connected) ?? [];
    if (peer === undefined || !remote) return false;
    remote.left();
    this.#remotes.delete(peer);
    return true;
  }

  async #offered(from: string, box: Box | null): Promise<void> {
    const remote = this.#remotes.get(from);
    if (!remote || !box || remote.isOfferer) return;
    await this.#answerWaiting(remote, box);
  }

  async #answerWaiting(remote: Remote, box: Box): Promise<void> {
    // While a connection stands, a waiting offer of that instance is for somebody else.
    if (remote.connected) return;
    const key = `${remote.place.instance} ${box.counter}`;
    if (this.#answered.has(key)) return;
    const opened = await this.#post.openWaiting(box, remote.place);
    // Older than a box of the same sender: it was offered anew since, in that box.
    if (opened === 'replayed') return;
    if (typeof opened === 'string') {
      this.#o.events.trouble({ reason: opened, peer: remote.place.peer });
      return;
    }
    this.#answered.add(key);
    if (this.#answered.size > maxAnswered) this.#answered.delete([...this.#answered][0] ?? '');
    if (opened.type === 'offer') await remote.signal(opened);
  }

  async #boxed(from: string, box: Box): Promise<void> {
    const remote = this.#remotes.get(from);
    if (!remote) return;
    const opened = await this.#post.open(box, remote.place, remote.isOfferer ? 'answerer' : 'offerer');
    if (typeof opened === 'string') {
      this.#o.events.trouble({ reason: opened, peer: from });
      return;
    }
    if (opened.type === 'answer') await this.#answeredBy(remote, opened);
    else await remote.signal(opened);
  }

  async #answeredBy(remote: Remote, answer: Extract<Signal, { type: 'answer' | 'offer' }>): Promise<void> {
    if (!remote.isOfferer || remote.gone) return;
    const waiting = remote.conn === answer.conn ? null : this.#waiting.take(answer.conn);
    if (waiting) {
      waiting.pc.setConfiguration(this.#configuration());
      remote.adopt(waiting);
    }
    if (remote.conn === answer.conn) await remote.signal(answer);
    // It answered an offer that serves another pair already, or was replaced: it gets one of its own.
    else if (!remote.connected) await remote.freshOffer();
  }

  #peerLeft(peer: string, reason: 'left' | 'expired'): void {
    const remote = this.#remotes.get(peer);
    // An expired place says only that its signaling is gone: a connection that stands stays.
    if (reason === 'expired' && remote?.connected) remote.away();
    else remote?.left();
  }

  /** Keeps a waiting offer in the room while somebody could still come and answer it, and only then. */
  #tend(): void {
    if (this.#tending || !this.#session.open) return;
    const remotes = [...this.#remotes.values()].filter((r) => !r.gone);
    const unanswered = remotes.some((r) => r.isOfferer && !r.connected && !r.place.away);
    const expected = remotes.length < this.#capacity - 1 || remotes.some((r) => r.isOfferer && !r.connected);
    const stale = !unanswered && !this.#waiting.madeWith(this.#iceServers as readonly RTCIceServer[]);
    if (this.#waiting.live && !expected) {
      this.#waiting.drop();
      this.#session.send({ type: 'offer', box: null });
    } else if (expected && !unanswered && (!this.#waiting.live || stale)) {
      this.#tending = true;
      void this.#postWaiting().finally(() => {
        this.#tending = false;
      });
    }
  }

  async #postWaiting(): Promise<void> {
    if (this.#o.relayOnly && this.#iceServers.length === 0) return;
    const box = await this.#waiting.make(this.#configuration(), false).catch(() => null);
    if (box && this.#waiting.live) this.#session.send({ type: 'offer', box });
  }

  #configuration(): RTCConfiguration {
    const iceServers = this.#iceServers.map((s) => ({ ...s, urls: [...s.urls] }));
    return { iceServers, ...(this.#o.relayOnly ? { iceTransportPolicy: 'relay' as const } : {}) };
  }

  #setIceServers(servers: readonly IceServer[]): void {
    this.#iceServers = servers;
    for (const remote of this.#remotes.values()) remote.reconfigure();
  }

  #changed(change: Change): void {
    if (change.origin === 'local') for (const remote of this.#remotes.values()) remote.write(change.writes);
    this.#blobs.changed(change.ids, this.#transfers);
  }

  #wake(): void {
    for (const remote of this.#remotes.values()) {
      if (!remote.connected) remote.wake();
      void remote.tick();
    }
  }

  #tickLater(): void {
    const cancel = this.#o.env.after(tickMs, () => {
      this.#stop.splice(this.#stop.indexOf(cancel), 1);
      for (const remote of this.#remotes.values()) void remote.tick();
      this.#transfers.tick();
      this.#tend();
      this.#tell();
      this.#tickLater();
    });
    this.#stop.push(cancel);
  }

  #forgetGone(): void {
    const gone = [...this.#remotes].filter(([, r]) => r.gone);
    for (const [peer] of gone.slice(0, Math.max(0, gone.length - maxGone))) this.#remotes.delete(peer);
  }

  #closed(code: number, name: string): void {
    this.#setStatus('closed', { code, name });
    this.#joining?.reject(new JoinError(name));
    this.#joining = null;
    if (!over.has(name)) return;
    this.#end();
    for (const remote of this.#remotes.values()) remote.left();
    this.#tell();
  }

  #end(): void {
    this.#ended = true;
    for (const stop of this.#stop.splice(0)) stop();
    this.#waiting.drop();
  }

  #setStatus(s: RoomStatus, close?: { readonly code: number; readonly name: string }): void {
    if (s === this.#status) return;
    this.#status = s;
    this.#o.events.status(s, close);
  }

  /** Once for all that happened in one go. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      this.#o.events.peers([...this.#remotes.values()].map((r) => r.view()));
    });
  }

  #inTurn(operation: () => Promise<void>): void {
    if (this.#pending >= maxPending) {
      this.#o.events.trouble({ reason: 'bad-message' });
      return;
    }
    this.#pending++;
    this.#tail = this.#tail
      // After leaving, what still waits must not open a connection.
      .then(() => (this.#ended ? undefined : operation()))
      .catch(() => this.#o.events.trouble({ reason: 'bad-message' }))
      .finally(() => {
        this.#pending--;
      });
  }
}
