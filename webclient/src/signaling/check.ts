// Shapes that signaling messages and sealed signals share.

/** An id of the protocols: 8 to 22 of [a-z0-9]. */
export function isId(v: unknown): v is string {
  return typeof v === 'string' && /^[a-z0-9]{8,22}$/.test(v);
}

export function isObject(v: unknown): v is Readonly<Record<string, unknown>> {
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}

export function isIntWithin(v: unknown, min: number, max: number): v is number {
  return Number.isSafeInteger(v) && (v as number) >= min && (v as number) <= max;
}

export function isText(v: unknown, maxChars: number): v is string {
  return typeof v === 'string' && v.length <= maxChars;
}

/** 12 characters of [a-z0-9]; 256 is not a multiple of 36: the bias is harmless in an id. */
export function idFrom(random: Uint8Array): string {
  let id = '';
  for (const b of random) id += (b % 36).toString(36);
  return id;
}
