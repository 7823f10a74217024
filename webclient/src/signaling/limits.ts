// Limits of signaling/PROTOCOL.md that a client keeps, and its own intervals. A test compares the first group with
// the constants of the vectors.

export const subprotocol = 'coviewer.signaling.v1';

export const limits = {
  maxMessageBytes: 65_536,
  /** A welcome may carry the waiting offers of five others. */
  maxServerMessageBytes: 262_144,
  maxBoxChars: 32_768,
  /** Room for what is inside a box (peer/seal/PROTOCOL.md). */
  maxSignalBytes: 24_000,
  minCapacity: 2,
  maxCapacity: 6,
  maxCounter: Number.MAX_SAFE_INTEGER,
  maxIceServers: 16,
  maxIceUrls: 16,
} as const;

export const intervals = {
  /** A browser neither sees nor sends WebSocket pings, so the client asks by itself. */
  pingIntervalMs: 20_000,
  /** No frame for so long after a ping: the socket is half open. */
  pongTimeoutMs: 10_000,
  /** The same after a hint that the network changed. */
  wakePongTimeoutMs: 3_000,
  /** From opening the socket to the welcome. */
  welcomeTimeoutMs: 10_000,
  backoffBaseMs: 250,
  backoffMaxMs: 15_000,
  /** So often the first join is tried before the person is told that the service cannot be reached. */
  maxFirstAttempts: 5,
} as const;
