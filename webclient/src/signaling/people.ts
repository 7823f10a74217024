// Who is in a room, before joining: numbers, from the page itself at first (signaling/PROTOCOL.md, "Who is there") and
// from the service when asked anew. Null: not known, because it was asked too often, or nobody answers.

import { isIntWithin, isObject } from './check.ts';
import { limits } from './limits.ts';

export interface People {
  /** Connected now, in other pages than this one. */
  readonly people: number;
  readonly places: number;
  /** The room was closed for good. */
  readonly spent: boolean;
}

export function parsePeople(v: unknown): People | null {
  if (!isObject(v)) return null;
  const { people, places, spent } = v;
  if (!isIntWithin(places, limits.minCapacity, limits.maxCapacity) || !isIntWithin(people, 0, places)) return null;
  return typeof spent === 'boolean' ? { people, places, spent } : null;
}

/** What the page came with. */
export function shownPeople(page: Pick<Document, 'querySelector'>): People | null {
  const meta = page.querySelector<HTMLMetaElement>('meta[name=room-people]');
  if (!meta) return null;
  const { places, spent } = meta.dataset;
  return parsePeople({ people: number(meta.content), places: number(places), spent: spent === 'true' });
}

function number(text: string | undefined): number {
  return /^\d$/.test(text ?? '') ? Number(text) : Number.NaN;
}

export async function askPeople(room: string, ask: typeof fetch, signal?: AbortSignal): Promise<People | null> {
  try {
    const answer = await ask(`/r/${room}/people`, { cache: 'no-store', ...(signal && { signal }) });
    return answer.ok ? parsePeople(await answer.json()) : null;
  } catch {
    return null;
  }
}
