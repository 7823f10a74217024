// A session: the WebSocket to the signaling server. It comes back by itself with full-jitter backoff, resumes its place
// by its token, and asks for pongs, because a half-open socket looks alive to a browser for minutes.
//
//   start → (connecting → joining → open → offline)* → closed

import { type CloseCode, closeCode } from './close-codes.ts';
import { intervals, subprotocol } from './limits.ts';
import {
  type Box,
  type ClientMessage,
  MessageError,
  parseServerMessage,
  type ServerMessage,
  type Welcome,
} from './messages.ts';
import type { SpentRoom } from './spent.ts';

export interface SessionEnv {
  readonly signalingUrl: string;
  readonly WebSocket: new (url: string, protocol: string) => WebSocket;
  random(bytes: number): Uint8Array;
  after(ms: number, action: () => void): () => void;
  onWake(listener: () => void): () => void;
}

/** Where the token of one's place is kept. */
export interface PlaceToken {
  /** Of this page, before its reload. */
  own(): string | null;
  /** Of this device, perhaps another page: asked only when the room is full. */
  device(): string | null;
  save(token: string): void;
  forget(): void;
}

export interface SessionEvents {
  opened(welcome: Welcome): void;
  message(m: Exclude<ServerMessage, Welcome>): void;
  /** A message that the protocol does not allow was dropped. */
  refused(reason: string): void;
  offline(): void;
  /** For good. */
  closed(code: number, name: string): void;
}

export interface SessionOptions {
  readonly room: string;
  readonly instance: string;
  readonly env: SessionEnv;
  readonly token: PlaceToken;
  readonly spent: SpentRoom;
  readonly events: SessionEvents;
  /** The waiting offer for the next join or resume. */
  offer(): Promise<Box | null>;
}

/** After so many messages that cannot be understood the socket is given up: they are not from our server. */
const maxRefused = 20;

type State =
  | { readonly at: 'idle' | 'closed' }
  | { readonly at: 'joining' | 'open'; readonly socket: WebSocket }
  | { readonly at: 'waiting'; readonly cancel: () => void };

export class Session {
  readonly #o: SessionOptions;
  #state: State = { at: 'idle' };
  #welcomed = false;
  #attempt = 0;
  #refused = 0;
  #useDeviceToken = false;
  #cancelTimer: () => void = () => {};
  #stopWake: () => void = () => {};

  constructor(options: SessionOptions) {
    this.#o = options;
  }

