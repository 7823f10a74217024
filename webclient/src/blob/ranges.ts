// A set of byte ranges: what of a blob is here already.

/** Half open: from … to − 1. */
interface Range {
  from: number;
  to: number;
}

export class Ranges {
  /** Sorted, apart from each other by at least one byte. */
  #ranges: Range[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a range; how many bytes of it were new. */
  add(offset: number, length: number): number {
    if (length <= 0) return 0;
    const merged: Range = { from: offset, to: offset + length };
    const rest: Range[] = [];
    let known = 0;
    for (const r of this.#ranges) {
      if (r.to < merged.from || r.from > merged.to) {
        rest.push(r);
        continue;
      }
      known += r.to - r.from;
      merged.from = Math.min(merged.from, r.from);
      merged.to = Math.max(merged.to, r.to);
    }
    const added = merged.to - merged.from - known;
    rest.push(merged);
    this.#ranges = rest.sort((a, b) => a.from - b.from);
    this.#bytes += added;
    return added;
  }

  covers(offset: number, length: number): boolean {
    return this.#ranges.some((r) => r.from <= offset && offset + length <= r.to);
  }

  /** What is missing of `size` bytes, as the flat list of a `want`, at most maxRanges of them. */
  missing(size: number, maxRanges: number): number[] {
    const flat: number[] = [];
    let at = 0;
    for (const r of [...this.#ranges, { from: size, to: size }]) {
      if (r.from > at && flat.length < 2 * maxRanges) flat.push(at, r.from - at);
      at = Math.max(at, r.to);
    }
    return flat;
  }
}
