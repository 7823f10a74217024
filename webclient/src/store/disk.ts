// Rows in IndexedDB, each sealed with the link's storage key: an element's writes, or a blob. Keys of rows are random,
// so that the disk shows neither ids nor hashes; all it tells is the room's id, sizes and times.

import { fromHex, toHex } from '../blob/hash.ts';
import type { Link } from '../signaling/link.ts';
import { decode } from '../wire/frames.ts';
import { snapshotParts } from '../wire/parts.ts';
import type { Write } from '../wire/schema.gen.ts';
import { Cells } from './cells.ts';
import { marked, marksKey } from './marks.ts';
import type { PanelStore, StoreEnv } from './types.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Row {
  readonly key: string;
  readonly room: string;
  readonly at: number;
  readonly kind: 'element' | 'blob';
  readonly sealed: readonly Bytes[];
}

const databaseName = 'coviewer';
const rowsName = 'rows';
export const keepForMs: number = 24 * 60 * 60 * 1000;
/** Writes that come within so long after others reach the disk together. */
const batchMs = 100;
const maxBlobBytes = 256 * 1024 * 1024;
const hashBytes = 32;

export class Disk implements PanelStore {
  readonly #link: Link;
  readonly #env: StoreEnv;
  readonly #database: IDBDatabase;
  readonly #cells = new Cells();
  /** Element id or blob hash → key of its row. */
  readonly #keys = new Map<string, string>();
  /** Blob hash → bytes that it takes. */
  readonly #sizes = new Map<string, number>();
  readonly #dirty = new Set<string>();
  /** Waits for more, after something was written just now. */
  #cancelBatch: (() => void) | null = null;
  #isWriting = false;
  readonly #stopHide: () => void;
  #tail: Promise<void> = Promise.resolve();
  #wiped = false;

  private constructor(link: Link, env: StoreEnv, database: IDBDatabase) {
    this.#link = link;
    this.#env = env;
    this.#database = database;
    this.#stopHide = env.onHide(() => this.#writeSoon());
  }

  static async open(link: Link, env: StoreEnv, factory: IDBFactory): Promise<Disk> {
    const request = factory.open(databaseName, 1);
    request.onupgradeneeded = () => {
      const rows = request.result.createObjectStore(rowsName, { keyPath: 'key' });
      rows.createIndex('room', 'room');
      rows.createIndex('at', 'at');
    };
    const disk = new Disk(link, env, await result(request));
    await disk.#deleteBy('at', IDBKeyRange.upperBound(env.now() - keepForMs));
    disk.#mark(await disk.#rooms());
    return disk;
  }

