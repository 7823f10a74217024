// What a person does with the stage: the tool in hand, color and width, the picture in view, and "show everybody". The
// stage itself is a plain class; it is made when its element is there and goes with it.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import type { Panel } from '../panel/panel.ts';
import { type Picture, shown } from '../panel/query.ts';
import type { Presence, PresenceMessage } from '../peer/types.ts';
import { Stage } from '../stage/stage.ts';
import type { StageEnv, ToolId, View, WidthLevel } from '../stage/types.ts';
import type { Pictures } from './pictures.ts';

export { faces as toolFaces } from '../stage/tools/faces.gen.ts';
export type { ToolId, WidthLevel } from '../stage/types.ts';

/** `ids.stage` of peer/wire/schema.json: the one element that says what is shown. */
export const stageId = 'stage000';
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
  mount(root: HTMLElement): () => void;
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
  };
  let stage: Stage | null = null;
  let live: (() => void) | null = null;

  const follow = () => {
    state.picture.value = pictures.shown.value;
  };
  return {
    ...state,
    mount(root) {
      const mounted = new Stage(stageOptions(root, options, state));
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
    setTool: (tool) => {
      state.tool.value = tool;
    },
    setColor: (color) => {
      picked.value = color;
    },
    setWidth: (width) => {
      state.width.value = width;
    },
    zoomIn: () => stage?.zoomIn(),
    zoomOut: () => stage?.zoomOut(),
    fit: () => stage?.fit(),
    show(picture) {
      if (shown(panel)?.picture !== picture) writeShown(panel, picture, null);
      state.picture.value = picture;
    },
    showEverybody() {
      const picture = state.picture.value;
      if (stage && picture !== null) writeShown(panel, picture, stage.view());
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
      const before = { picture: state.picture.peek(), view: stage.view() };
      state.picture.value = now.picture;
      stage.showView(asView(now.view));
      options.onBrought(now.by, () => {
        state.picture.value = before.picture;
        stage?.showView(before.view);
      });
    },
  };
}

function writeShown(panel: Panel, picture: string, view: View | null): void {
  panel.announce(stageId, { kind: 'stage', by: panel.site, picture, view: view && [...view] });
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
    env: options.env,
  };
}
