// The replicated panel: element id → property → cell, PROTOCOL.md section 4. Pure: the wall clock comes in, nothing
// goes out but what the subscribers are told. Every replica that saw the same writes is equal. Go twin: peer/panel.

import { WireError } from '../wire/errors.ts';
import * as limits from '../wire/limits.gen.ts';
import type { Stamp, Value, Write } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import { checkWrite, propertyBytes } from '../wire/validate.ts';
import { Clock } from './clock.ts';
import { type Cell, Element, wins } from './element.ts';
import { type Before, type Effect, History, pushBounded, Step } from './history.ts';

export interface Change {
  readonly origin: 'local' | 'remote';
  /** The writes that changed anything, in the order in which they were merged. */
  readonly writes: readonly Write[];
  readonly ids: readonly string[];
}

export interface PanelOptions {
  readonly site: string;
  /** The wall clock in ms since 1970. */
  readonly wall: () => number;
}

export interface MergeResult {
  /** The writes that changed anything. */
  readonly accepted: Write[];
  readonly refused: WireError[];
}

interface Entry {
  readonly element: Element;
  readonly cells: Map<string, Cell>;
}

export class Panel {
  readonly site: string;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #history = new History();
  readonly #listeners = new Set<(c: Change) => void>();
  #bytes = 0;
  /** What is being done right now, while a step runs. */
  #open: { readonly step: Step; readonly writes: Write[] } | undefined;

  constructor({ site, wall }: PanelOptions) {
    this.site = site;
    this.#clock = new Clock(site, wall);
  }

  /** The panel clock in ms: what `hello.now` tells. */
  now(): number {
    return this.#clock.now();
  }

  get(id: string): Element | undefined {
    return this.#entries.get(id)?.element;
  }

