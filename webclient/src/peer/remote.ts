// One other peer: its place, the panel connection to it, and what is done to get that connection and keep it.

import type { Place } from '../signaling/messages.ts';
import type { Signal } from '../signaling/signal.ts';
import type { Bye, Write } from '../wire/schema.gen.ts';
import { Allowance } from './allowance.ts';
import { Connection } from './connection.ts';
import { Conversation } from './conversation.ts';
import { PathWatch } from './path.ts';
import { Recovery } from './recovery.ts';
import type { RemoteContext } from './remote-context.ts';
import type { PeerStatus, PresenceMessage, RemotePeer } from './types.ts';

/** Names no connection: an answerer that has none asks by it for a new one. */
const noConn = 'none0000';
/** Connections that the other side may have made anew, and how long until one more: reloads and lost networks. */
const answerBurst = 8;
const answerIntervalMs = 1_000;
/** Two new connections are not begun within this time, whatever the other side says. */
const freshIntervalMs = 1_000;
/** A bye gets so long to leave before the connection is closed under it. */
const byeMs = 250;

export class Remote {
  #place: Place;
  readonly #c: RemoteContext;
  #connection: Connection | null = null;
  #conversation: Conversation | null = null;
  #recovery: Recovery;
  #path: PathWatch | null = null;
  #freshMs = Number.NEGATIVE_INFINITY;
  /** When a restart was last done because the other side asked. */
  #askedMs = Number.NEGATIVE_INFINITY;
  readonly #answers = new Allowance(answerBurst, answerIntervalMs);
  #wasConnected = false;
  #lastSite: string | null = null;
  /** Gone, or cut off: this instance is not spoken to again. */
  #over: 'no' | 'gone' | 'cut-off' = 'no';

  constructor(place: Place, context: RemoteContext) {
    this.#place = place;
    this.#c = context;
    this.#recovery = new Recovery(context.env.monotonic());
  }

  get place(): Place {
    return this.#place;
  }

  get isOfferer(): boolean {
    return this.#place.kind === 'headless' || !this.#place.earlier;
  }

  get connected(): boolean {
    return this.status === 'connected';
  }

  get gone(): boolean {
    return this.#over !== 'no';
  }

  /** Which connection it has, also one that is only being made. */
  get conn(): string | null {
    return this.#connection?.conn ?? null;
  }

