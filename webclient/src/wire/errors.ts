// What is wrong with something that came from a peer. Go twin: peer/wire/errors.go.

import type { ErrorClass } from './schema.gen.ts';

/** A refusal. `reason` is one of the classes of PROTOCOL.md section 8, the same strings as `wire.Class(err)` in Go. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly reason: ErrorClass;

  constructor(reason: ErrorClass, detail: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
  }
}
