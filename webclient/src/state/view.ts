// What a person does with the stage: with which brush, what is in view, and what is selected. The stage itself is a
// plain class; it is made when its element is there and goes with it.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Translate } from '../i18n.ts';
import type { Presence } from '../peer/types.ts';
import { Stage } from '../stage/stage.ts';
import type { Box, Deed, StageOptions, View } from '../stage/types.ts';
import { type Brush, createBrush, handTo } from './brush.ts';
import { createShowing, type Showing, type ShowingOptions } from './showing.ts';

export { faces as toolFaces } from '../stage/tools/faces.gen.ts';
export type { Box, Deed, ToolId, WidthLevel } from '../stage/types.ts';

export interface ViewState extends Brush, Showing {
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
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  /** Does something to the selected marks, or to all on the picture in view; one step of undo. */
  act(deed: Deed): void;
  /** Brings a mark of the picture in view, or of the one that is about to be, before one's eyes and under the focus. */
  goTo(mark: string): void;
  /** What is in view here; null without a stage. */
  view(): View | null;
  presence(site: string, message: Presence): void;
  removePerson(site: string): void;
  peopleChanged(): void;
  pictureChanged(): void;
}

/** What is called as in `StageOptions` is for the stage. */
export interface ViewOptions
  extends ShowingOptions,
    Required<Pick<StageOptions, 'env' | 'person' | 'present' | 'onFiles' | 'habits' | 'say'>> {
  readonly t: Translate;
  /** One's own color. */
  readonly own: ReadonlySignal<number>;
}

export function createView(options: ViewOptions): ViewState {
  let stage: Stage | null = null;
  const brush = createBrush(options.own);
  const showing = createShowing(options, () => stage);
  const { picture, moved } = showing;
  const scale = signal<number | null>(null);
  const selection = signal<readonly string[]>([]);
  const selectionBox = signal<Box | null>(null);
  const menuAsked = signal(0);
  /** The one with the selection. */
  let acting: Stage | null = null;

  const byHand = (move: (stage: Stage) => void) => () => {
    moved();
    if (stage) move(stage);
  };
  const stageOptions: ViewState['stageOptions'] = (root, of) => ({
    ...options,
    root,
    t: options.t as StageOptions['t'],
    pictureUrl: options.pictures.url,
    onHand: moved,
    onStep: showing.step,
    onTool: brush.setTool,
    onView(view) {
      scale.value = view.scale;
    },
    onSelection(ids) {
      selection.value = ids;
      acting = ids.length > 0 ? of() : null;
    },
    onSelectionBox(box) {
      selectionBox.value = box;
    },
    onMenu() {
      menuAsked.value = menuAsked.peek() + 1;
    },
  });
  return {
    ...{ ...brush, ...showing, scale, selection, selectionBox, menuAsked, stageOptions },
    mount(root) {
      const mounted = new Stage(stageOptions(root, () => stage));
      stage = mounted;
      const ends = [
        effect(showing.followShown),
        effect(() => mounted.show(picture.value)),
        ...handTo(mounted, brush),
        effect(() => mounted.setPeople()), // whatever it writes in words is in the language that is chosen
      ];
      return () => {
        for (const end of ends) end();
        mounted.destroy();
        stage = null;
      };
    },
    main: () => stage,
    zoomIn: byHand((at) => at.zoomIn()),
    zoomOut: byHand((at) => at.zoomOut()),
    fit: byHand((at) => at.fit()),
    // What is cleared is the picture in view, wherever something is selected.
    act: (deed) => (deed.name === 'clearMine' || deed.name === 'clearAll' ? stage : (acting ?? stage))?.act(deed),
    goTo(mark) {
      moved();
      stage?.goTo(mark);
    },
    view: () => stage?.view() ?? null,
    presence(site, message) {
      if (message.type !== 'writing') stage?.presence(site, message);
    },
    removePerson: (site) => stage?.removePerson(site),
    peopleChanged: () => stage?.setPeople(),
    pictureChanged: () => stage?.refreshPicture(),
  };
}
