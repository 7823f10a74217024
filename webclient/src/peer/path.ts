// Which way the packets go, from getStats: direct, or over a relay.

interface Pair {
  readonly type: string;
  readonly id: string;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly selected?: boolean;
  readonly nominated?: boolean;
  readonly state?: string;
}

export async function pathOf(pc: RTCPeerConnection): Promise<'direct' | 'relayed' | null> {
  const stats = new Map<string, Pair>();
  (await pc.getStats()).forEach((s: Pair) => {
    stats.set(s.id, s);
  });
  const all = [...stats.values()];
  const chosen = all.find((s) => s.type === 'transport')?.selectedCandidatePairId;
  // Firefox has no transport statistics; there the pair itself says that it is selected.
  const pair = chosen ? stats.get(chosen) : all.find((s) => s.type === 'candidate-pair' && (s.selected ?? s.nominated));
  if (!pair) return null;
  const ends = [pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id ?? '')?.candidateType);
  return ends.includes('relay') ? 'relayed' : 'direct';
}

/** It may change without a word: a relay takes over, or is no longer needed. */
const pathIntervalMs = 5_000;

/** The path of one connection, looked at now and then. */
export class PathWatch {
  path: 'direct' | 'relayed' | null = null;
  readonly #pc: RTCPeerConnection;
  readonly #changed: () => void;
  #nextMs = Number.NEGATIVE_INFINITY;

  constructor(pc: RTCPeerConnection, changed: () => void) {
    this.#pc = pc;
    this.#changed = changed;
  }

  /** Each time until it is known: more waits for that than the word on the screen. */
  async look(nowMs: number): Promise<void> {
    if (nowMs < this.#nextMs) return;
    const path = await pathOf(this.#pc).catch(() => null);
    if (path === null) return;
    this.#nextMs = nowMs + pathIntervalMs;
    if (path === this.path) return;
    this.path = path;
    this.#changed();
  }
}
