/** What a finger that rests means: on a mark it takes that, elsewhere it shows the place to the others. */
import type { StagePoint, ToolHost } from './tools/tool.ts';

export interface HoldingParts {
  readonly host: ToolHost;
  take(mark: string): void;
  /** A tick that the hand feels. */
  tick(): void;
}

export class Holding {
  readonly #parts: HoldingParts;
  #lit = false;

  constructor(parts: HoldingParts) {
    this.#parts = parts;
  }

  begin(point: StagePoint): void {
    const { host, take, tick } = this.#parts;
    const mark = host.markAt(point);
    this.#lit = mark === null;
    tick();
    if (mark === null) host.light(point);
    else take(mark.id);
  }

  move(point: StagePoint): void {
    if (this.#lit) this.#parts.host.light(point);
  }
}
