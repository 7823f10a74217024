// The signaling server in memory, as signaling/PROTOCOL.md says, and a WebSocket that speaks to it.

import type { Box, ClientMessage, Place } from '../../../src/signaling/messages.ts';
import type { Clock } from './clock.ts';

interface Member {
  readonly peer: string;
  readonly token: string;
  readonly order: number;
  instance: string;
  offer: Box | null;
  socket: FakeSocket | null;
}

export class FakeServer {
  readonly clock: Clock;
  capacity = 2;
  iceServers: unknown[] = [];
  reachable = true;
  /** Sockets look open, but nothing comes through. */
  mute = false;
  /** Changes a box on its way: a server that is not honest. */
  tamper: ((box: Box) => Box) | null = null;
  readonly sockets: FakeSocket[] = [];
  readonly received: ClientMessage[] = [];
  #members: Member[] = [];
  #count = 0;
  #spent = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get WebSocket(): new (
    url: string,
    protocol: string,
  ) => WebSocket {
    const server = this;
    return class extends FakeSocket {
      constructor() {
        super(server);
      }
    } as unknown as new (
      url: string,
      protocol: string,
    ) => WebSocket;
  }

  receive(socket: FakeSocket, m: ClientMessage): void {
    if (this.mute) return;
    this.received.push(m);
    const me = this.#members.find((x) => x.socket === socket);
    if (m.type === 'join') this.#join(socket, m.instance, m.offer ?? null);
    else if (m.type === 'resume') this.#resume(socket, m.token, m.instance, m.offer ?? null);
    else if (!me) socket.serverCloses(4000);
    else if (m.type === 'offer') {
      me.offer = m.box;
      this.#others(me, () => ({ type: 'offer', from: me.peer, box: m.box }));
    } else if (m.type === 'box') this.#forward(me, m.to, m.box);
    else if (m.type === 'ping') socket.deliver({ type: 'pong' });
    else if (m.type === 'leave') this.#leave(me);
    else if (m.type === 'close') this.#closeRoom();
  }

  /** The socket dropped: the place is held. */
  dropped(socket: FakeSocket): void {
    const me = this.#members.find((x) => x.socket === socket);
    if (!me) return;
    me.socket = null;
    this.#others(me, () => ({ type: 'peer-away', peer: me.peer }));
  }

  /** All rooms are forgotten, closed ones too, and all sockets closed. */
  restart(): void {
    this.#spent = false;
    const sockets = this.#members.flatMap((m) => m.socket ?? []);
    this.#members = [];
    for (const s of sockets) s.serverCloses(1001);
  }

  #join(socket: FakeSocket, instance: string, offer: Box | null): void {
    if (this.#spent) {
      socket.serverCloses(4014);
      return;
    }
    if (this.#members.length >= this.capacity) {
      socket.serverCloses(4002);
      return;
    }
    const n = ++this.#count;
    const token = Buffer.alloc(32, n).toString('base64url');
    const me: Member = { peer: `peer${String(n).padStart(8, '0')}`, token, order: n, instance, offer, socket };
    this.#members.push(me);
    this.#welcome(me, false);
    this.#others(me, (other) => ({ type: 'peer-joined', place: place(me, other) }));
  }

  #resume(socket: FakeSocket, token: string, instance: string, offer: Box | null): void {
    const me = this.#members.find((x) => x.token === token);
    if (!me) {
      socket.serverCloses(this.#spent ? 4014 : 4004);
      return;
    }
    const old = me.socket;
    Object.assign(me, { socket, instance, offer });
    old?.serverCloses(4007);
    this.#welcome(me, true);
    this.#others(me, (other) => ({ type: 'peer-back', place: place(me, other) }));
  }

  #welcome(me: Member, resumed: boolean): void {
    me.socket?.deliver({
      type: 'welcome',
      peer: me.peer,
      token: me.token,
      resumed,
      peers: this.#members.filter((x) => x !== me).map((x) => place(x, me)),
      iceServers: this.iceServers,
      iceExpires: 2_000_000_000,
      capacity: this.capacity,
    });
  }

  #forward(from: Member, to: string, box: Box): void {
    const target = this.#members.find((x) => x.peer === to)?.socket;
    if (target) target.deliver({ type: 'box', from: from.peer, box: this.tamper ? this.tamper(box) : box });
    else from.socket?.deliver({ type: 'undeliverable', to });
  }

  #leave(me: Member): void {
    this.#members = this.#members.filter((x) => x !== me);
    this.#others(me, () => ({ type: 'peer-left', peer: me.peer, reason: 'left' }));
    me.socket?.serverCloses(1000);
  }

  #closeRoom(): void {
    const sockets = this.#members.flatMap((m) => m.socket ?? []);
    this.#members = [];
    this.#spent = true;
    for (const s of sockets) s.serverCloses(4013);
  }

  #others(me: Member, message: (other: Member) => unknown): void {
    for (const other of this.#members) if (other !== me) other.socket?.deliver(message(other));
  }
}

function place(of: Member, seenBy: Member): Place {
  const { peer, instance, offer } = of;
  const earlier = of.order < seenBy.order;
  return { peer, kind: 'browser', instance, away: of.socket === null, earlier, ...(offer ? { offer } : {}) };
}

export class FakeSocket {
  readonly #server: FakeServer;
  #open = false;
  #closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: string }) => void) | null = null;
  onclose: ((e: { code: number }) => void) | null = null;

  constructor(server: FakeServer) {
    this.#server = server;
    server.sockets.push(this);
    server.clock.after(1, () => {
      if (this.#closed) return;
      if (!server.reachable) {
        this.#end(1006);
        return;
      }
      this.#open = true;
      this.onopen?.();
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  send(text: string): void {
    if (!this.#open) return;
    this.#server.clock.after(1, () => this.#server.receive(this, JSON.parse(text)));
  }

  close(): void {
    this.#server.clock.after(1, () => this.drop(1005));
  }

  deliver(m: unknown): void {
    this.#server.clock.after(1, () => {
      if (!this.#closed && !this.#server.mute)
        this.onmessage?.({ data: typeof m === 'string' ? m : JSON.stringify(m) });
    });
  }

  serverCloses(code: number): void {
    this.#server.clock.after(1, () => this.#end(code));
  }

  /** The network lost it. */
  drop(code = 1006): void {
    if (this.#closed) return;
    this.#server.dropped(this);
    this.#end(code);
  }

  #end(code: number): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#open = false;
    this.onclose?.({ code });
  }
}
