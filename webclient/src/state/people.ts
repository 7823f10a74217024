// Who is in the room: names and colors from the panel, presence and path from the connections.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Panel } from '../panel/panel.ts';
import { person } from '../panel/query.ts';
import type { RemotePeer } from '../peer/types.ts';
import { freeColor } from './colors.ts';

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
    if (color !== me.color) panel.announce(panel.site, { kind: 'person', name: me.name, color });
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
      panel.announce(panel.site, { kind: 'person', name, color: me?.color ?? color });
    },
  };
}

/** The letter on an avatar: the first grapheme, so that accents and emoji stay whole. */
export function initial(name: string): string {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next();
  return first.done ? '?' : first.value.segment.toLocaleUpperCase();
}