  start(): void {
    if (this.#state.at !== 'idle') return;
    if (this.#o.spent.known()) {
      this.#end(4014, 'link-spent');
      return;
    }
    this.#stopWake = this.#o.env.onWake(() => this.wake());
    this.#connect();
  }

  get open(): boolean {
    return this.#state.at === 'open';
  }

  /** False when there is no session now: the message is not kept. */
  send(m: ClientMessage): boolean {
    if (this.#state.at !== 'open') return false;
    this.#state.socket.send(JSON.stringify(m));
    return true;
  }

  /** The network or the page came back: try now, or find out quickly that the socket is dead. */
  wake(): void {
    if (this.#state.at === 'waiting') {
      this.#state.cancel();
      this.#connect();
    } else if (this.#state.at === 'open') {
      this.#ping(this.#state.socket, intervals.wakePongTimeoutMs);
    }
  }

  /** Gives up the place. One that was taken by another page of this device is not this page's to give up or to forget. */
  leave(): void {
    if (this.#state.at === 'closed') return;
    this.send({ type: 'leave' });
    this.#o.token.forget();
    this.#end(1000, 'left');
  }

  #connect(): void {
    const socket = new this.#o.env.WebSocket(this.#o.env.signalingUrl, subprotocol);
    this.#state = { at: 'joining', socket };
    const offer = this.#o.offer().catch(() => null);
    this.#arm(intervals.welcomeTimeoutMs, socket);
    socket.onopen = async () => {
      const box = await offer;
      if (this.#isCurrent(socket)) socket.send(JSON.stringify(this.#firstMessage(box)));
    };
    socket.onmessage = (e) => this.#isCurrent(socket) && this.#receive(socket, e.data);
    socket.onclose = (e) => this.#isCurrent(socket) && this.#lost(e.code);
  }

  #firstMessage(box: Box | null): ClientMessage {
    const { room, instance, token } = this.#o;
    const offer = box ? { offer: box } : {};
    const mine = this.#useDeviceToken ? token.device() : token.own();
    return mine
      ? { type: 'resume', room, token: mine, instance, ...offer }
      : { type: 'join', room, kind: 'browser', instance, ...offer };
  }

  #isCurrent(socket: WebSocket): boolean {
    return (this.#state.at === 'joining' || this.#state.at === 'open') && this.#state.socket === socket;
  }

  #receive(socket: WebSocket, data: unknown): void {
    let m: ServerMessage;
    try {
      m = parseServerMessage(data);
    } catch (e) {
      if (e instanceof MessageError && e.isUnknownType) return;
      this.#o.events.refused(e instanceof Error ? e.message : 'bad-message');
      if (++this.#refused >= maxRefused) {
        socket.close(4000, 'message not understood');
        this.#end(4000, 'bad-message');
      }
      return;
    }
    if (m.type === 'welcome') {
      if (this.#state.at === 'joining') this.#opened(socket, m);
      return;
    }
    if (this.#state.at !== 'open') return;
    this.#armPing(socket);
    if (m.type !== 'pong') this.#o.events.message(m);
  }

  #opened(socket: WebSocket, m: Welcome): void {
    this.#state = { at: 'open', socket };
    this.#welcomed = true;
    this.#attempt = 0;
    this.#useDeviceToken = false;
    this.#o.token.save(m.token);
    this.#armPing(socket);
    this.#o.events.opened(m);
  }

  #armPing(socket: WebSocket): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#o.env.after(intervals.pingIntervalMs, () => this.#ping(socket, intervals.pongTimeoutMs));
  }

  #ping(socket: WebSocket, timeoutMs: number): void {
    socket.send(JSON.stringify({ type: 'ping' } satisfies ClientMessage));
    this.#arm(timeoutMs, socket);
  }

  /** Gives the socket up unless something comes in time. */
  #arm(timeoutMs: number, socket: WebSocket): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#o.env.after(timeoutMs, () => {
      // A half-open socket may take minutes to close: it is left to itself.
      if (this.#isCurrent(socket)) this.#lost(1006);
      socket.close();
    });
  }

  #lost(code: number): void {
    const close = closeCode(code);
    const device = this.#useDeviceToken;
    if (close.name === 'room-full' && !device && this.#o.token.device()) {
      // The room may be full because this very device holds a place, from a page that was closed.
      this.#useDeviceToken = true;
      this.#again(close, code);
    } else if (close.name === 'place-gone' && device) {
      this.#end(4002, 'room-full');
    } else if (close.name === 'room-closed' || close.name === 'link-spent') {
      this.#o.spent.remember();
      this.#o.token.forget();
      this.#end(code, close.name);
    } else if (close.after === 'stop') {
      this.#end(code, close.name);
    } else {
      if (close.after === 'anew') this.#o.token.forget();
      this.#again(close, code);
    }
  }

  #again(close: CloseCode, code: number): void {
    const wasOpen = this.open;
    this.#cancelTimer();
    this.#attempt++;
    if (!this.#welcomed && this.#attempt >= intervals.maxFirstAttempts) {
      this.#end(code, close.name);
      return;
    }
    const bound = Math.min(intervals.backoffMaxMs, intervals.backoffBaseMs * 2 ** this.#attempt);
    const cancel = this.#o.env.after(bound * this.#fraction(), () => this.#connect());
    this.#state = { at: 'waiting', cancel };
    if (wasOpen) this.#o.events.offline();
  }

  #fraction(): number {
    const [a = 0, b = 0] = this.#o.env.random(2);
    return (a * 256 + b) / 65_536;
  }

  #end(code: number, name: string): void {
    if (this.#state.at === 'closed') return;
    const state = this.#state;
    this.#state = { at: 'closed' };
    this.#cancelTimer();
    this.#stopWake();
    if (state.at === 'waiting') state.cancel();
    if (state.at === 'joining' || state.at === 'open') state.socket.close();
    this.#o.events.closed(code, name);
  }
}
