// Descriptions and candidates of one RTCPeerConnection, in the order in which JSEP wants them: operations one after the
// other, candidates that come before their description kept and added after it, answers to offers that were made anew
// left out. The panel connection and the lanes use it alike.

import type { Candidate } from '../signaling/signal.ts';
import * as limits from '../wire/limits.gen.ts';
import { cleanCandidate, cleanDescription } from './privacy.ts';

/** Of one description: those that came before it, and those after. Each makes this device send checks to an address. */
const maxCandidates = limits.maxCandidates;

export class Negotiation {
  readonly #pc: RTCPeerConnection;
  readonly #relayOnly: boolean;
  #early: Candidate[] = [];
  #tail: Promise<unknown> = Promise.resolve();
  #unanswered = 0;
  /** Taken since the last description. */
  #taken = 0;
  #onCandidate: ((c: Candidate) => void) | null = null;
  /** Own candidates that came before anybody was there to be told. */
  #untold: Candidate[] = [];

  constructor(pc: RTCPeerConnection, relayOnly: boolean) {
    this.#pc = pc;
    this.#relayOnly = relayOnly;
    pc.onicecandidate = ({ candidate }) => this.#gathered(candidate);
  }

  /** Tells own candidates, those from before first. */
  set onCandidate(listener: (c: Candidate) => void) {
    this.#onCandidate = listener;
    for (const c of this.#untold.splice(0)) listener(c);
  }

  offer(iceRestart: boolean): Promise<string> {
    return this.#inTurn(async () => {
      await this.#pc.setLocalDescription(await this.#pc.createOffer({ iceRestart }));
      this.#unanswered++;
      return this.description;
    });
  }

  answer(sdp: string): Promise<string> {
    return this.#inTurn(async () => {
      await this.#pc.setRemoteDescription({ type: 'offer', sdp });
      await this.#described();
      await this.#pc.setLocalDescription(await this.#pc.createAnswer());
      return this.description;
    });
  }

  accept(sdp: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#pc.signalingState !== 'have-local-offer') return;
      // An answer to an offer that was made anew since has the credentials of that one: they would not fit.
      this.#unanswered--;
      if (this.#unanswered > 0) return;
      await this.#pc.setRemoteDescription({ type: 'answer', sdp });
      await this.#described();
    });
  }

  /** An offer may have been lost on its way: the next answer is for the newest one. */
  forgetUnanswered(): void {
    this.#unanswered = Math.min(this.#unanswered, 1);
  }

  add(c: Candidate): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#pc.remoteDescription) {
        if (this.#early.length < maxCandidates) this.#early.push(c);
      } else if (this.#taken < maxCandidates) {
        this.#taken++;
        await this.#addNow(c);
      }
    });
  }

  get description(): string {
    return cleanDescription(this.#pc.localDescription?.sdp ?? '', this.#relayOnly);
  }

  /** The description with what was gathered so far; only later candidates are told. */
  takeDescription(): string {
    this.#untold = [];
    return this.description;
  }

  /** The other side's description is set: those that waited for it go in, and as many may follow. */
  async #described(): Promise<void> {
    this.#taken = 0;
    for (const c of this.#early.splice(0)) await this.#addNow(c);
  }

  /** A candidate that the browser does not want (of a description that is no more, of an unknown kind) is no fault. */
  async #addNow(c: Candidate): Promise<void> {
    const init = { candidate: c.candidate, sdpMid: c.mid, sdpMLineIndex: c.line };
    await this.#pc.addIceCandidate(init).catch(() => {});
  }

  #gathered(candidate: RTCIceCandidate | null): void {
    const text = cleanCandidate(candidate?.candidate ?? '', this.#relayOnly);
    if (text === null) return;
    const c = { candidate: text, mid: candidate?.sdpMid ?? '0', line: candidate?.sdpMLineIndex ?? 0 };
    if (this.#onCandidate) this.#onCandidate(c);
    else if (this.#untold.length < maxCandidates) this.#untold.push(c);
  }

  #inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(operation);
    this.#tail = result.catch(() => {});
    return result;
  }
}
