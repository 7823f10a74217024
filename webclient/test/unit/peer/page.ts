// A page that joined a room, with everything around it in memory.

import assert from 'node:assert/strict';
import type { BlobStore } from '../../../src/blob/store.ts';
import { Panel } from '../../../src/panel/panel.ts';
import { Blobs } from '../../../src/peer/blobs.ts';
import { Lanes } from '../../../src/peer/lanes.ts';
import { Room } from '../../../src/peer/room.ts';
import type { BlobState, PeerEnv, PresenceMessage, RemotePeer, Trouble } from '../../../src/peer/types.ts';
import { type Link, newLink } from '../../../src/signaling/link.ts';
import { wordText } from '../../../src/signaling/words.gen.ts';
import { Clock, MemoryStorage, seeded, until } from './clock.ts';
import { type FakeConnection, FakeNetwork } from './fake-rtc.ts';
import { FakeServer, type FakeSocket } from './fake-signaling.ts';

export class World {
  readonly clock = new Clock();
  readonly network = new FakeNetwork(this.clock);
  readonly server = new FakeServer(this.clock);
  readonly link: Link;
  #seed = 1;

  private constructor(link: Link) {
    this.link = link;
  }

  static async create(): Promise<World> {
    return new World(await newLink('https://shop.example'));
  }

