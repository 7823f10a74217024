// What a person does with the stage: the tool in hand, color and width, the picture in view, and "show everybody". The
// stage itself is a plain class; it is made when its element is there and goes with it.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import type { Panel } from '../panel/panel.ts';
import { type Picture, shown } from '../panel/query.ts';
import type { Presence, PresenceMessage } from '../peer/types.ts';
import { Stage } from '../stage/stage.ts';
import type { Box, Deed, Habits, StageEnv, StageOptions, ToolId, View, WidthLevel } from '../stage/types.ts';
import { ids } from '../wire/schema.gen.ts';
import { compared } from './compared.ts';
import type { Pictures } from './pictures.ts';

export { faces as toolFaces } from '../stage/tools/faces.gen.ts';
export type { Box, Deed, ToolId, WidthLevel } from '../stage/types.ts';

/** An older "look here" has been seen, or is none of a late joiner's business. */
const lookHereMs = 15_000;

export interface ViewState {
  readonly tool: ReadonlySignal<ToolId>;
  readonly color: ReadonlySignal<number>;
  readonly width: ReadonlySignal<WidthLevel>;
  /** The picture in view here: what is shown to all, or what one went back to. */
  readonly picture: ReadonlySignal<string | null>;
  /** The zoom, 1 for one picture pixel a screen pixel; null while there is no picture. */
  readonly scale: ReadonlySignal<number | null>;
  /** Ids of the marks that are selected here, and where they are on the screen; null while they are being moved. */
  readonly selection: ReadonlySignal<readonly string[]>;
  readonly selectionBox: ReadonlySignal<Box | null>;
  /** Rises when a key asks for what can be done with the selection. */
  readonly menuAsked: ReadonlySignal<number>;
  mount(root: HTMLElement): () => void;
  /** For a second stage beside it: the one that is mounted, and what `stage` works with, in the same hands. */
  main(): Stage | null;
  stageOptions(root: HTMLElement, stage: () => Stage | null): StageOptions;
  setTool(tool: ToolId): void;
  setColor(color: number): void;
  setWidth(width: WidthLevel): void;
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  /** Brings a picture before everybody, each in an own view of it. */
  show(picture: string): void;
  /** Brings everybody to the very part of the picture that one sees. */
  showEverybody(): void;
  /** Does something to the selected marks, or to all on the picture in view; one step of undo. */
  act(deed: Deed): void;
  /** Brings a mark of the picture in view, or of the one that is about to be, before one's eyes and under the focus. */
  goTo(mark: string): void;
  /** Goes, here only, to what somebody else has in view; null: all of the picture. */
  look(picture: string, view: View | null): void;
  /** What is in view here; null without a stage. */
  view(): View | null;
  /** Tells that one moved by one's own hand, or was brought somewhere. Returns the end of it. */
  onMoved(listener: () => void): () => void;
  presence(site: string, message: Presence): void;
  removePerson(site: string): void;
  peopleChanged(): void;
  pictureChanged(): void;
  /** The stage element was written by somebody else. */
  shownByOther(): void;
}

export interface ViewOptions {
  readonly panel: Panel;
  readonly pictures: Pictures;
  readonly t: Translate;
  readonly env: StageEnv;
  /** One's own color: the brush follows it until another one is picked. */
  readonly own: ReadonlySignal<number>;
  person(site: string): { readonly name: string; readonly color: number };
  present(message: PresenceMessage): void;
  onFiles(files: File[]): void;
  habits(): Habits;
  /** Into the page's live region. */
  say(text: string): void;
  /** Somebody brought us to a view of theirs; `back` returns to what one saw before. */
  onBrought(by: string, back: () => void): void;
}

