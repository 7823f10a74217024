// What the rest of the page reads from the panel: typed, and only elements that are complete and not deleted.
// Types hold because no write gets onto the panel with a known property of the wrong type. Go twin: peer/panel/query.go.

import * as limits from '../wire/limits.gen.ts';
import {
  type Arrow,
  type Ellipse,
  type Ink,
  ids,
  type Kind,
  type Kinds,
  kinds,
  type Person,
  type Picture,
  type Pin,
  type Rectangle,
  type Stage,
  type Stamp,
  type Text,
} from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';
import { codePoints, unpacks } from '../wire/validate.ts';
import type { Element } from './element.ts';
import type { Panel } from './panel.ts';

export type { Person, Picture } from '../wire/schema.gen.ts';
export type Mark = Arrow | Ellipse | Rectangle | Ink | Text | Pin;

/** The picture that everybody is asked to look at, who asked, and when. A picture that is not here is not shown. */
export interface Shown extends Omit<Stage, 'kind' | 'id'> {
  readonly stamp: Stamp;
}

const markKinds: readonly Mark['kind'][] = ['arrow', 'ellipse', 'rectangle', 'ink', 'text', 'pin'];

/** The pictures in the order of the filmstrip. */
export function pictures(panel: Panel): Picture[] {
  const all = [...panel.elements()].flatMap((element) => read(element, 'picture') ?? []);
  return all.sort((a, b) => compareText(a.order, b.order) || compareText(a.id, b.id));
}

export function picture(panel: Panel, id: string): Picture | undefined {
  return read(panel.get(id), 'picture');
}

/** The marks on a picture, oldest first. */
export function marks(panel: Panel, pictureId: string): Mark[] {
  const own = [...panel.elements()].filter((element) => element.get('picture') === pictureId);
  own.sort(byCreation);
  return own.flatMap((element) => mark(element) ?? []);
}

/** An element as a mark, if it is one. */
export function mark(element: Element | undefined): Mark | undefined {
  const kind = element && markKinds.find((k) => k === element.kind);
  return kind && read(element, kind);
}

/** Whether elements of this kind are drawn on a picture, complete or not, deleted or not. */
export function isMarkKind(kind: unknown): boolean {
  return markKinds.some((one) => one === kind);
}

/** Who sits at a site: the person's element has the site as its id. */
export function person(panel: Panel, site: string): Person | undefined {
  return read(panel.get(site), 'person');
}

export function shown(panel: Panel): Shown | undefined {
  const element = panel.get(ids.stage);
  const stage = read(element, 'stage');
  const stamp = element?.stamp('picture');
  if (!stage || !stamp || !picture(panel, stage.picture)) return undefined;
  const { kind: _, id, compare, ...rest } = stage;
  return { ...rest, stamp, ...(compare !== undefined && picture(panel, compare) && { compare }) };
}

/** An element as one of a kind, if it is one that is complete, and neither deleted nor taken back. */
export function read<K extends Kind>(element: Element | undefined, kind: K): Kinds[K] | undefined {
  if (!element || element.kind !== kind || element.deleted || element.takenBack) return undefined;
  const { required, optional } = kinds[kind];
  const fields: Record<string, unknown> = { kind, id: element.id };
  for (const property of required) {
    const value = element.get(property);
    if (value === undefined) return undefined;
    fields[property] = value;
  }
  for (const property of optional) {
    const value = element.get(property);
    if (value !== undefined) fields[property] = value;
  }
  // What the check of one property could not see, because it looks at no other.
  if (kind === 'ink' && !unpacks(fields['points'] as Uint8Array, fields['pressure'] === true)) return undefined;
  if (kind === 'pin' && codePoints((fields['text'] as string | undefined) ?? '') > limits.maxPinChars) return undefined;
  return fields as unknown as Kinds[K];
}

export function byCreation(a: Element, b: Element): number {
  return compareStamps(a.created, b.created) || compareText(a.id, b.id);
}

/** Bytewise, because keys and ids are ASCII. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
