// The way back while one edits.

/** Steps kept: more than anybody goes back. */
export const maxSteps = 100;

export class History<T> {
  readonly #past: T[] = [];
  #now: T;

  constructor(now: T) {
    this.#now = now;
  }

  get now(): T {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  push(next: T): void {
    this.#past.push(this.#now);
    if (this.#past.length > maxSteps) this.#past.shift();
    this.#now = next;
  }

  undo(): void {
    this.#now = this.#past.pop() ?? this.#now;
  }
}
