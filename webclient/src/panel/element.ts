// An element of the panel: its properties as last-writer-wins cells. Go twin: peer/panel/element.go.

import { compareBytes, encodeValue } from '../wire/cbor.ts';
import type { Stamp, Value } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';

export interface Cell {
  readonly value: Value;
  readonly stamp: Stamp;
  /** The length of name and value as encoded: what counts towards `maxPanelBytes`. */
  readonly bytes: number;
}

const noStamp: Stamp = { ms: 0, n: 0, site: '' };

/** What the panel holds under one id. Live: later reads see later writes. */
export class Element {
  readonly id: string;
  readonly #cells: ReadonlyMap<string, Cell>;

  constructor(id: string, cells: ReadonlyMap<string, Cell>) {
    this.id = id;
    this.#cells = cells;
  }

  /** The kind, empty until somebody has written it. Not only the known kinds: others are kept and forwarded. */
  get kind(): string {
    return (this.get('kind') as string | undefined) ?? '';
  }

  get deleted(): boolean {
    return this.get('deleted') === true;
  }

  /** A picture that somebody has taken back, for good. */
  get takenBack(): boolean {
    return this.get('takenBack') === true;
  }

  /** The stamp of the kind, which is written once, by whoever makes the element. */
  get created(): Stamp {
    return this.stamp('kind') ?? noStamp;
  }

  /** The value of a property; undefined where it is absent, be it never written or written as null. */
  get(property: string): Value | undefined {
    return this.#cells.get(property)?.value ?? undefined;
  }

  stamp(property: string): Stamp | undefined {
    return this.#cells.get(property)?.stamp;
  }

  /** Properties and cells, also those that hold null. */
  cells(): Iterable<[string, Cell]> {
    return this.#cells;
  }
}

/**
 * The merge rule: the higher stamp wins. Two values under one stamp cannot come from an honest peer; then the greater
 * encoded value wins, so that the merge stays commutative.
 */
export function wins(stamp: Stamp, value: Value, old: Cell | undefined): boolean {
  if (!old) return true;
  const order = compareStamps(stamp, old.stamp);
  return order !== 0 ? order > 0 : compareBytes(encodeValue(value), encodeValue(old.value)) > 0;
}
