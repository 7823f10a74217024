/**
 * The stage draws one picture of the panel with its marks, and turns hands, pens, mice and keys into marks.
 *
 * Events change state and ask for a frame; a frame brings everything on the screen up to the state, once, in this
 * order: marks of the panel, camera and layers, marks in progress, the others' pointers and viewports, one's own
 * selection; at its end the others are told what moved.
 */
import { type Picture, picture as pictureOf } from '../panel/query.ts';
import { standIn } from '../stand-in.ts';
import { boxToScreen, toPicture, toScreen, unitsPerPixel } from './camera.ts';
import type { Commands } from './commands.ts';
import type { Cursors } from './cursors.ts';
import { Gestures, type Sample } from './gestures.ts';
import { Host } from './host.ts';
import { Input } from './input.ts';
import type { KeyInput } from './keys.ts';
import { Layers } from './layers.ts';
import { LiveLayer } from './live.ts';
import { MarkLayer } from './marks.ts';
import type { Outbox, OutboxLike } from './outbox.ts';
import type { Projection } from './overlay.ts';
import type { StageParts } from './parts.ts';
import { PictureLayer } from './picture.ts';
import type { Selecting } from './selecting.ts';
import { Surface } from './surface.ts';
import { handTool } from './tools/hand.ts';
import { penTool } from './tools/pen.ts';
import type { StagePoint, Tool } from './tools/tool.ts';
import type { Box, PresenceMessage, Size, StageOptions, ToolId, View, WidthLevel } from './types.ts';
import { Viewing } from './viewing.ts';
import type { Viewports } from './viewports.ts';
import type { Writing } from './writing.ts';

export type * from './types.ts';

/** What is there from the start, or stands in for it. */
type Like<T> = Pick<T, keyof T>;

/** The cursors of tools that come later. */
const cursors: Readonly<Partial<Record<ToolId, string>>> = {
  select: 'default',
  text: 'text',
  pointer: 'none',
};

export class Stage {
  readonly #options: StageOptions;
  readonly #surface: Surface;
  readonly #layers: Layers;
  readonly #pictureLayer: PictureLayer;
  readonly #marks: MarkLayer;
  readonly #live: LiveLayer;
  readonly #cursors: Like<Cursors>;
  readonly #viewports: Like<Viewports>;
  readonly #selecting: Like<Selecting>;
  readonly #outbox: OutboxLike;
  readonly #writing: Like<Writing>;
  readonly #viewing: Viewing;
  readonly #host: Host;
  readonly #tools: Readonly<Record<ToolId, Tool>>;
  readonly #gestures: Gestures;
  readonly #input: Input;
  readonly #commands: Like<Commands>;
  readonly #resizing = new ResizeObserver(() => this.#measure());
  readonly #unsubscribe: () => void;

  /** The picture to show, also while it is not on the panel yet. */
  #wanted: string | null = null;
  #picture: Picture | null = null;
  #tool: ToolId = 'hand';
  #spaceHeld = false;
  #frameAsked = false;
  #destroyed = false;
  #toldView = '';
  #toldScale = 0;
  #screen: Size = { width: 1, height: 1 };

