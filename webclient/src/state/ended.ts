// After a room: what became of what this device kept of it, and what left the device while one was there.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Link } from '../signaling/link.ts';
import type { Later, LaterParts } from './later.ts';
import type { Receipt } from './receipt.ts';
import type { Session } from './session.ts';

/** left: by oneself. closed-both: one closed the room. room-closed: somebody else did. */
export type EndedBy = 'left' | 'closed-both' | 'room-closed';

export type Wiping = 'wiping' | 'wiped' | 'failed';

export interface Ended {
  readonly by: EndedBy;
  readonly link: Link;
  readonly wiping: ReadonlySignal<Wiping>;
  /** Null: one left before there was anything to keep an account with. */
  readonly receipt: Receipt | null;
  /** Its page is of the later part. */
  readonly later: Later<LaterParts>;
}

/** Says goodbye and wipes; the page need not wait for it. */
export function endSession(session: Session, by: EndedBy): Ended {
  const wiping = signal<Wiping>('wiping');
  const receipt = session.features.peek()?.receipt.current.peek() ?? null;
  void session.leave().then((wiped) => {
    wiping.value = wiped ? 'wiped' : 'failed';
  });
  return { by, link: session.link, wiping, receipt, later: session.later };
}
