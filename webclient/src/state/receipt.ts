// What left this device in this session, for the person to see: read from the panel, from who was connected, and from
// what the others said to have received. In memory only.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Metadata } from '../media/types.ts';
import type { Element } from '../panel/element.ts';
import { isMarkKind } from '../panel/query.ts';
import type { Core } from './features.ts';
import { toHex } from './hex.ts';

/** unknown: connected, and not told how. */
export type Path = 'direct' | 'relayed' | 'both' | 'unknown';

export interface MetPerson {
  readonly name: string;
  readonly path: Path;
}

export interface SharedPicture {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** When it was put on the panel, ms since 1970. */
  readonly at: number;
  /** waiting: nobody was connected yet. */
  readonly fate: 'waiting' | 'shared' | 'deleted' | 'taken-back';
  /** Who has all of it; the others who were there have its preview. */
  readonly arrived: readonly string[];
  /** Kinds of hidden data that it had; null: not known any more, since a reload. */
  readonly removed: readonly Metadata[] | null;
}

export interface Receipt {
  readonly name: string;
  /** Nobody: then nothing has left the device, whatever is on the panel. */
  readonly people: readonly MetPerson[];
  readonly pictures: readonly SharedPicture[];
  readonly marks: number;
  readonly messages: number;
}

export interface ReceiptKeeper {
  readonly current: ReadonlySignal<Receipt>;
  stop(): void;
}

export type ReceiptCore = Pick<Core, 'panel' | 'people' | 'pictures' | 'adding'>;

/** A peer may come back with a new site as often as it likes. */
const maxMet = 64;

export function createReceipt(core: ReceiptCore): ReceiptKeeper {
  const { panel, people, adding } = core;
  const version = signal(0);
  const again = () => {
    version.value = version.peek() + 1;
  };
  const { met, arrived, ends } = watchPaths(core, again);
  const shared = (element: Element): SharedPicture => {
    const blob = element.get('blob');
    const hash = blob instanceof Uint8Array ? toHex(blob) : '';
    return {
      id: element.id,
      name: String(element.get('name') ?? ''),
      size: Number(element.get('size') ?? 0),
      at: element.created.ms,
      fate: element.takenBack ? 'taken-back' : element.deleted ? 'deleted' : met.size > 0 ? 'shared' : 'waiting',
      arrived: [...new Set(Array.from(arrived.get(hash) ?? [], (site) => people.look(site).name))],
      removed: adding.loaded.value?.removed.value.get(element.id) ?? null,
    };
  };
  const current = computed((): Receipt => {
    version.value; // the panel is no signal: this says that it changed
    const mine = [...panel.elements()].filter((element) => element.created.site === panel.site);
    return {
      name: people.look(panel.site).name,
      people: byName(Array.from(met, ([site, path]) => ({ name: people.look(site).name, path }))),
      pictures: mine
        .filter(({ kind }) => kind === 'picture')
        .map(shared)
        .sort((a, b) => a.at - b.at),
      marks: mine.filter(({ kind }) => isMarkKind(kind)).length,
      messages: mine.filter(({ kind }) => kind === 'message').length,
    };
  });
  return {
    current,
    stop() {
      for (const end of ends) end();
    },
  };
}

/** Remembers who was connected and what came to whom, for both may be gone when it is read. */
function watchPaths({ panel, people, pictures }: ReceiptCore, changed: () => void) {
  /** Site → how it was connected, one way after the other. */
  const met = new Map<string, Path>();
  /** Blob → sites that have all of it. */
  const arrived = new Map<string, Set<string>>();
  const ends = [
    panel.subscribe(changed),
    effect(() => {
      // Whose site is known has said hello: from then on the panel is theirs too.
      for (const { site, peer } of people.others.value) {
        if (met.size < maxMet || met.has(site)) met.set(site, joined(met.get(site), peer?.path ?? 'unknown'));
      }
      changed();
    }),
    effect(() => {
      for (const { blob, by } of pictures.list.value) {
        if (by !== panel.site) continue;
        for (const [site, share] of pictures.delivered(blob)) {
          if (share === 1) arrived.set(blob, (arrived.get(blob) ?? new Set()).add(site));
        }
      }
      changed();
    }),
  ];
  return { met, arrived, ends };
}

/** Who left and came back has another site, and is the same to the person who reads this. */
function byName(met: readonly MetPerson[]): MetPerson[] {
  const paths = new Map<string, Path>();
  for (const { name, path } of met) paths.set(name, joined(paths.get(name), path));
  return Array.from(paths, ([name, path]) => ({ name, path }));
}

function joined(before: Path = 'unknown', path: Path): Path {
  if (before === 'unknown' || path === 'unknown') return before === 'unknown' ? path : before;
  return before === path ? path : 'both';
}