export function createView(options: ViewOptions): ViewState {
  const { panel, pictures } = options;
  const picked = signal<number | null>(null);
  const state = {
    tool: signal<ToolId>('select'),
    color: computed(() => picked.value ?? options.own.value),
    width: signal<WidthLevel>(1),
    picture: signal<string | null>(null),
    scale: signal<number | null>(null),
    selection: signal<readonly string[]>([]),
    selectionBox: signal<Box | null>(null),
    menuAsked: signal(0),
  };
  let stage: Stage | null = null;
  /** The one with the selection. */
  let acting: Stage | null = null;
  let live: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const moved = () => {
    for (const listener of listeners) listener();
  };
  const byHand = (move: (stage: Stage) => void) => () => {
    moved();
    if (stage) move(stage);
  };

  const show = (picture: string) => {
    moved();
    if (shown(panel)?.picture !== picture) writeShown(panel, picture, null);
    state.picture.value = picture;
  };
  const follow = () => {
    state.picture.value = pictures.shown.value;
  };
  const optionsOf: ViewState['stageOptions'] = (root, of) => ({
    ...stageOptions(root, options, state),
    say: (text) => options.say(text),
    onHand: moved,
    onStep: (by) => {
      const list = pictures.list.peek();
      const next = list[list.findIndex(({ id }) => id === state.picture.peek()) + by];
      if (next) show(next.id);
    },
    onSelection: (ids) => {
      state.selection.value = ids;
      acting = ids.length > 0 ? of() : null;
    },
    onSelectionBox: (box) => {
      state.selectionBox.value = box;
    },
    onMenu: () => {
      state.menuAsked.value = state.menuAsked.peek() + 1;
    },
  });
  return {
    ...state,
    mount(root) {
      const mounted = new Stage(optionsOf(root, () => stage));
      stage = mounted;
      const stop = [
        effect(follow),
        effect(() => mounted.show(state.picture.value)),
        effect(() => mounted.setTool(state.tool.value)),
        effect(() => mounted.setColor(state.color.value)),
        effect(() => mounted.setWidth(state.width.value)),
        effect(() => mounted.setPeople()), // whatever it writes in words is in the language that is chosen
      ];
      live = () => {
        for (const end of stop) end();
        mounted.destroy();
        stage = null;
        live = null;
      };
      return () => live?.();
    },
    // What is cleared is the picture in view, wherever something is selected.
    act: (deed) => (deed.name === 'clearMine' || deed.name === 'clearAll' ? stage : (acting ?? stage))?.act(deed),
    goTo(mark) {
      moved();
      stage?.goTo(mark);
    },
    main: () => stage,
    stageOptions: optionsOf,
    setTool: (tool) => {
      state.tool.value = tool;
    },
    setColor: (color) => {
      picked.value = color;
    },
    setWidth: (width) => {
      state.width.value = width;
    },
    zoomIn: byHand((at) => at.zoomIn()),
    zoomOut: byHand((at) => at.zoomOut()),
    fit: byHand((at) => at.fit()),
    show,
    showEverybody() {
      const picture = state.picture.value;
      if (stage && picture !== null) writeShown(panel, picture, stage.view());
    },
    look(picture, view) {
      state.picture.value = picture;
      if (view === null) stage?.fit();
      else stage?.showView(view);
    },
    view: () => stage?.view() ?? null,
    onMoved(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    presence(site, message) {
      if (message.type !== 'writing') stage?.presence(site, message);
    },
    removePerson: (site) => stage?.removePerson(site),
    peopleChanged: () => stage?.setPeople(),
    pictureChanged: () => stage?.refreshPicture(),
    shownByOther() {
      const now = shown(panel);
      if (!stage || !now?.view || now.by === panel.site || now.stamp.ms < panel.now() - lookHereMs) return;
      moved();
      const before = { picture: state.picture.peek(), view: stage.view() };
      state.picture.value = now.picture;
      stage.showView(asView(now.view));
      options.onBrought(now.by, () => {
        moved();
        state.picture.value = before.picture;
        stage?.showView(before.view);
      });
    },
  };
}

function writeShown(panel: Panel, picture: string, view: View | null): void {
  // "Come here" in a comparison does not end it: the pair is written together.
  const pair = compared(panel);
  const kept = pair?.picture === picture ? { compare: pair.beside } : {};
  panel.announce(ids.stage, { kind: 'stage', by: panel.site, picture, view: view && [...view], ...kept });
}

function asView(view: readonly number[]): View {
  const [x = 0, y = 0, w = 0, h = 0] = view;
  return [x, y, w, h];
}

function stageOptions(
  root: HTMLElement,
  options: ViewOptions,
  state: { readonly tool: Signal<ToolId>; readonly scale: Signal<number | null> },
) {
  return {
    root,
    panel: options.panel,
    t: options.t as (key: string, params?: Readonly<Record<string, string | number>>) => string,
    person: options.person,
    pictureUrl: (picture: Picture) => options.pictures.url(picture),
    present: (message: PresenceMessage) => options.present(message),
    onTool: (tool: ToolId) => {
      state.tool.value = tool;
    },
    onView: ({ scale }: { readonly scale: number }) => {
      state.scale.value = scale;
    },
    onFiles: (files: File[]) => options.onFiles(files),
    habits: () => options.habits(),
    env: options.env,
  };
}
