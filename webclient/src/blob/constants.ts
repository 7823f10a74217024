// The constants of the delay-steered window. Names and values are those of peer/blob/window.go; a test compares them.

export const constants = {
  ticksPerMs: 10,
  /** A message is not interleaved: at 20 Mbit/s one of 64 KiB holds up others by 26 ms. */
  minChunkBytes: 4 << 10,
  maxChunkBytes: 64 << 10,
  blockHeaderBytes: 24,
  chunkMs: 4,
  /** Also where a lane starts: SCTP's own first window is about 12 KB, a burst above it only queues. */
  minWindowBytes: 2 * (4 << 10),
  maxWindowBytes: 16 << 20,
  /** Half a chunk's time is added: a lane cannot measure more finely than its chunks. */
  targetDelayMs: 5,
  startShare: 1 / 8,
  growthShare: 1 / 8,
  farAboveTarget: 3,
  farCut: 0.7,
  /** A single late sample says nothing. */
  delaySamples: 4,
  /** A path that became longer is believed after a while. */
  baseMs: 30_000,
  baseSlots: 10,
  /** Without draining, the lane's own standing queue would become the base. */
  drainAfterMs: 20_000,
  drainCut: 0.5,
  /** So long at the smallest window means that the base is wrong: one too low starves a lane for good. */
  floorMs: 1_500,
  rateMs: 50,
  rateKept: 0.5,
  /** Bytes a ms (32 Mbit/s): above it, waiting for an empty buffer cannot keep up. */
  fastRate: 4_000,
  fastBufferMs: 2,
} as const;
