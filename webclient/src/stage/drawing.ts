/**
 * The part of the stage that comes later: marks, tools and keys, the selection, what the others do right now. The stage
 * calls it through a stand-in (stand-in.ts), whose calls wait, in order, until this code is there: so a stroke that a
 * finger began before comes out whole. That is why it keeps a picture, a tool and a color of its own: they are those
 * of the call that is being made up for.
 */
import type { Mark, Picture } from '../panel/query.ts';
import { byArea } from './by-area.ts';
import { Commands } from './commands.ts';
import { Edits } from './edits.ts';
import { Holding } from './holding.ts';
import { Host } from './host.ts';
import { InkOutlines } from './ink.ts';
import type { KeyInput } from './key-input.ts';
import { MarkLayer } from './marks.ts';
import { Others, type OthersParts } from './others.ts';
import { Overlay } from './overlay.ts';
import { Selecting } from './selecting.ts';
import { faces, type ToolId } from './tools/faces.gen.ts';
import { makers } from './tools/makers.gen.ts';
import type { StagePoint, Tool } from './tools/tool.ts';
import type { Deed, PresenceMessage, WidthLevel } from './types.ts';
import { Visit } from './visit.ts';
import { Writing } from './writing.ts';

/** What of the stage is there from the start. */
export interface DrawingParts extends Omit<OthersParts, 'marks'> {
  /** The tool that is chosen now. */
  tool(): ToolId;
  chooseTool(tool: ToolId): void;
  cancelGesture(): void;
  /** Paint at the next frame. */
  request(): void;
}

/** Also what stands in for it while its code is on its way. */
export type DrawingLike = Pick<Drawing, keyof Drawing>;

export class Drawing {
  readonly #parts: DrawingParts;
  readonly #marks: MarkLayer;
  readonly #others: Others;
  readonly #selecting: Selecting;
  readonly #host: Host;
  readonly #writing: Writing;
  readonly #edits: Edits;
  readonly #visit: Visit;
  readonly #holding: Holding;
  readonly #commands: Commands;
  readonly #tools: Readonly<Record<ToolId, Tool>>;
  #picture: Picture | null = null;
  #tool: ToolId = 'select';
  #atWork = false;
  /** A tool stays chosen after a mark. */
  #keeps = false;

