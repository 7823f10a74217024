/**
 * The stage draws one picture of the panel with its marks, and turns hands, pens, mice and keys into marks.
 *
 * Events change state and ask for a frame; a frame brings everything on the screen up to the state, once, in this
 * order: camera and layers, then what `Drawing` has: marks of the panel, marks in progress, the others' pointers and
 * viewports, one's own selection. At its end the others are told what moved.
 */
import { type Picture, picture as pictureOf } from '../panel/query.ts';
import { standIn } from '../stand-in.ts';
import { type Camera, same } from './camera.ts';
import type { Lens } from './compare.ts';
import type { DrawingLike } from './drawing.ts';
import { Hands } from './hands.ts';
import type { KeyInput } from './key-input.ts';
import { Layers } from './layers.ts';
import { PictureLayer } from './picture.ts';
import { Surface } from './surface.ts';
import { faces } from './tools/faces.gen.ts';
import type { Deed, PresenceMessage, StageOptions, ToolId, View, WidthLevel } from './types.ts';
import { Viewing } from './viewing.ts';

export type * from './types.ts';

export class Stage {
  readonly #options: StageOptions;
  readonly #surface: Surface;
  readonly #layers = new Layers();
  readonly #pictureLayer: PictureLayer;
  readonly #viewing: Viewing;
  readonly #hands: Hands;
  readonly #drawing: DrawingLike;
  readonly #resizing = new ResizeObserver(() => this.#measure());
  readonly #unsubscribe: () => void;

  /** The picture to show, also while it is not on the panel yet. */
  #wanted: string | null = null;
  #picture: Picture | null = null;
  #tool: ToolId = 'hand';
  #frameAsked = false;
  #destroyed = false;
  #telling = false;
  #told: { readonly picture: string | null; readonly camera: Camera } | null = null;
  readonly #watching = new Set<() => void>();

