// Two people in a new room who are connected: where most tests begin.
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import type { Person, PersonOptions } from './person.ts';
import { connected, enter, frame, showsPicture } from './room.ts';
import type { StageSet } from './stage-set.ts';

export const phone: PersonOptions = { width: 360, height: 740, touch: true };
export const laptop: PersonOptions = { width: 1280, height: 800 };
export const desk: PersonOptions = { width: 1440, height: 900 };

export interface Pair<Agent extends Person = ChromiumPerson, Customer extends Person = ChromiumPerson> {
  readonly agent: Agent;
  readonly customer: Customer;
  readonly link: string;
}

interface Options {
  readonly agent?: PersonOptions;
  readonly customer?: PersonOptions;
  /** Giulia adds `media.photo`, and both see it. */
  readonly photo?: boolean;
}

/** Giulia at a desk and Lucia at a phone, unless they have other screens. */
export async function pairUp(set: StageSet, options: Options = {}): Promise<Pair> {
  const { agent = desk, customer = phone, photo = false } = options;
  const pair = await meet(set, await set.chromium(agent), await set.chromium(customer));
  if (photo) await addPhoto(set, pair);
  return pair;
}

/** For people whom `pairUp` does not make: in Firefox, with a page that was prepared, or of another name. */
export async function meet<Agent extends Person, Customer extends Person>(
  set: StageSet,
  agent: Agent,
  customer: Customer,
  customersName = 'Lucia',
): Promise<Pair<Agent, Customer>> {
  const { link } = newLink(set.service.url);
  await enter(agent, link, 'Giulia');
  await enter(customer, link, customersName);
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  return { agent, customer, link };
}

export async function addPhoto(set: StageSet, { agent, customer }: Pair): Promise<void> {
  await agent.choose([set.media.photo]);
  const seen = async (person: Person): Promise<void> => {
    await showsPicture(person, 1200, 800);
    // The strip comes with code that may be there later, and takes room: without it the picture is not yet in its place.
    await frame(person, /photo/);
  };
  await Promise.all([seen(agent), seen(customer)]);
}
