// Following a person: one's own view goes where theirs goes, until one moves by one's own hand.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { picture as pictureOf } from '../panel/query.ts';
import { wholeOf } from '../stage/geometry.ts';
import type { Box } from '../stage/types.ts';
import type { Viewport } from '../wire/schema.gen.ts';
import type { Core } from './features.ts';
import { isFitOf, partToShow } from './same-part.ts';

export interface Follow {
  /** Whom one follows. */
  readonly site: ReadonlySignal<string | null>;
  toggle(site: string): void;
  end(): void;
  stop(): void;
}

/** Two who begin to follow each other at the same moment would swap places: it shows within so long. */
const mutualMs = 1_000;
/** Sites whose viewport is remembered; more than a room has places. */
const maxSites = 16;

export type FollowCore = Pick<Core, 'panel' | 'people' | 'view' | 'onPresence'>;

export function createFollow(core: FollowCore, now: () => number): Follow {
  const { panel, people, view } = core;
  const site = signal<string | null>(null);
  const latest = new Map<string, Viewport>();
  let begun: { readonly at: number; readonly from: Box } | null = null;
  let shown = '';

  const end = () => {
    site.value = null;
  };
  /** Whether one's own view had to move for it. */
  const go = (followed: string): boolean => {
    const theirs = latest.get(followed);
    const picture = theirs && theirs.picture !== null ? pictureOf(panel, theirs.picture) : undefined;
    const mine = view.view();
    if (!theirs || !picture || !mine) return false;
    const told = `${picture.id} ${theirs.x} ${theirs.y} ${theirs.w} ${theirs.h}`;
    if (told === shown) return false; // viewports are told again now and then, and one may have been led elsewhere since
    shown = told;
    const box = boxOf(theirs);
    const here = view.picture.peek() === picture.id ? asBox(mine) : nowhere;
    if (begun && now() - begun.at < mutualMs && panel.site < followed && isFitOf(box, begun.from)) {
      end();
      return false;
    }
    const whole = { x: 0, y: 0, ...wholeOf(picture) };
    const part = partToShow(here, box, whole);
    if (part) view.look(picture.id, isAll(part, whole) ? null : [part.x, part.y, part.width, part.height]);
    return part !== null;
  };

  const ending = [
    core.onPresence((from, message) => {
      if (message.type !== 'viewport') return;
      latest.delete(from);
      latest.set(from, message);
      if (latest.size > maxSites) latest.delete(latest.keys().next().value ?? '');
      if (from === site.peek()) go(from);
    }),
    view.onMoved(end),
    effect(() => {
      const followed = site.value;
      if (followed === null) return;
      const person = people.others.value.find((other) => other.site === followed);
      if (!person || person.peer?.status === 'gone') end();
    }),
  ];
  return {
    site,
    toggle(followed) {
      if (site.peek() === followed) return end();
      const [mine, theirs] = [view.view(), latest.get(followed)];
      begun = null;
      shown = '';
      site.value = followed;
      const moved = go(followed);
      // Only who left a view can be followed to it, and only by who was not there before.
      if (moved && mine && theirs && !isFitOf(boxOf(theirs), asBox(mine))) begun = { at: now(), from: asBox(mine) };
    },
    end,
    stop() {
      for (const stop of ending) stop();
    },
  };
}

const nowhere: Box = { x: 0, y: 0, width: 0, height: 0 };

function asBox([x, y, width, height]: readonly [number, number, number, number]): Box {
  return { x, y, width, height };
}

function boxOf({ x, y, w, h }: Viewport): Box {
  return { x, y, width: w, height: h };
}

function isAll(part: Box, whole: Box): boolean {
  return part.width === whole.width && part.height === whole.height;
}