  constructor(options: StageOptions) {
    const { root, panel, t, env } = options;
    this.#options = options;
    const label = () => options.label?.() ?? t('stage.label');
    this.#surface = new Surface(root, t, label, () => this.#hands.forgetPen());
    this.#surface.put(...this.#layers.all);
    this.#pictureLayer = new PictureLayer(this.#layers.picture, (p) => options.pictureUrl(p));
    const { now, reducedMotion } = env;
    this.#viewing = new Viewing({ now: () => now(), reducedMotion, changed: () => this.#request() });
    this.#drawing = this.#makeDrawing();
    this.#hands = new Hands({
      ...{ options, surface: this.#surface, viewing: this.#viewing, drawing: this.#drawing },
      picture: () => this.#picture,
      tool: () => this.#tool,
      request: () => this.#request(),
    });
    this.#unsubscribe = panel.subscribe((change) => this.#changed(change.ids));
    this.#resizing.observe(root);
    this.#measure();
    this.setTool('select');
  }

  /** The id of the picture in view. */
  get shown(): string | null {
    return this.#picture?.id ?? null;
  }

  show(pictureId: string | null): void {
    this.#wanted = pictureId;
    const picture = pictureId === null ? null : (pictureOf(this.#options.panel, pictureId) ?? null);
    const other = picture?.id !== this.#picture?.id;
    if (other) this.#hands.cancel();
    this.#picture = picture;
    this.#drawing.show(picture);
    this.#pictureLayer.show(picture);
    this.#request();
    if (!other) return;
    const size = picture === null ? null : { width: picture.pixelWidth, height: picture.pixelHeight };
    this.#layers.setPicture(size);
    this.#viewing.setPicture(size);
    this.#drawing.hover(null); // where the pointer is on the new picture is known when it moves
  }

  /** Better pixels of the shown picture may be there: asks `pictureUrl` again. */
  refreshPicture(): void {
    this.#pictureLayer.refresh();
  }

  setTool(tool: ToolId): void {
    if (tool === this.#tool) return;
    this.#hands.cancel();
    this.#tool = tool;
    this.#drawing.setTool(tool);
    const { root } = this.#surface;
    root.dataset['tool'] = tool;
    root.style.cursor = faces.find(({ id }) => id === tool)?.cursor ?? '';
    this.#request();
  }

  setColor(color: number): void {
    this.#drawing.setColor(color);
  }

  setWidth(width: WidthLevel): void {
    this.#drawing.setWidth(width);
  }

  zoomIn(): void {
    this.#viewing.zoomStep(true);
  }

  zoomOut(): void {
    this.#viewing.zoomStep(false);
  }

  fit(): void {
    this.#viewing.fit();
  }

  actualSize(): void {
    this.#viewing.actualSize();
  }

  view(): View {
    return this.#viewing.view;
  }

  showView(view: View): void {
    this.#viewing.showView(view);
  }

  /** The camera, with what it looks at and through; null without a picture. */
  lens(): Lens | null {
    return this.#viewing.lens;
  }

  /** Follows another stage: in the frame that is being painted, or two pictures side by side would limp. */
  setCamera(to: Camera): void {
    this.#viewing.take(to);
    if (!this.#telling) this.#frame();
  }

  /** Calls `listener` in each frame whose camera or picture is a new one, before it is painted. */
  watchCamera(listener: () => void): () => void {
    this.#watching.add(listener);
    return () => void this.#watching.delete(listener);
  }

  select(marks: readonly string[]): void {
    this.#drawing.select(marks);
  }

  /** Does something to the marks that are selected, or to all; one step of undo. */
  act(deed: Deed): void {
    this.#drawing.act(deed);
  }

  /** Brings a mark into view and gives it the focus, as soon as its picture is shown. */
  goTo(mark: string): void {
    this.#drawing.goTo(mark);
    this.#request();
  }

  get root(): HTMLElement {
    return this.#options.root;
  }

  /** Takes what another person does right now. */
  presence(site: string, message: PresenceMessage): void {
    this.#drawing.presence(site, message, this.#options.env.now());
  }

  removePerson(site: string): void {
    this.#drawing.removePerson(site);
  }

  /** Names, colors or the language changed, or somebody came. */
  setPeople(): void {
    this.#surface.relabel();
    this.#drawing.relabel();
    this.#request();
  }

  destroy(): void {
    this.#hands.cancel();
    this.#drawing.leave();
    this.#destroyed = true;
    this.#unsubscribe();
    this.#resizing.disconnect();
    this.#hands.destroy();
    this.#surface.destroy();
  }

  #changed(ids: readonly string[]): void {
    if (this.#wanted !== null && ids.includes(this.#wanted)) this.show(this.#wanted);
    this.#drawing.committed(ids, this.#options.env.now());
    this.#request();
  }

  #request(): void {
    if (this.#frameAsked || this.#destroyed) return;
    this.#frameAsked = true;
    this.#options.env.raf(() => this.#frame());
  }

  #frame(): void {
    this.#frameAsked = false;
    if (this.#destroyed) return;
    const now = this.#options.env.now();
    let more = this.#viewing.step();
    this.#tellCamera();
    more = this.#layers.place(this.#viewing.camera, now) || more;
    more = this.#hands.frame(now) || more;
    more = this.#drawing.frame(now) || more;
    if (more) this.#request();
  }

  #tellCamera(): void {
    const { camera } = this.#viewing;
    const told = this.#told;
    if (told !== null && told.picture === this.shown && same(told.camera, camera)) return;
    this.#told = { picture: this.shown, camera };
    if (camera.z !== told?.camera.z) this.#options.onView?.({ scale: camera.z });
    this.#telling = true;
    for (const listener of this.#watching) listener();
    this.#telling = false;
  }

  #chooseTool(tool: ToolId): void {
    this.setTool(tool);
    this.#options.onTool(tool);
  }

  #measure(): void {
    const { screen, area } = this.#surface.measure();
    this.#viewing.resize(screen, area);
    this.#hands.moved();
  }

  #makeDrawing(): DrawingLike {
    const { later } = this.#options.env;
    const made = later.there.then(
      ({ stage }) =>
        new stage.Drawing({
          ...{ options: this.#options, surface: this.#surface, layers: this.#layers },
          viewing: this.#viewing,
          tool: () => this.#tool,
          chooseTool: (tool) => this.#chooseTool(tool),
          cancelGesture: () => this.#hands.cancel(),
          request: () => this.#request(),
        }),
    );
    // Until it is here no key is taken from the page: Tab goes on, and the page has an Undo of its own.
    const key = (input: KeyInput): boolean => {
      if (!input.ctrl && input.key !== 'Tab') void later.need().then(() => this.#drawing.key(input));
      return false;
    };
    return standIn<DrawingLike>({
      ...{ need: () => later.need(), made, urgent: ['begin'], failed: reportError },
      meanwhile: {
        pans: ({ kind }) => this.#tool === 'select' && kind === 'touch',
        ...{ frame: () => false, doubleTap: () => false, hold() {}, holdMove() {}, hover() {}, over() {}, key },
      },
    });
  }
}
