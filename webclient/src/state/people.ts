// Who is in the room: names and colors from the panel, presence and path from the connections.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Panel } from '../panel/panel.ts';
import { person } from '../panel/query.ts';
import type { RemotePeer } from '../peer/types.ts';

/** Number of colors in the palette (`--person-0` … in tokens.css). */
export const personColors = 8;

export interface PersonView {
  readonly site: string;
  readonly name: string;
  readonly color: number;
  /** Absent: this is oneself. */
  readonly peer?: RemotePeer;
}

export interface People {
  /** Oneself first, then the others in the order in which they came. */
  readonly list: ReadonlySignal<readonly PersonView[]>;
  readonly others: ReadonlySignal<readonly PersonView[]>;
  /** Anybody who ever wrote to the panel, present or not. */
  look(site: string): { readonly name: string; readonly color: number };
  peers(list: readonly RemotePeer[]): void;
  changed(): void;
  /** Before joining: puts one's own name on the panel. */
  introduce(name: string, color: number): void;
}

/** The unnamed are shown by `fallback`, in the person's language. */
export function createPeople(panel: Panel, fallback: () => string): People {
  const version = signal(0);
  const peers = signal<readonly RemotePeer[]>([]);

  const look = (site: string) => {
    const known = person(panel, site);
    return { name: known?.name || fallback(), color: known?.color ?? 7 };
  };
  const others = computed(() => {
    version.value;
    return peers.value.flatMap((peer) =>
      peer.site === null ? [] : [{ site: peer.site, ...look(peer.site), peer } satisfies PersonView],
    );
  });

  /** Two with one color: the one with the greater site id gives way, so that exactly one of them does. */
  const settleColor = () => {
    const me = person(panel, panel.site);
    if (!me) return;
    const present = others.peek().filter((other) => other.peer.status !== 'gone' && person(panel, other.site));
    if (!present.some((other) => other.color === me.color && other.site < panel.site)) return;
    const color = freeColor(present.map((other) => other.color));
    if (color !== me.color) panel.set(panel.site, { kind: 'person', name: me.name, color });
  };
  return {
    list: computed(() => {
      version.value;
      return [{ site: panel.site, ...look(panel.site) }, ...others.value];
    }),
    others,
    look,
    peers(list) {
      peers.value = list;
      settleColor();
    },
    changed() {
      version.value++;
      settleColor();
    },
    introduce(name, color) {
      const me = person(panel, panel.site);
      if (me?.name === name) return;
      const set = { kind: 'person', name, color: me?.color ?? color };
      // Merged, not set: to have a name is no action that Undo may take back. Others get it with the snapshot.
      const ms = panel.now() + 1;
      panel.merge([{ stamp: { ms, n: 0, site: panel.site }, id: panel.site, set }], ms);
    },
  };
}

/** The lowest color that nobody present has; with more people than colors, the first. */
export function freeColor(taken: readonly number[]): number {
  for (let color = 0; color < personColors; color++) if (!taken.includes(color)) return color;
  return 0;
}

/** The letter on an avatar: the first grapheme, so that accents and emoji stay whole. */
export function initial(name: string): string {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next();
  return first.done ? '?' : first.value.segment.toLocaleUpperCase();
}
