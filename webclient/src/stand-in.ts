// Stands in for an object whose code is fetched when it is first needed. Until then its calls wait, in order; so
// whoever calls does not know the difference.

/** Calls that wait. More come only from somebody who floods: they are dropped, as an object that is gone would. */
const maxWaiting = 10_000;

export interface StandInOptions<T> {
  /** Fetches the code at once. */
  need(): Promise<unknown>;
  /** Resolves when the code is there, whoever asked for it; makes the object. */
  readonly made: Promise<T>;
  /** Calls that cannot wait for the code to come by itself. */
  readonly urgent: readonly (keyof T)[];
  /** What calls answer meanwhile; those that answer something are questions and do not wait. Others answer nothing. */
  readonly meanwhile: Partial<T>;
  /** A call that waited has thrown. */
  failed(error: unknown): void;
}

export function standIn<T extends object>(options: StandInOptions<T>): T {
  let object: T | null = null;
  const waiting: ((made: T) => unknown)[] = [];
  void options.made.then((made) => {
    // What the calls bring about is called in turn and comes after them.
    for (const call of waiting) (async () => call(made))().catch((error: unknown) => options.failed(error));
    object = made;
  });
  return new Proxy({} as T, {
    get(_, property) {
      const name = property as keyof T;
      if (object) {
        const value = object[name];
        return typeof value === 'function' ? value.bind(object) : value;
      }
      if (name in options.meanwhile) return options.meanwhile[name];
      return (...values: unknown[]) => {
        if (options.urgent.includes(name)) options.need().catch(() => {});
        if (waiting.length < maxWaiting)
          waiting.push((made) => (made[name] as (...v: unknown[]) => unknown)(...values));
      };
    },
  });
}
