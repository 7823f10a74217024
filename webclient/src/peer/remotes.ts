// The other peers of a room, by the peer ids that the server gave them.

import { limits } from '../signaling/limits.ts';
import type { Place } from '../signaling/messages.ts';
import { Remote } from './remote.ts';
import type { RemoteContext } from './remote-context.ts';

/** Peers that left and are still shown as gone. */
const maxGone = 6;

export class Remotes {
  readonly #context: RemoteContext;
  readonly #remotes = new Map<string, Remote>();

  constructor(context: RemoteContext) {
    this.#context = context;
  }

  get all(): readonly Remote[] {
    return [...this.#remotes.values()];
  }

  get(peer: string): Remote | undefined {
    return this.#remotes.get(peer);
  }

  /** Who is at a place: the same instance under a new peer id is a page whose server forgot the old one. */
  at(place: Place): Remote | null {
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

  /** After a restart of the server the same instances have new peer ids; who is not there at all may still come. */
  match(places: readonly Place[]): void {
    const known = this.all;
    this.#remotes.clear();
    for (const remote of known) {
      const place = places.find((p) => p.instance === remote.place.instance || p.peer === remote.place.peer);
      if (!place && !remote.connected) remote.left();
      if (!place) remote.away();
      this.#remotes.set(place?.peer ?? remote.place.peer, remote);
    }
  }

  left(peer: string, reason: 'left' | 'expired'): void {
    const remote = this.#remotes.get(peer);
    // An expired place says only that its signaling is gone: a connection that stands stays.
    if (reason === 'expired' && remote?.connected) remote.away();
    else remote?.left();
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

  #forgetGone(): void {
    const gone = [...this.#remotes].filter(([, r]) => r.gone);
    for (const [peer] of gone.slice(0, Math.max(0, gone.length - maxGone))) this.#remotes.delete(peer);
  }
}