  async load(): Promise<{ writes: Write[]; blobs: Map<string, Bytes> }> {
    const writes: Write[] = [];
    const blobs = new Map<string, Bytes>();
    const rows = this.#database.transaction(rowsName).objectStore(rowsName).index('room');
    const all = (await result(rows.getAll(this.#link.room))) as Row[];
    // A row that does not open (another link's, or damaged) is not there.
    for (const row of all) await this.#open(row, writes, blobs).catch(() => {});
    return { writes, blobs };
  }

  keep(writes: readonly Write[]): void {
    for (const w of writes) {
      this.#cells.add(w);
      this.#dirty.add(w.id);
    }
    if (!this.#cancelBatch) this.#writeSoon();
  }

  keepBlob(hash: string, bytes: Bytes): void {
    const all = [...this.#sizes.values()].reduce((sum, size) => sum + size, bytes.length);
    if (this.#sizes.has(hash) || all > maxBlobBytes) return;
    this.#sizes.set(hash, bytes.length);
    const plain = new Uint8Array(hashBytes + bytes.length);
    plain.set(fromHex(hash));
    plain.set(bytes, hashBytes);
    this.#inTurn(async () => this.#put([await this.#row(hash, 'blob', [plain])]));
  }

  dropBlob(hash: string): void {
    this.#sizes.delete(hash);
    this.#inTurn(async () => {
      const key = this.#keys.get(hash);
      this.#keys.delete(hash);
      if (key !== undefined) await this.#delete(key);
    });
  }

  async flush(): Promise<void> {
    this.#writeSoon();
    await this.#tail;
  }

  async wipe(): Promise<void> {
    this.#wiped = true;
    this.#stopHide();
    this.#cancelBatch?.();
    await this.#tail;
    await this.#deleteBy('room', IDBKeyRange.only(this.#link.room));
    this.#mark(marked(this.#env.localStorage).filter((room) => room !== this.#link.room));
  }

  async #open(row: Row, writes: Write[], blobs: Map<string, Bytes>): Promise<void> {
    const parts = await Promise.all(row.sealed.map((s) => this.#decrypt(row.kind, s)));
    if (row.kind === 'blob') {
      const [plain = new Uint8Array(0)] = parts;
      const hash = toHex(plain.subarray(0, hashBytes));
      this.#keys.set(hash, row.key);
      this.#sizes.set(hash, plain.length);
      blobs.set(hash, plain.slice(hashBytes));
      return;
    }
    for (const part of parts) {
      const m = decode('panel', part);
      if (m.type !== 'snapshot') continue;
      for (const w of m.writes) {
        this.#keys.set(w.id, row.key);
        this.#cells.add(w);
        writes.push(w);
      }
    }
  }

  /** The page may go at any moment, so nothing waits that need not: a timer runs only after a write, for the next one. */
  #writeSoon(): void {
    this.#cancelBatch?.();
    this.#cancelBatch = null;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#inTurn(() => this.#writeDirty());
  }

  async #writeDirty(): Promise<void> {
    this.#isWriting = false;
    const ids = [...this.#dirty];
    this.#dirty.clear();
    if (ids.length === 0) return;
    this.#cancelBatch = this.#env.after(batchMs, () => {
      this.#cancelBatch = null;
      if (this.#dirty.size > 0) this.#writeSoon();
    });
    await this.#put(await Promise.all(ids.map((id) => this.#row(id, 'element', snapshotParts(this.#cells.of(id))))));
  }

  async #row(name: string, kind: Row['kind'], plain: readonly Bytes[]): Promise<Row> {
    const key = this.#keys.get(name) ?? crypto.randomUUID();
    this.#keys.set(name, key);
    const sealed = await Promise.all(plain.map((p) => this.#encrypt(kind, p)));
    return { key, room: this.#link.room, at: this.#env.now(), kind, sealed };
  }

  /** Committed at once: a transaction that waits for its page to answer is lost with the page. */
  async #put(all: readonly Row[]): Promise<void> {
    if (this.#wiped) return;
    // Before, not after: what is there without a mark would not be looked for.
    const marks = marked(this.#env.localStorage);
    if (!marks.includes(this.#link.room)) this.#mark([...marks, this.#link.room]);
    const transaction = this.#database.transaction(rowsName, 'readwrite');
    const rows = transaction.objectStore(rowsName);
    const done = Promise.all(all.map((row) => result(rows.put(row))));
    transaction.commit();
    await done;
  }

  async #delete(key: string): Promise<void> {
    const transaction = this.#database.transaction(rowsName, 'readwrite');
    const done = result(transaction.objectStore(rowsName).delete(key));
    transaction.commit();
    await done;
  }

  async #encrypt(kind: Row['kind'], plain: Bytes): Promise<Bytes> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = new Uint8Array(await crypto.subtle.encrypt(this.#cipher(kind, iv), this.#link.storeKey, plain));
    const joined = new Uint8Array(iv.length + sealed.length);
    joined.set(iv);
    joined.set(sealed, iv.length);
    return joined;
  }

  async #decrypt(kind: Row['kind'], joined: Bytes): Promise<Bytes> {
    const cipher = this.#cipher(kind, joined.slice(0, 12));
    return new Uint8Array(await crypto.subtle.decrypt(cipher, this.#link.storeKey, joined.slice(12)));
  }

  #cipher(kind: Row['kind'], iv: Bytes): AesGcmParams {
    return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`coviewer/1 ${kind} ${this.#link.room}`) };
  }

  /** Resolves when they are gone, not when that was asked for: the person is told so. */
  async #deleteBy(index: 'room' | 'at', range: IDBKeyRange): Promise<void> {
    const transaction = this.#database.transaction(rowsName, 'readwrite');
    const gone = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('storage is blocked'));
    });
    const rows = transaction.objectStore(rowsName);
    const keys = await result(rows.index(index).getAllKeys(range));
    for (const key of keys) rows.delete(key);
    await gone;
  }

  /** All of which there is anything. */
  async #rooms(): Promise<string[]> {
    const index = this.#database.transaction(rowsName).objectStore(rowsName).index('room');
    const cursor = index.openKeyCursor(null, 'nextunique');
    const rooms: string[] = [];
    for (let at = await result(cursor); at; at = await result(cursor)) {
      rooms.push(String(at.key));
      at.continue();
    }
    return rooms;
  }

  #mark(rooms: readonly string[]): void {
    const device = this.#env.localStorage;
    try {
      if (rooms.length > 0) device?.setItem(marksKey, rooms.join(' '));
      else device?.removeItem(marksKey);
    } catch {
      // Full or blocked: the next visit does not look, and asks the others.
    }
  }

  /** A full disk stops the keeping, never the panel. */
  #inTurn(operation: () => Promise<void>): void {
    this.#tail = this.#tail.then(operation).catch(() => {});
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage is blocked'));
  });
}
