// The marks on the picture in view, for the list of them and for the bar of the selected ones.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Change, Panel } from '../panel/panel.ts';
import { pinNumbers, pins } from '../panel/pins.ts';
import { isMarkKind, type Mark, marks as marksOf, type Picture, picture as pictureOf } from '../panel/query.ts';
import { markBounds } from '../stage/bounds.ts';
import { textSizeFor, wholeOf, widthFor } from '../stage/geometry.ts';
import { labelOf } from '../stage/label.ts';
import { readingOrder } from '../stage/outline.ts';
import { type PlaceKey, placeOf } from '../stage/places.ts';
import type { Size, Translate } from '../stage/types.ts';
import type { Core } from './features.ts';
import type { ToolId, WidthLevel } from './view.ts';

export { shortcuts } from '../stage/keys.ts';

export interface MarkView {
  readonly id: string;
  readonly picture: string;
  /** The tool that makes such marks. */
  readonly tool: ToolId;
  /** What it is, whose, and where. */
  readonly label: string;
  readonly place: PlaceKey;
  /** Whose it is. */
  readonly name: string;
  readonly own: boolean;
  readonly color: number;
  /** Of the line; of a text its size. */
  readonly width: WidthLevel;
  /** It has words, or could have. */
  readonly writable: boolean;
  /** By the panel's clock, ms since 1970. */
  readonly created: number;
}

export interface Marks {
  /** In the order in which one reads the picture. */
  readonly list: ReadonlySignal<readonly MarkView[]>;
  readonly selected: ReadonlySignal<readonly MarkView[]>;
  /** By the panel's clock. */
  now(): number;
  remove(id: string): void;
  clearMine(): void;
  clearAll(): void;
  stop(): void;
}

const levels = [0, 1, 2] as const;

export function createMarks(core: Core): Marks {
  const { panel, view, people, t, toasts } = core;
  const version = signal(0);
  let clearing = false;
  const stop = panel.subscribe((change) => {
    version.value = version.peek() + 1; // also within effects of others, which must not wait for it
    if (change.origin === 'local' && !clearing) tellRemoved(countOfOthers(panel, change));
  });
  const tellRemoved = (count: number) => {
    if (count === 0) return;
    const action = { label: t('tool.undo'), run: () => void panel.undo() };
    toasts.show({ tone: 'info', text: t('marks.cleared', { count }), action });
  };
  const on = (picture: string | null) => {
    version.value;
    people.list.value; // names may be other ones
    if (picture === null) return [];
    const size = pictureOf(panel, picture) ?? { pixelWidth: 1, pixelHeight: 1 };
    const whole = wholeOf(size);
    const numbers = pinNumbers(pins(panel, picture));
    const items = marksOf(panel, picture).map((mark) => ({ id: mark.id, box: markBounds(mark, whole), mark }));
    return readingOrder(items, whole).map(({ mark }) => viewOf(core, mark, numbers.get(mark.id) ?? 0, size));
  };
  const list = computed(() => on(view.picture.value));
  const selected = computed(() => {
    const ids = new Set(view.selection.value);
    const [first] = ids;
    if (first === undefined) return [];
    // Of two pictures that are compared it may be the other one.
    const picture = panel.get(first)?.get('picture');
    const marks = picture === view.picture.value ? list.value : on(typeof picture === 'string' ? picture : null);
    return marks.filter(({ id }) => ids.has(id));
  });
  const clear = (deed: 'clearMine' | 'clearAll', count: number) => {
    clearing = true;
    view.act({ name: deed });
    clearing = false;
    tellRemoved(count);
  };
  return {
    list,
    selected,
    now: () => panel.now(),
    remove: (id) => void panel.set(id, { deleted: true }),
    clearMine: () => clear('clearMine', list.peek().filter(({ own }) => own).length),
    clearAll: () => clear('clearAll', list.peek().length),
    stop,
  };
}

type PictureSize = Pick<Picture, 'pixelWidth' | 'pixelHeight'>;

/** `number` is what a pin shows. */
function viewOf({ panel, people, t }: Core, mark: Mark, number: number, size: PictureSize): MarkView {
  const { name } = people.look(mark.by);
  const whole = wholeOf(size);
  return {
    ...{ id: mark.id, picture: mark.picture, name, own: mark.by === panel.site, color: mark.color },
    tool: mark.kind === 'ink' ? 'pen' : mark.kind,
    place: placeOf(markBounds(mark), whole),
    label: labelOf(mark, number, name, whole, t as Translate),
    width: levelOf(mark, { width: size.pixelWidth, height: size.pixelHeight }),
    writable: mark.kind === 'text' || mark.kind === 'pin',
    created: panel.get(mark.id)?.created.ms ?? 0,
  };
}

/** How many marks of others a change takes away: whoever did that by a key hears of it, and how it is undone. */
function countOfOthers(panel: Panel, { writes }: Change): number {
  return writes.filter(({ id, set }) => {
    if (set['deleted'] !== true) return false;
    const element = panel.get(id);
    return isMarkKind(element?.kind) && element?.get('by') !== panel.site;
  }).length;
}

/** The width that comes nearest to what the mark has. */
export function levelOf(mark: Mark, picture: Size): WidthLevel {
  const of = mark.kind === 'text' ? textSizeFor : widthFor;
  const has = mark.kind === 'text' ? mark.fontSize : (mark.width ?? widthFor(picture, 1));
  const distance = (level: WidthLevel) => Math.abs(Math.log(of(picture, level) / has));
  return levels.reduce<WidthLevel>((best, level) => (distance(level) < distance(best) ? level : best), 0);
}
