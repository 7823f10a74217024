// Waiting offers (signaling/PROTOCOL.md, "Who offers"): one's own, kept in the room while somebody could still come and
// answer it, and those of others, answered once each.

import type { Box, ClientMessage } from '../signaling/messages.ts';
import type { Signal } from '../signaling/signal.ts';
import type { Post } from './post.ts';
import type { Remote } from './remote.ts';
import type { Trouble } from './types.ts';
import type { WaitingOffer } from './waiting.ts';

/** Waiting offers that were answered, remembered so that none is answered twice. */
const maxAnswered = 64;

export interface OffersOptions {
  readonly waiting: WaitingOffer;
  readonly post: Post;
  remotes(): readonly Remote[];
  configuration(): RTCConfiguration;
  /** Whether boxes can be sent at all. */
  signaling(): boolean;
  send(m: ClientMessage): void;
  trouble(t: Trouble): void;
}

export class Offers {
  readonly #o: OffersOptions;
  readonly #answered = new Set<string>();
  #tending = false;

  constructor(options: OffersOptions) {
    this.#o = options;
  }

  /** What goes along with a join. */
  async forJoin(): Promise<Box | null> {
    // With a connection that stands, its peer would take the offer for a new one. Whoever is there gets one in a box.
    const standing = this.#o.remotes().some((r) => r.connected);
    const configuration = this.#o.configuration();
    return standing || offersNothing(configuration) ? null : this.#o.waiting.make(configuration, true);
  }

  /** Keeps a waiting offer in the room while it has a place for somebody who is not connected, and only then. */
  tend(capacity: number): void {
    const { waiting } = this.#o;
    if (this.#tending || !this.#o.signaling()) return;
    const remotes = this.#o.remotes().filter((r) => !r.gone);
    const unanswered = remotes.some((r) => r.isOfferer && !r.connected && !r.place.away);
    const expected = remotes.length < capacity - 1 || remotes.some((r) => r.isOfferer && !r.connected);
    const stale = !unanswered && !waiting.madeWith(this.#o.configuration().iceServers ?? []);
    if (waiting.live && !expected) {
      waiting.drop();
      this.#o.send({ type: 'offer', box: null });
    } else if (expected && !unanswered && (!waiting.live || stale)) {
      this.#tending = true;
      void this.#post().finally(() => {
        this.#tending = false;
      });
    }
  }

  /** Somebody else's waiting offer. */
  async answer(remote: Remote, box: Box): Promise<void> {
    // While a connection stands, a waiting offer of that instance is for somebody else.
    if (remote.connected) return;
    const key = `${remote.place.instance} ${box.counter}`;
    if (this.#answered.has(key)) return;
    const opened = await this.#o.post.openWaiting(box, remote.place);
    // Older than a box of the same sender: it was offered anew since, in that box.
    if (opened === 'replayed') return;
    if (typeof opened === 'string') {
      this.#o.trouble({ reason: opened, peer: remote.place.peer });
      return;
    }
    this.#answered.add(key);
    if (this.#answered.size > maxAnswered) this.#answered.delete([...this.#answered][0] ?? '');
    if (opened.type === 'offer') await remote.signal(opened);
  }

  /** An answer, to a waiting offer or to one that was sent in a box. */
  async answered(remote: Remote, answer: Extract<Signal, { type: 'answer' | 'offer' }>): Promise<void> {
    if (!remote.isOfferer || remote.gone) return;
    const connection = remote.conn === answer.conn ? null : this.#o.waiting.take(answer.conn);
    if (connection) {
      connection.pc.setConfiguration(this.#o.configuration());
      remote.adopt(connection);
    }
    if (remote.conn === answer.conn) await remote.signal(answer);
    // It answered an offer that serves another pair already, or was replaced: it gets one of its own.
    else if (!remote.connected) await remote.freshOffer();
  }

  async #post(): Promise<void> {
    const { waiting } = this.#o;
    const configuration = this.#o.configuration();
    if (offersNothing(configuration)) return;
    const box = await waiting.make(configuration, false).catch(() => null);
    if (box && waiting.live) this.#o.send({ type: 'offer', box });
  }
}

/** Relay only, and no relay known yet. */
function offersNothing({ iceTransportPolicy, iceServers }: RTCConfiguration): boolean {
  return iceTransportPolicy === 'relay' && iceServers?.length === 0;
}
