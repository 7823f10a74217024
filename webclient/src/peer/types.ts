// The public types of a joined room: what the page tells it, what it tells the page, and what it takes from outside.

import type { BlobState } from '../blob/transfer.ts';
import type { Panel } from '../panel/panel.ts';
import type { Link } from '../signaling/link.ts';
import type { PresenceMessage } from '../wire/schema.gen.ts';
import type { Blobs } from './blobs.ts';
import type { Lanes } from './lanes.ts';

export type { BlobFailure, BlobState } from '../blob/transfer.ts';

/** The signaling side: open = in the room, offline = coming back by itself. */
export type RoomStatus = 'joining' | 'open' | 'offline' | 'closed';

export type PeerStatus = 'connecting' | 'connected' | 'reconnecting' | 'away' | 'gone';

export interface RemotePeer {
  readonly peer: string;
  /** Null until its hello. */
  readonly site: string | null;
  readonly status: PeerStatus;
  readonly path: 'direct' | 'relayed' | null;
  /** Four words, equal on both sides if nobody sits between; null until both nonces are there. */
  readonly words: readonly string[] | null;
  readonly rttMs: number | null;
}

export type { PresenceMessage, PresenceMessage as Presence } from '../wire/schema.gen.ts';

export type TroubleReason =
  | 'not-ours'
  | 'replayed'
  | 'protocol-error'
  | 'bad-version'
  | 'bad-clock'
  | 'bad-commit'
  | 'bad-message';

export interface Trouble {
  readonly reason: TroubleReason;
  readonly peer?: string;
}

export interface RoomEvents {
  status(s: RoomStatus, close?: { readonly code: number; readonly name: string }): void;
  peers(list: readonly RemotePeer[]): void;
  presence(site: string, m: PresenceMessage): void;
  blob(hash: string, s: BlobState): void;
  trouble(t: Trouble): void;
}

export class JoinError extends Error {
  /** The name of a close code of signaling/PROTOCOL.md, or 'unreachable'. */
  readonly reason: string;
  constructor(reason: string) {
    super(`join: ${reason}`);
    this.name = 'JoinError';
    this.reason = reason;
  }
}

export type Cancel = () => void;

/** Storage that may be missing or throw: every access is wrapped by whoever uses it. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The part of the code that is not needed to get connected, or not at once. */
export interface LaterPeer {
  /** Fetches it now. */
  need(): Promise<LaterPeerParts>;
  /** It is there, whoever asked for it. */
  readonly there: Promise<LaterPeerParts>;
}

export interface LaterPeerParts {
  readonly Blobs: Pick<typeof Blobs, 'open'>;
  readonly Lanes: typeof Lanes;
  readonly wordText: string;
}

/** All that a room takes from its surroundings, so that tests bring their own. */
export interface PeerEnv {
  readonly later: LaterPeer;
  readonly signalingUrl: string;
  readonly RTCPeerConnection: new (configuration?: RTCConfiguration) => RTCPeerConnection;
  readonly WebSocket: new (url: string, protocol: string) => WebSocket;
  /** Wall clock, ms since 1970. */
  now(): number;
  /** Never goes back; fractions of a ms. */
  monotonic(): number;
  random(bytes: number): Uint8Array<ArrayBuffer>;
  after(ms: number, action: () => void): Cancel;
  /** Once, before the next paint; within 50 ms when nothing is painted. */
  frame(action: () => void): Cancel;
  readonly sessionStorage: KeyValue | null;
  readonly localStorage: KeyValue | null;
  /** Tells when the network or the page came back. */
  onWake(listener: () => void): Cancel;
  objectUrl(blob: Blob): string;
  revokeObjectUrl(url: string): void;
}

/** The device's own keeping of blobs. */
export interface KeptBlobs {
  /** What was kept before, by hex SHA-256; handed over once. It may be damaged. */
  take(): ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  keep(hash: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** It was taken back. */
  drop(hash: string): void;
}

export interface RoomOptions {
  readonly link: Link;
  readonly panel: Panel;
  readonly blobs: KeptBlobs;
  /** Relay only: the others never learn this device's network address. */
  readonly relayOnly: boolean;
  readonly events: RoomEvents;
  readonly env: PeerEnv;
}