  get status(): PeerStatus {
    if (this.gone) return 'gone';
    const silent = this.#recovery.silent(this.#c.env.monotonic());
    if (this.#connection?.connected && this.#conversation?.site && !silent) return 'connected';
    if (this.#place.away) return 'away';
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  view(): RemotePeer {
    const { words = null, rttMs = null } = this.#conversation ?? {};
    const { path = null } = this.#path ?? {};
    return { peer: this.#place.peer, site: this.#lastSite, status: this.status, path, words, rttMs };
  }

  /** The place as the server tells it now. Another instance is a page that began anew. */
  update(place: Place): void {
    const isNew = place.instance !== this.#place.instance;
    const wasAway = this.#place.away;
    this.#place = place;
    if (isNew) {
      this.#drop();
      this.#over = 'no';
    }
    if (isNew || wasAway) this.#recovery.hurry();
    this.#connection?.negotiation.forgetUnanswered();
  }

  away(): void {
    this.#place = { ...this.#place, away: true };
  }

  /** An offer of ours may be on its way to it: give it time to answer before another one is sent. */
  expectAnswer(): void {
    this.#recovery.tried(this.#c.env.monotonic());
  }

  /** It answered the waiting offer. */
  adopt(connection: Connection): void {
    this.#use(connection);
    this.#trickle(connection);
  }

  /** A new connection, offered in a box. */
  async freshOffer(): Promise<void> {
    const nowMs = this.#c.env.monotonic();
    if (this.gone || nowMs - this.#freshMs < freshIntervalMs) return;
    this.#freshMs = nowMs;
    const connection = new Connection(this.#c.env, this.#c.newConn(), this.#c.configuration());
    this.#use(connection);
    await this.#offer(connection, false);
  }

  async signal(s: Signal): Promise<void> {
    if (this.gone) return;
    const connection = this.#connection?.conn === s.conn ? this.#connection : null;
    if (s.type === 'offer') {
      if (!this.isOfferer) await this.#answer(s.conn, s.sdp);
    } else if (s.type === 'answer') {
      if (this.isOfferer) await connection?.negotiation.accept(s.sdp);
    } else if (s.type === 'candidate') {
      await connection?.negotiation.add(s);
    } else if (this.isOfferer) {
      const nowMs = this.#c.env.monotonic();
      if (nowMs - this.#askedMs < freshIntervalMs) return;
      this.#askedMs = nowMs;
      this.#recovery.tried(nowMs);
      // For a connection that is not known here: the other side has none that can be restarted.
      if (connection && !connection.broken) await this.#offer(connection, true);
      else await this.freshOffer();
    }
  }

  write(writes: readonly Write[]): void {
    this.#conversation?.write(writes);
  }

  present(m: PresenceMessage): void {
    this.#conversation?.present(m);
  }

  /** The network changed: do not wait. */
  wake(): void {
    this.#recovery.hurry();
  }

  reconfigure(): void {
    try {
      this.#connection?.pc.setConfiguration(this.#c.configuration());
      this.#conversation?.reconfigure();
    } catch {
      // Just closed, or servers that the browser refuses: what stands goes on as it is.
    }
  }

  /** Once a second. */
  async tick(): Promise<void> {
    const nowMs = this.#c.env.monotonic();
    if (this.gone) return;
    this.#conversation?.tick(nowMs);
    if (this.#connection?.connected) void this.#path?.look(nowMs);
    const reachable = this.#c.signaling() && !this.#place.away;
    const action = this.#recovery.tick(nowMs, this.#connection?.connected ?? false, reachable);
    if (action === 'none') return;
    this.#c.changed();
    const connection = this.#connection;
    const usable = connection && !connection.broken && action === 'restart';
    if (!this.isOfferer) this.#send({ type: 'restart', conn: usable ? connection.conn : noConn });
    else if (usable) await this.#offer(connection, true);
    else await this.freshOffer();
  }

  /** The other side does not read what it is sent: that is let go, and it gets a snapshot with a new connection. */
  async #startAnew(): Promise<void> {
    // Also when it is too soon for a new one: nothing more may wait on the old one.
    this.#drop();
    if (this.isOfferer) return this.freshOffer();
    this.#recovery.tried(this.#c.env.monotonic());
    this.#send({ type: 'restart', conn: noConn });
  }

  /** It left, or its place expired. */
  left(): void {
    this.#over = 'gone';
    this.#drop();
  }

  bye(reason: Bye['reason']): void {
    this.#over = 'gone';
    this.#conversation?.bye(reason);
    this.#closeSoon();
  }

  #use(connection: Connection): void {
    this.#drop();
    const c = this.#c;
    const recovery = new Recovery(c.env.monotonic());
    this.#connection = connection;
    this.#path = new PathWatch(connection.pc, c.changed);
    this.#recovery = recovery;
    const conversation = new Conversation({
      env: c.env,
      panel: c.panel,
      transfers: c.transfers,
      secret: c.secret,
      connection,
      isOfferer: () => this.isOfferer,
      configuration: () => c.configuration(),
      heard: () => recovery.heard(c.env.monotonic()),
      alive: () => connection.connected && !recovery.silent(c.env.monotonic()),
      changed: () => {
        this.#lastSite = conversation.site ?? this.#lastSite;
        if (conversation.site) this.#wasConnected = true;
        c.changed();
      },
      presence: c.presence,
      ended: (reason, by) => this.#ended(reason, by),
    });
    this.#conversation = conversation;
    connection.bind({
      opened: () => {
        recovery.heard(c.env.monotonic());
        conversation.start();
      },
      frame: (channel, data) => conversation.receive(channel, data),
      changed: () => {
        if (connection.pc.connectionState === 'failed' || connection.broken) void this.tick();
        c.changed();
      },
      overflowed: () => void this.#startAnew(),
    });
  }

  async #offer(connection: Connection, restart: boolean): Promise<void> {
    const sdp = await connection.negotiation.offer(restart).catch(() => null);
    if (sdp === null || this.#connection !== connection) return;
    this.#send({ type: 'offer', conn: connection.conn, sdp });
    this.#trickle(connection);
  }

  async #answer(conn: string, offered: string): Promise<void> {
    let connection = this.#connection;
    if (connection?.conn !== conn || connection.broken) {
      if (!this.#answers.take(this.#c.env.monotonic())) return;
      connection = new Connection(this.#c.env, conn, this.#c.configuration());
      this.#use(connection);
    }
    this.#recovery.tried(this.#c.env.monotonic());
    const sdp = await connection.negotiation.answer(offered).catch(() => null);
    if (this.#connection !== connection) return;
    if (sdp === null) {
      this.#c.trouble({ reason: 'bad-message', peer: this.#place.peer });
      if (!connection.open) this.#drop();
      return;
    }
    this.#send({ type: 'answer', conn, sdp });
    this.#trickle(connection);
  }

  /** Candidates go out after the description that they belong to. */
  #trickle(connection: Connection): void {
    connection.negotiation.onCandidate = (c) => this.#send({ type: 'candidate', conn: connection.conn, ...c });
  }

  #send(signal: Signal): void {
    this.#c.post.send(this.#place, this.isOfferer ? 'offerer' : 'answerer', signal);
  }

  #ended(reason: Bye['reason'], by: 'them' | 'us'): void {
    this.#over = reason === 'left' ? 'gone' : 'cut-off';
    if (reason !== 'left') this.#c.trouble({ reason, peer: this.#place.peer });
    if (by === 'them') this.#drop();
    else this.#closeSoon();
    this.#c.changed();
  }

  #closeSoon(): void {
    const connection = this.#connection;
    if (!connection) return;
    this.#c.env.after(byeMs, () => {
      connection.close();
      if (this.#connection === connection) this.#drop();
    });
  }

  #drop(): void {
    this.#conversation?.end();
    this.#connection?.close();
    this.#conversation = null;
    this.#connection = null;
    this.#path = null;
  }
}