  *elements(): Iterable<Element> {
    for (const { element } of this.#entries.values()) yield element;
  }

  /** Writes properties of an element; outside of `step` it is a step of its own. Throws WireError if it is not valid. */
  set(id: string, set: Readonly<Record<string, Value>>): Write {
    return this.step(() => this.#write(id, set));
  }

  /** `set` for what is no action of a person, like one's own name or the picture in view: no step, undo passes it by. */
  announce(id: string, set: Readonly<Record<string, Value>>): Write {
    return this.#during(
      () => this.#write(id, set),
      () => {},
    );
  }

  /** Makes all that `action` sets one step of undo and one change for the subscribers. A step within one joins it. */
  step<T>(action: () => T): T {
    return this.#open ? action() : this.#during(action, (step) => this.#history.add(step));
  }

  /** Merges writes of others. `bound` is the latest ms that is accepted. One bad write costs no other. */
  merge(writes: readonly Write[], bound: number): MergeResult {
    const accepted: Write[] = [];
    const refused: WireError[] = [];
    for (const w of writes) {
      try {
        checkWrite(w);
        if (w.stamp.ms > bound) throw new WireError('future-stamp', `${w.stamp.ms - bound} ms beyond the bound`);
        if (this.#apply(w)) accepted.push(w);
        this.#clock.see(w.stamp);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        refused.push(error);
      }
    }
    this.#tell('remote', accepted);
    return { accepted, refused };
  }

  /** The whole panel as writes, in an order that depends on nothing but its content. */
  snapshot(): Write[] {
    const ids = [...this.#entries.keys()].sort();
    return ids.flatMap((id) => byStamp(id, (this.#entries.get(id) as Entry).cells));
  }

  /** Undoes the last own step of which anything is still one's own. False if there is none. */
  undo(): boolean {
    return this.#reverse(this.#history.undo, this.#history.redo);
  }

  redo(): boolean {
    return this.#reverse(this.#history.redo, this.#history.undo);
  }

  get canUndo(): boolean {
    return this.#history.undo.some((step) => this.#reversal(step).length > 0);
  }

  get canRedo(): boolean {
    return this.#history.redo.some((step) => this.#reversal(step).length > 0);
  }

  /** Calls `listener` after each change, undo and redo as `local` ones, until the returned function is called. */
  subscribe(listener: (c: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #reverse(from: Step[], to: Step[]): boolean {
    for (let step = from.pop(); step; step = from.pop()) {
      const undone = step;
      const write = () => this.#writeReversal(undone, from);
      if (this.#during(write, (done) => pushBounded(to, done))) return true;
    }
    return false;
  }

  /** Whether anything could be written: at a limit of the panel an element stays as it is. */
  #writeReversal(step: Step, earlier: readonly Step[]): boolean {
    let any = false;
    for (const [id, set] of this.#reversal(step)) {
      try {
        step.handOver(this.#write(id, set), earlier);
        any = true;
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
      }
    }
    return any;
  }

  #reversal(step: Step): readonly [string, Record<string, Value>][] {
    return [...step.reverse(this.site, (id) => this.get(id))];
  }

  /** Runs an action with a step open. What it wrote before it threw is on the panel, so it is kept and told too. */
  #during<T>(action: () => T, keep: (step: Step) => void): T {
    const outer = this.#open;
    const open = { step: new Step(), writes: [] };
    this.#open = open;
    try {
      return action();
    } finally {
      this.#open = outer;
      if (!open.step.empty) keep(open.step);
      this.#tell('local', open.writes);
    }
  }

  #write(id: string, set: Readonly<Record<string, Value>>): Write {
    const write: Write = { stamp: this.#clock.next(), id, set: { ...set } };
    checkWrite(write);
    const effect = this.#apply(write);
    if (effect) this.#open?.step.record(write, effect);
    this.#open?.writes.push(write);
    this.#clock.see(write.stamp);
    return write;
  }

  /** Merges one checked write. Undefined if all that it says was known or is outdated. */
  #apply({ stamp, id, set }: Write): Effect | undefined {
    const entry = this.#entries.get(id);
    const won: [string, Cell][] = [];
    const before = new Map<string, Before>();
    let growth = 0;
    for (const [property, value] of Object.entries(set)) {
      const old = entry?.cells.get(property);
      if (!wins(stamp, value, old)) continue;
      const bytes = propertyBytes(property, value);
      won.push([property, { value, stamp, bytes }]);
      before.set(property, { value: old?.value ?? null, stamp: old?.stamp });
      growth += bytes - (old?.bytes ?? 0);
    }
    if (won.length === 0) return undefined;
    this.#checkRoom(entry, won, growth);
    this.#bytes += growth;
    const { cells } = entry ?? this.#add(id);
    for (const [property, cell] of won) cells.set(property, cell);
    return { created: !entry, before };
  }

  #checkRoom(entry: Entry | undefined, won: readonly [string, Cell][], growth: number): void {
    const added = won.filter(([property]) => !entry?.cells.has(property)).length;
    if (!entry && this.#entries.size >= limits.maxElements) throw new WireError('too-many', 'elements');
    if ((entry?.cells.size ?? 0) + added > limits.maxPropertiesPerElement)
      throw new WireError('too-many', 'properties');
    if (growth > 0 && this.#bytes + growth > limits.maxPanelBytes)
      throw new WireError('too-many', 'bytes on the panel');
  }

  #add(id: string): Entry {
    const cells = new Map<string, Cell>();
    const entry = { element: new Element(id, cells), cells };
    this.#entries.set(id, entry);
    return entry;
  }

  #tell(origin: Change['origin'], writes: readonly Write[]): void {
    if (writes.length === 0) return;
    const change = { origin, writes, ids: [...new Set(writes.map((w) => w.id))] };
    for (const listener of [...this.#listeners]) listener(change);
  }
}

/** The cells of one element as writes: one for each stamp, in the order of stamps. */
function byStamp(id: string, cells: ReadonlyMap<string, Cell>): Write[] {
  const sorted = [...cells].sort(([, a], [, b]) => compareStamps(a.stamp, b.stamp));
  const writes: { stamp: Stamp; id: string; set: Record<string, Value> }[] = [];
  for (const [property, { stamp, value }] of sorted) {
    const last = writes.at(-1);
    if (last && compareStamps(last.stamp, stamp) === 0) last.set[property] = value;
    // No prototype: a property that is called __proto__ is data.
    else writes.push({ stamp, id, set: Object.assign(Object.create(null), { [property]: value }) });
  }
  return writes;
}
