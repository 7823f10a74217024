// A joined room: the signaling session, the remotes, the offers, and what the panel and the blobs need of them.
//
//   join → Session (welcome, places, boxes) → Remote per peer → Connection + Conversation → panel, presence, blobs
//
// Messages of the server are taken one after the other, because each may need a box opened first.

import type { Change } from '../panel/panel.ts';
import { idFrom } from '../signaling/check.ts';
import type { Box, IceServer, Place, ServerMessage, Welcome } from '../signaling/messages.ts';
import { placeToken } from '../signaling/place-token.ts';
import { Opener, Sealer } from '../signaling/seal.ts';
import { Session } from '../signaling/session.ts';
import { spentRoom } from '../signaling/spent.ts';
import * as limits from '../wire/limits.gen.ts';
import { Offers } from './offers.ts';
import { Post } from './post.ts';
import { Remotes } from './remotes.ts';
import { RoomBlobs } from './room-blobs.ts';
import { JoinError, type PresenceMessage, type RoomOptions, type RoomStatus, type Trouble } from './types.ts';
import { WaitingOffer } from './waiting.ts';

export * from './types.ts';

const idBytes = 12;
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
  readonly #offers: Offers;
  readonly #blobs: RoomBlobs;
  readonly #remotes: Remotes;
  #iceServers: readonly IceServer[] = [];
  #capacity = 2;
  #status: RoomStatus = 'joining';
  #joining: { resolve(): void; reject(e: JoinError): void } | null = null;
  #tail: Promise<void> = Promise.resolve();
  #stop: (() => void)[] = [];
  #pending = 0;
  #ended = false;
  #telling = false;

  constructor(options: RoomOptions) {
    this.#o = options;
    const { link, env, events, panel } = options;
    const instance = idFrom(env.random(idBytes));
    const sealer = new Sealer(link.signalKey, link.room, instance, (n) => env.random(n));
    this.#post = new Post(sealer, new Opener(link.signalKey, link.room), instance, (m) => this.#session.send(m));
    const newConn = () => idFrom(env.random(idBytes));
    this.#waiting = new WaitingOffer(env, this.#post, newConn);
    this.#blobs = new RoomBlobs(options);
    const shared = {
      post: this.#post,
      configuration: () => this.#configuration(),
      signaling: () => this.#session.open,
      trouble: (t: Trouble) => events.trouble(t),
    };
    this.#remotes = new Remotes({
      ...shared,
      env,
      panel,
      transfers: this.#blobs.transfers,
      secret: link.secret,
      newConn,
      changed: () => this.#tell(),
      presence: (site, m) => events.presence(site, m),
    });
    this.#offers = new Offers({
      ...shared,
      waiting: this.#waiting,
      remotes: () => this.#remotes.all,
      send: (m) => this.#session.send(m),
    });
    this.#session = new Session({
      room: link.room,
      instance,
      env,
      token: placeToken(link.room, env.sessionStorage, env.localStorage),
      spent: spentRoom(link.room, env.localStorage),
      offer: () => this.#offers.forJoin(),
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
    this.#blobs.changed(Array.from(panel.elements(), (e) => e.id));
    this.#tickLater();
    return new Promise((resolve, reject) => {
      this.#joining = { resolve, reject };
      this.#session.start();
    });
  }

  /** Shows the others a pointer, a viewport or a mark being drawn; if a channel is behind, the newest of a kind wins. */
  present(m: PresenceMessage): void {
    for (const remote of this.#remotes.all) remote.present(m);
  }

  /** Keeps a blob and offers it to the others; its hex SHA-256. Throws BlobError. */
  async addBlob(bytes: Blob | Uint8Array<ArrayBuffer>): Promise<string> {
    const data = bytes instanceof Uint8Array ? bytes : new Uint8Array(await bytes.arrayBuffer());
    return this.#blobs.add(data);
  }

  /** An object URL of a blob that is here and verified. */
  blobUrl(hash: string): string | null {
    return this.#blobs.url(hash);
  }

  retryBlob(hash: string): void {
    this.#blobs.transfers.retry(hash);
  }

  /** Says goodbye, closes everything, gives up the place. */
  async leave(): Promise<void> {
    this.#end();
    for (const remote of this.#remotes.all) remote.bye('left');
    this.#session.leave();
    await new Promise<void>((resolve) => this.#o.env.after(byeMs, resolve));
    for (const remote of this.#remotes.all) remote.left();
    this.#blobs.release();
  }

  /** Ends the room for everybody, for good: all get 'room-closed'. False while the service is not reached. */
  closeRoom(): boolean {
    return this.#session.send({ type: 'close' });
  }

  async #welcome(w: Welcome): Promise<void> {
    this.#capacity = w.capacity;
    this.#setIceServers(w.iceServers);
    this.#remotes.match(w.peers);
    for (const place of w.peers) await this.#meet(place);
    this.#setStatus('open');
    this.#joining?.resolve();
    this.#joining = null;
    this.#offers.tend(this.#capacity);
    this.#tell();
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
        this.#remotes.left(m.peer, m.reason);
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
    }
    this.#offers.tend(this.#capacity);
    this.#tell();
  }

  async #meet(place: Place): Promise<void> {
    const remote = this.#remotes.at(place);
    if (!remote) return;
    remote.update(place);
    if (place.away || remote.connected) return;
    if (!remote.isOfferer) {
      if (place.offer) await this.#offers.answer(remote, place.offer);
    } else if (this.#waiting.live) {
      remote.expectAnswer();
    } else {
      await remote.freshOffer();
    }
  }

  async #offered(from: string, box: Box | null): Promise<void> {
    const remote = this.#remotes.get(from);
    if (!remote || !box || remote.isOfferer) return;
    await this.#offers.answer(remote, box);
  }

  async #boxed(from: string, box: Box): Promise<void> {
    const remote = this.#remotes.get(from);
    if (!remote) return;
    const opened = await this.#post.open(box, remote.place, remote.isOfferer ? 'answerer' : 'offerer');
    if (typeof opened === 'string') {
      this.#o.events.trouble({ reason: opened, peer: from });
      return;
    }
    if (opened.type === 'answer') await this.#offers.answered(remote, opened);
    else await remote.signal(opened);
  }

  #configuration(): RTCConfiguration {
    const iceServers = this.#iceServers.map((s) => ({ ...s, urls: [...s.urls] }));
    return { iceServers, ...(this.#o.relayOnly ? { iceTransportPolicy: 'relay' as const } : {}) };
  }

  #setIceServers(servers: readonly IceServer[]): void {
    this.#iceServers = servers;
    for (const remote of this.#remotes.all) remote.reconfigure();
  }

  #changed(change: Change): void {
    if (change.origin === 'local') for (const remote of this.#remotes.all) remote.write(change.writes);
    this.#blobs.changed(change.ids);
  }

  #wake(): void {
    for (const remote of this.#remotes.all) {
      if (!remote.connected) remote.wake();
      void remote.tick();
    }
  }

  #tickLater(): void {
    const cancel = this.#o.env.after(limits.pingIntervalMs, () => {
      this.#stop.splice(this.#stop.indexOf(cancel), 1);
      for (const remote of this.#remotes.all) void remote.tick();
      this.#blobs.transfers.tick();
      this.#offers.tend(this.#capacity);
      this.#tell();
      this.#tickLater();
    });
    this.#stop.push(cancel);
  }

  #closed(code: number, name: string): void {
    this.#setStatus('closed', { code, name });
    this.#joining?.reject(new JoinError(name));
    this.#joining = null;
    if (!over.has(name)) return;
    this.#end();
    for (const remote of this.#remotes.all) remote.left();
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
      this.#o.events.peers(this.#remotes.all.map((r) => r.view()));
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