  constructor(parts: DrawingParts) {
    const { options, surface, layers } = parts;
    const { panel, t } = options;
    const person = (site: string) => options.person(site);
    this.#parts = parts;
    const marks = new MarkLayer({ layer: layers.marks, panel, t, person });
    this.#marks = marks;
    const outlines = new InkOutlines();
    marks.setOutlines((ink) => outlines.of(ink));
    // Before the others: their pointers lie over what is selected here.
    const overlay = new Overlay(surface);
    this.#others = new Others({ ...parts, marks });
    this.#selecting = new Selecting({
      ...{ marks, overlay, t, person },
      changed: (ids) => options.onSelection?.(ids),
      placed: (box) => options.onSelectionBox?.(box),
      request: () => parts.request(),
    });
    this.#host = this.#makeHost();
    this.#writing = this.#makeWriting();
    this.#tools = Object.fromEntries(Object.entries(makers).map(([id, make]) => [id, make(this.#host)])) as Readonly<
      Record<ToolId, Tool>
    >;
    this.#edits = new Edits(this.#host);
    this.#visit = new Visit({
      marks,
      view: () => parts.viewing.view,
      showView: (view) => parts.viewing.showView(view),
      arrived: (mark) => this.#take(mark.id),
    });
    this.#holding = new Holding({
      host: this.#host,
      tick: () => options.env.tick?.(),
      take: (mark) => {
        this.#take(mark);
        this.#selecting.byTouch = true;
      },
    });
    this.#commands = this.#makeCommands();
    parts.request();
  }

  /** The picture in view is another one, or has changed. */
  show(picture: Picture | null): void {
    if (picture?.id !== this.#picture?.id) this.leave();
    this.#picture = picture;
    this.#marks.show(picture);
    this.#others.live.show(picture?.id ?? null);
  }

  setTool(tool: ToolId): void {
    this.#tools[this.#tool].cancel();
    this.#tool = tool;
    this.#commands.closeCrosshair();
    this.#writing.end();
    if (tool !== 'select') this.#selecting.set([]);
    this.#selecting.hint(null);
  }

  setColor(color: number): void {
    this.#host.color = color;
  }

  setWidth(width: WidthLevel): void {
    this.#host.width = width;
  }

  begin(point: StagePoint): void {
    this.#atWork = true;
    this.#selecting.byTouch = this.#tool === 'select' && point.kind === 'touch';
    this.#tools[this.#tool].begin(point);
  }

  move(points: readonly StagePoint[], predicted: readonly StagePoint[]): void {
    this.#tools[this.#tool].move(points, predicted);
  }

  end(point: StagePoint): void {
    this.#atWork = false;
    this.#tools[this.#tool].end(point);
  }

  cancel(): void {
    this.#atWork = false;
    this.#tools[this.#tool].cancel();
  }

  select(marks: readonly string[]): void {
    this.#selecting.set(marks);
  }

  act(deed: Deed): void {
    if (this.#picture === null) return;
    if (deed.name !== 'put' && deed.name !== 'moveTo') {
      this.#edits.act(deed);
      return;
    }
    const mark = byArea(this.#host, deed);
    if (mark !== null) this.#visit.bring(mark);
  }

  goTo(mark: string): void {
    this.#visit.goTo(mark);
  }

  hold(point: StagePoint): void {
    this.#holding.begin(point);
  }

  holdMove(point: StagePoint): void {
    this.#holding.move(point);
  }

  /** Whether one finger moves the picture with the tool select: beside all marks it is meant for the picture. */
  pans(point: StagePoint): boolean {
    if (this.#tool !== 'select' || point.kind !== 'touch') return false;
    if (this.#host.markAt(point) !== null || this.#commands.onHandle(point)) return false;
    // What was selected no longer is.
    this.#selecting.set([]);
    return true;
  }

  /** Whether two taps at a place mean a mark; else they zoom. */
  doubleTap(point: StagePoint): boolean {
    const mark = this.#tool === 'select' ? this.#host.markAt(point) : null;
    if (mark?.kind === 'text' || mark?.kind === 'pin') this.#writing.edit(point, mark);
    return mark !== null;
  }

  /** Where the mouse or the pen is; null: not on the stage. */
  hover(point: StagePoint | null): void {
    const picture = this.#picture;
    if (picture === null) return;
    if (point === null) this.#others.outbox.pointer({ picture: null, x: 0, y: 0, light: false });
    else if (this.#tool === 'pointer') this.#host.light(point);
    else this.#others.outbox.pointer({ picture: picture.id, x: point.x, y: point.y, light: false });
    this.#parts.request();
  }

  over(id: string | null): void {
    this.#selecting.over(id);
  }

  /** True if the key had a meaning here. */
  key(input: KeyInput): boolean {
    return this.#commands.run(input);
  }

  presence(site: string, message: PresenceMessage, now: number): void {
    if (this.#others.receive(site, message, now)) this.#parts.request();
  }

  removePerson(site: string): void {
    this.#others.removePerson(site);
    this.#parts.request();
  }

  /** Names, colors or the language changed, or somebody came. */
  relabel(): void {
    this.#marks.relabel();
    this.#others.relabel();
  }

  committed(ids: readonly string[], now: number): void {
    this.#marks.changed(ids);
    this.#others.live.committed(ids, now);
  }

  /** Ends what is being done with the picture that goes. */
  leave(): void {
    this.#tools[this.#tool].cancel();
    this.#commands.closeCrosshair();
    this.#writing.end();
    this.#selecting.set([]);
    this.#selecting.hint(null);
  }

  /** Paints the panel's marks, marks in progress, the others' pointers and viewports, and one's own selection; tells what moved. */
  frame(now: number): boolean {
    this.#marks.update();
    this.#marks.unit = this.#parts.layers.unit;
    this.#selecting.dropLost();
    this.#visit.frame();
    const { ghosts, more } = this.#others.paint(this.#picture, now);
    this.#writing.place();
    this.#selecting.paint(this.#others.projection, ghosts, this.#parts.surface.width, this.#atWork);
    this.#host.flush();
    return this.#others.outbox.flush(now) || more || this.#marks.waiting;
  }

  #say(key: string, params?: Readonly<Record<string, string>>): void {
    const { options } = this.#parts;
    options.say(options.t(key, params));
  }

  /** Unless another tool was chosen since. */
  #backToSelect(from: ToolId): void {
    if (this.#keeps) return;
    if (this.#parts.tool() === from) this.#parts.chooseTool('select');
  }

  /** Selects one mark, whatever the tool was. */
  #take(mark: string): void {
    if (this.#tool !== 'select') this.#parts.chooseTool('select');
    this.#selecting.set([mark]);
  }

  #made(id: string): void {
    const face = faces.find((one) => one.id === this.#tool);
    if (face === undefined || face.stays) return;
    this.#backToSelect(face.id);
    if (this.#tool === 'select') this.#selecting.set([id]);
  }

  #makeHost(): Host {
    const { options, viewing } = this.#parts;
    return new Host({
      ...{ options, viewing, marks: this.#marks, selecting: this.#selecting },
      ...{ live: this.#others.live, outbox: this.#others.outbox, cursors: this.#others.cursors },
      picture: () => this.#picture,
      request: () => this.#parts.request(),
      announce: (key) => this.#say(key),
      hint: (mark: Mark | null) => {
        this.#selecting.hint(mark);
        if (mark !== null) this.#say('stage.eraseOther', { name: options.person(mark.by).name });
      },
      editText: (at, existing) => this.#writing.edit(at, existing),
      made: (id) => this.#made(id),
    });
  }

  #makeWriting(): Writing {
    const { options, surface, viewing } = this.#parts;
    return new Writing({
      ...{ options, viewing, marks: this.#marks, outbox: this.#others.outbox, host: this.#host },
      request: () => this.#parts.request(),
      written: () => this.#backToSelect('text'),
      announce: (key) => this.#say(key),
      focus: () => surface.focus(),
    });
  }

  #makeCommands(): Commands {
    const { options, viewing } = this.#parts;
    return new Commands({
      ...{ options, viewing, marks: this.#marks, host: this.#host, edits: this.#edits },
      picture: () => this.#picture,
      tool: () => this.#tools[this.#tool],
      toolId: () => this.#tool,
      chooseTool: (tool) => this.#parts.chooseTool(tool),
      cancel: () => this.#parts.cancelGesture(),
      announce: (key) => this.#say(key),
      keepTool: () => {
        this.#keeps = !this.#keeps;
        this.#say(this.#keeps ? 'stage.toolStays' : 'stage.toolReturns');
      },
    });
  }
}
