// Sealed signaling of one room: seals what goes out and opens what comes in, each in its order, because counters only
// rise and candidates follow their descriptions.

import type { Box, ClientMessage, Place } from '../signaling/messages.ts';
import { type Direction, type Opener, SealError, type SealErrorReason, type Sealer } from '../signaling/seal.ts';
import type { Signal } from '../signaling/signal.ts';

export class Post {
  readonly #sealer: Sealer;
  readonly #opener: Opener;
  readonly #instance: string;
  readonly #send: (m: ClientMessage) => boolean;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(sealer: Sealer, opener: Opener, instance: string, send: (m: ClientMessage) => boolean) {
    this.#sealer = sealer;
    this.#opener = opener;
    this.#instance = instance;
    this.#send = send;
  }

  /** What cannot be sent now is dropped: whoever signals does so again when the session is back. */
  send(to: Place, direction: Direction, signal: Signal): void {
    const sealed = this.#inTurn(async () => {
      const box = await this.#sealer.seal(to.instance, direction, signal);
      this.#send({ type: 'box', to: to.peer, box });
    });
    // A description beyond the limit of a box cannot be sent; recovery makes another one.
    sealed.catch(() => {});
  }

  /** Seals an offer for whoever comes. */
  seal(signal: Signal): Promise<Box> {
    return this.#inTurn(() => this.#sealer.seal('', 'offerer', signal));
  }

  /** A box for this page; why it was refused, if it was. */
  open(box: Box, from: Place, direction: Direction): Promise<Signal | SealErrorReason> {
    return this.#open(box, from.instance, this.#instance, direction);
  }

  /** Somebody's waiting offer. */
  openWaiting(box: Box, from: Place): Promise<Signal | SealErrorReason> {
    return this.#open(box, from.instance, '', 'offerer');
  }

  async #open(box: Box, sender: string, receiver: string, direction: Direction): Promise<Signal | SealErrorReason> {
    try {
      return await this.#opener.open(box, sender, receiver, direction);
    } catch (e) {
      return e instanceof SealError ? e.reason : 'bad-message';
    }
  }

  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(operation);
    this.#tail = result.catch(() => {});
    return result;
  }
}