  page(site: string, options: Partial<PageOptions> = {}): Page {
    return new Page(this, { site, seed: this.#seed++, ...options });
  }

  until(holds: () => boolean, what: string, maxMs?: number): Promise<void> {
    return until(this.clock, holds, what, maxMs);
  }

  /** Two pages in the room, connected and greeted. */
  async pair(): Promise<[Page, Page]> {
    const a = await this.page('sitea0000000').joined();
    const b = await this.page('siteb0000000').joined();
    await this.connected(a, b);
    return [a, b];
  }

  connected(a: Page, b: Page): Promise<void> {
    return this.until(
      () => a.remote?.words != null && b.remote?.words != null && a.is('connected') && b.is('connected'),
      'connected',
    );
  }
}

interface PageOptions {
  readonly site: string;
  readonly seed: number;
  readonly link?: Link;
  readonly relayOnly?: boolean;
  readonly session?: MemoryStorage;
  readonly local?: MemoryStorage;
  readonly clockOffMs?: number;
  /** Blobs that its device had kept. */
  readonly stored?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

export class Page {
  readonly world: World;
  readonly options: PageOptions;
  readonly panel: Panel;
  readonly dropped: string[] = [];
  readonly kept = new Set<string>();
  readonly revoked: string[] = [];
  readonly room: Room;
  readonly session: MemoryStorage;
  readonly local: MemoryStorage;
  readonly statuses: string[] = [];
  readonly troubles: Trouble[] = [];
  readonly presence: [string, PresenceMessage][] = [];
  readonly blobStates = new Map<string, BlobState>();
  peers: readonly RemotePeer[] = [];
  closeName: string | undefined;
  /** All that it ever made. */
  readonly connections: FakeConnection[] = [];
  readonly sockets: FakeSocket[] = [];
  readonly #timers = new Set<() => void>();
  #store: BlobStore | null = null;
  #vanished = false;

  constructor(world: World, options: PageOptions) {
    this.world = world;
    this.options = options;
    this.session = options.session ?? new MemoryStorage();
    this.local = options.local ?? new MemoryStorage();
    const env = this.#env();
    this.panel = new Panel({ site: options.site, wall: env.now });
    this.room = new Room({
      link: options.link ?? world.link,
      panel: this.panel,
      blobs: {
        take: () => options.stored ?? new Map(),
        keep: (hash) => this.kept.add(hash),
        drop: (hash) => this.dropped.push(hash),
      },
      relayOnly: options.relayOnly ?? false,
      env,
      events: {
        status: (s, close) => {
          this.statuses.push(s);
          this.closeName = close?.name;
        },
        peers: (list) => {
          this.peers = list;
        },
        presence: (site, m) => this.presence.push([site, m]),
        blob: (hash, s) => this.blobStates.set(hash, s),
        trouble: (t) => this.troubles.push(t),
      },
    });
  }

  /** Those in its memory. */
  get blobs(): BlobStore {
    assert.ok(this.#store, 'the code of the blobs is not there yet');
    return this.#store;
  }

  /** How many actions of it are still due. */
  get timers(): number {
    return this.#timers.size;
  }

  get remote(): RemotePeer | undefined {
    return this.peers.findLast((p) => p.status !== 'gone');
  }

  is(status: string): boolean {
    return this.remote?.status === status;
  }

  async joined(): Promise<this> {
    let done = false;
    const joining = this.room.join().finally(() => {
      done = true;
    });
    joining.catch(() => {});
    await this.world.until(() => done, 'join');
    await joining;
    return this;
  }

  /** Why it could not join. */
  async refused(): Promise<string> {
    return this.joined().then(
      () => 'joined',
      (e) => e.reason,
    );
  }

  /** The page is closed or killed: nothing of it runs any more, and nobody is told. */
  vanish(): void {
    this.#vanished = true;
    for (const c of this.connections) c.vanish();
    for (const s of this.sockets) {
      s.onopen = s.onmessage = s.onclose = null;
      s.drop();
    }
  }

  /** The page is loaded anew: same storage, nothing else. */
  reload(): Page {
    this.vanish();
    const { session, local } = this;
    return this.world.page(this.options.site, { session, local, seed: this.options.seed + 1000 });
  }

  #after(ms: number, action: () => void): () => void {
    const cancel = this.world.clock.after(ms, () => {
      this.#timers.delete(stop);
      if (!this.#vanished) action();
    });
    const stop = () => {
      this.#timers.delete(stop);
      cancel();
    };
    this.#timers.add(stop);
    return stop;
  }

  #env(): PeerEnv {
    const { clock, network, server } = this.world;
    const open = async (options: Parameters<typeof Blobs.open>[0]) => {
      const blobs = await Blobs.open(options);
      this.#store = blobs.store;
      return blobs;
    };
    const parts = { Blobs: { open }, Lanes, wordText };
    return {
      later: { need: async () => parts, there: Promise.resolve(parts) },
      signalingUrl: 'wss://shop.example/signaling',
      RTCPeerConnection: recorded(network.RTCPeerConnection, this.connections),
      WebSocket: recorded(server.WebSocket, this.sockets),
      now: () => clock.nowMs + (this.options.clockOffMs ?? 0),
      monotonic: () => clock.nowMs - 1_600_000_000_000,
      random: seeded(this.options.seed),
      after: (ms, action) => this.#after(ms, action),
      frame: (action) => this.#after(16, action),
      sessionStorage: this.session,
      localStorage: this.local,
      onWake: () => () => {},
      objectUrl: () => 'blob:1',
      revokeObjectUrl: (url) => void this.revoked.push(url),
    };
  }
}

/** A constructor that notes what it makes. */
function recorded<C extends new (...args: never[]) => unknown, F>(Made: C, into: F[]): C {
  return new Proxy(Made, {
    construct(target, args, newTarget) {
      const made = Reflect.construct(target, args, newTarget);
      into.push(made as F);
      return made as object;
    },
  });
}

/** The smallest file that is a PNG by its header, with so many bytes after it. */
export function png(bytes: number): Uint8Array<ArrayBuffer> {
  const b = new Uint8Array(Math.max(bytes, 24)).map((_, i) => (i * 31) & 0xff);
  b.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 9, 0, 0, 0, 9]);
  return b;
}

/** Puts a picture that names a blob on a panel. */
export function showPicture(page: Page, id: string, hash: string, size: number): void {
  const { site } = page.options;
  const blob = Uint8Array.from(hash.match(/../g) ?? [], (h) => Number.parseInt(h, 16));
  const picture = { kind: 'picture', by: site, name: id, pixelWidth: 9, pixelHeight: 9, preview: png(24), blob, size };
  page.panel.set(id, { ...picture, type: 'image/png', order: `i.${site}` });
}