  constructor(options: StageOptions) {
    const { panel, t, env } = options;
    const person = (site: string) => options.person(site);
    this.#options = options;
    const surface = new Surface(options.root, t);
    this.#surface = surface;
    this.#layers = new Layers(surface.root);
    this.#pictureLayer = new PictureLayer(this.#layers.picture, (p) => options.pictureUrl(p));
    this.#marks = new MarkLayer({ layer: this.#layers.marks, panel, t, person });
    this.#live = new LiveLayer(this.#layers.live, this.#marks, (site) =>
      t('stage.writing', { name: person(site).name }),
    );
    const viewportLayer = surface.addLayer('stage-viewports');
    const cursorLayer = surface.addLayer('stage-cursors');
    this.#viewports = this.#later<Viewports>((p) => new p.Viewports(viewportLayer, person), { render() {} });
    this.#cursors = this.#later<Cursors>(
      (p) => new p.Cursors(cursorLayer, person),
      { render: () => false },
      'showLight',
    );
    this.#outbox = this.#later<Outbox>(
      (p) => new p.Outbox({ present: (message) => options.present(message), clock: () => panel.now() }),
      { flush: () => false },
    );
    const changed = () => this.#request();
    this.#selecting = this.#makeSelecting(cursorLayer);
    this.#writing = this.#makeWriting();
    this.#viewing = new Viewing({ now: () => env.now(), reducedMotion: env.reducedMotion, changed });
    this.#host = this.#makeHost();
    this.#tools = this.#makeTools();
    this.#gestures = this.#makeGestures();
    this.#commands = this.#makeCommands();
    this.#input = this.#makeInput();
    surface.addControls(() => this.#gestures.forgetPen());
    this.#unsubscribe = panel.subscribe((change) => this.#changed(change.ids));
    this.#resizing.observe(surface.root);
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
    if (picture?.id === this.#picture?.id) {
      this.#setPicture(picture);
      return;
    }
    this.#leave();
    this.#setPicture(picture);
    const size = picture === null ? null : { width: picture.pixelWidth, height: picture.pixelHeight };
    this.#layers.setPicture(size);
    this.#viewing.setPicture(size);
    this.#live.show(this.shown);
    this.#hover(null); // where the pointer is on the new picture is known when it moves
  }

  /** Better pixels of the shown picture may be there: asks `pictureUrl` again. */
  refreshPicture(): void {
    this.#pictureLayer.refresh();
  }

  setTool(tool: ToolId): void {
    if (tool === this.#tool) return;
    const before = this.#tools[this.#tool];
    this.#tool = tool;
    this.#gestures.cancel();
    before.cancel();
    this.#commands.closeCrosshair();
    this.#writing.end();
    if (tool !== 'select') this.#selecting.set([]);
    this.#selecting.hint(null);
    this.#surface.root.dataset['tool'] = tool;
    this.#surface.root.style.cursor = this.#tools[tool].cursor;
    this.#request();
  }

  setColor(color: number): void {
    this.#host.color = color;
  }

  setWidth(width: WidthLevel): void {
    this.#host.width = width;
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

  /** Takes what another person does right now. */
  presence(site: string, message: PresenceMessage): void {
    const now = this.#options.env.now();
    if (message.type === 'pointer') this.#cursors.receive(site, message, now);
    else if (message.type === 'viewport') this.#viewports.receive(site, message);
    else this.#live.receive(site, message, now);
    this.#request();
  }

  removePerson(site: string): void {
    this.#cursors.removePerson(site);
    this.#viewports.removePerson(site);
    this.#live.removePerson(site);
    this.#request();
  }

  /** Names, colors or the language changed, or somebody came: they are told what one has in view. */
  setPeople(): void {
    this.#surface.relabel();
    this.#marks.relabel();
    this.#cursors.relabel();
    this.#viewports.relabel();
    this.#toldView = '';
    this.#request();
  }

  destroy(): void {
    this.#leave();
    this.#destroyed = true;
    this.#unsubscribe();
    this.#resizing.disconnect();
    this.#input.destroy();
    this.#surface.destroy();
  }

  /** Ends what is being done with the picture that goes. */
  #leave(): void {
    this.#gestures.cancel();
    this.#tools[this.#tool].cancel();
    this.#commands.closeCrosshair();
    this.#writing.end();
    this.#selecting.set([]);
    this.#selecting.hint(null);
  }

  #setPicture(picture: Picture | null): void {
    this.#picture = picture;
    this.#marks.show(picture);
    this.#pictureLayer.show(picture);
    this.#request();
  }

  #changed(ids: readonly string[]): void {
    this.#marks.changed(ids);
    if (this.#wanted !== null && ids.includes(this.#wanted)) this.show(this.#wanted);
    this.#live.committed(ids, this.#options.env.now());
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
    if (this.#marks.update()) this.#selecting.dropLost();
    let more = this.#viewing.step();
    more = this.#layers.place(this.#viewing.camera, now) || more;
    more = this.#live.render(now) || more;
    const ghosts = this.#live.ghosts();
    this.#marks.setGhosts(ghosts);
    more = this.#cursors.render(this.shown, this.#projection.toScreen, now) || more;
    this.#viewports.render(this.shown, this.#whole(), this.#projection.boxToScreen);
    this.#writing.place();
    this.#selecting.paint(this.#projection, ghosts, this.#screen.width, this.#gestures.state === 'tool');
    this.#tellView();
    this.#host.flush();
    more = this.#outbox.flush(now) || more;
    if (more) this.#request();
  }

  #tellView(): void {
    const { camera, view } = this.#viewing;
    if (camera.z !== this.#toldScale) this.#options.onView?.({ scale: camera.z });
    this.#toldScale = camera.z;
    const told = `${this.shown} ${view.join(' ')}`;
    if (told === this.#toldView) return;
    this.#toldView = told;
    this.#outbox.viewport(this.shown, view);
  }

  readonly #projection: Projection = {
    toScreen: (point) => toScreen(this.#viewing.camera, point),
    boxToScreen: (box) => boxToScreen(this.#viewing.camera, box),
  };

  /** The whole picture in its own units. */
  #whole(): Box {
    const { pixelWidth, pixelHeight } = this.#picture ?? { pixelWidth: 0, pixelHeight: 0 };
    return { x: 0, y: 0, width: pixelWidth * unitsPerPixel, height: pixelHeight * unitsPerPixel };
  }

  #say(key: string, params?: Readonly<Record<string, string>>): void {
    this.#surface.say(this.#options.t(key, params));
  }

  #chooseTool(tool: ToolId): void {
    this.setTool(tool);
    this.#options.onTool(tool);
  }

  #pointOf(sample: Sample): StagePoint {
    const { kind, shift } = sample;
    const pressure = kind === 'pen' ? Math.round(sample.pressure * 255) : null;
    return { ...toPicture(this.#viewing.camera, sample), screen: { x: sample.x, y: sample.y }, kind, pressure, shift };
  }

  #measure(): void {
    const { screen, area } = this.#surface.measure();
    this.#screen = screen;
    this.#viewing.resize(screen, area);
  }

  /** Makes a part when its code is there; its calls wait until then. `urgent` ones fetch the code. */
  #later<T extends object>(
    make: (parts: StageParts) => T,
    meanwhile: Partial<Like<T>>,
    ...urgent: readonly (keyof T)[]
  ): Like<T> {
    const { later } = this.#options.env;
    const made = later.there.then(({ stage }) => {
      this.#request();
      return make(stage);
    });
    return standIn<Like<T>>({ need: () => later.need(), made, urgent, meanwhile, failed() {} });
  }

  #makeSelecting(above: HTMLElement): Like<Selecting> {
    const { t } = this.#options;
    const make = (parts: StageParts) =>
      new parts.Selecting({
        ...{ marks: this.#marks, overlay: new parts.Overlay(above), t },
        person: (site) => this.#options.person(site),
        changed: (ids) => this.#options.onSelection?.(ids),
        request: () => this.#request(),
      });
    return this.#later(make, { ids: [], dropLost() {}, paint() {} });
  }

  #makeWriting(): Like<Writing> {
    const make = (parts: StageParts) =>
      new parts.Writing({
        ...{ options: this.#options, marks: this.#marks, outbox: this.#outbox, host: this.#host },
        request: () => this.#request(),
        tool: () => this.#tool,
        setTool: (tool) => this.#chooseTool(tool),
        announce: (key) => this.#say(key),
        focus: () => this.#surface.focus(),
      });
    return this.#later(make, { place() {} }, 'edit');
  }

  /** Hand and pen are here from the start; what is begun with another tool waits for it. */
  #makeTools(): Readonly<Record<ToolId, Tool>> {
    const host = this.#host;
    const waiting = (id: ToolId): Tool =>
      this.#later<Tool>((parts) => parts.makeTools(host)[id], { id, cursor: cursors[id] ?? 'crosshair' }, 'begin');
    return {
      ...{ hand: handTool(), pen: penTool(host), select: waiting('select'), text: waiting('text') },
      ...{ arrow: waiting('arrow'), ellipse: waiting('ellipse'), rectangle: waiting('rectangle') },
      ...{ eraser: waiting('eraser'), pointer: waiting('pointer') },
    };
  }

  #makeHost(): Host {
    return new Host({
      ...{ options: this.#options, viewing: this.#viewing, marks: this.#marks, live: this.#live },
      ...{ outbox: this.#outbox, cursors: this.#cursors, selecting: this.#selecting, writing: this.#writing },
      picture: () => this.#picture,
      request: () => this.#request(),
      select: (ids) => this.#selecting.set(ids),
      selected: () => this.#selecting.ids,
      tool: () => this.#tool,
      setTool: (tool) => this.#chooseTool(tool),
      announce: (key) => this.#say(key),
      hint: (mark) => {
        this.#selecting.hint(mark);
        if (mark !== null) this.#say('stage.eraseOther', { name: this.#options.person(mark.by).name });
      },
    });
  }

  #makeGestures(): Gestures {
    return new Gestures({
      pans: (sample) => this.#pans(sample),
      begin: (sample) => this.#tools[this.#tool].begin(this.#pointOf(sample)),
      move: (samples, predicted) => {
        const points = samples.map((sample) => this.#pointOf(sample));
        this.#tools[this.#tool].move(
          points,
          predicted.map((sample) => this.#pointOf(sample)),
        );
      },
      end: (sample) => this.#tools[this.#tool].end(this.#pointOf(sample)),
      cancel: () => this.#tools[this.#tool].cancel(),
      panBy: (dx, dy) => this.#viewing.panBy(dx, dy),
      zoomAt: (at, factor) => this.#viewing.zoomAt(at, factor),
      doubleTap: (sample) => this.#doubleTap(sample),
      pen: (seen) => this.#surface.showPen(seen),
    });
  }

  #pans(sample: Sample): boolean {
    if (this.#picture === null || this.#tool === 'hand' || this.#spaceHeld) return true;
    if (this.#tool !== 'select' || sample.kind !== 'touch') return false;
    // One finger beside all marks: on a phone that is meant for the picture. What was selected no longer is.
    const point = this.#pointOf(sample);
    if (this.#host.markAt(point) !== null || this.#commands.onHandle(point)) return false;
    this.#selecting.set([]);
    return true;
  }

  #doubleTap(sample: Sample): void {
    if (this.#tool !== 'select' && this.#tool !== 'hand') return;
    const point = this.#pointOf(sample);
    const mark = this.#tool === 'select' ? this.#host.markAt(point) : null;
    if (mark === null) this.#viewing.toggleZoom(point.screen);
    else if (mark.kind === 'text') this.#writing.edit(point, mark);
  }

  #makeCommands(): Like<Commands> {
    const make = (parts: StageParts) =>
      new parts.Commands({
        ...{ options: this.#options, viewing: this.#viewing, marks: this.#marks, host: this.#host },
        picture: () => this.#picture,
        tool: () => this.#tools[this.#tool],
        chooseTool: (tool) => this.#chooseTool(tool),
        select: (ids) => this.#selecting.set(ids),
        selected: () => this.#selecting.ids,
        cancel: () => this.#gestures.cancel(),
        announce: (key) => this.#say(key),
      });
    // Until it is here no key is taken from the page: Tab goes on, and the page has an Undo of its own.
    const run = (input: KeyInput): boolean => {
      if (!input.ctrl && input.key !== 'Tab') void this.#options.env.later.need().then(() => this.#commands.run(input));
      return false;
    };
    return this.#later(make, { onHandle: () => false, run });
  }

  #makeInput(): Input {
    return new Input(this.#surface.root, this.#gestures, {
      wheel: (meaning, at) => {
        if (meaning.name === 'zoom') this.#viewing.zoomAt(at, meaning.factor);
        else this.#viewing.panBy(meaning.dx, meaning.dy);
      },
      key: (input) => this.#commands.run(input),
      space: (held) => {
        this.#spaceHeld = held;
        this.#surface.root.classList.toggle('stage-space', held);
      },
      hover: (sample) => this.#hover(sample),
      over: (id) => this.#selecting.over(id),
      files: (files) => this.#options.onFiles?.(files),
      now: () => this.#options.env.now(),
    });
  }

  #hover(sample: Sample | null): void {
    if (this.#picture === null) return;
    if (sample === null) this.#outbox.pointer({ picture: null, x: 0, y: 0, light: false });
    else if (this.#tool === 'pointer') this.#host.light(this.#pointOf(sample));
    else this.#outbox.pointer({ picture: this.#picture.id, ...toPicture(this.#viewing.camera, sample), light: false });
    this.#request();
  }
}
