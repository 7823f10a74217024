/** What the others do right now, painted over the picture, and what they are told of this screen. */
import type { Picture } from '../panel/query.ts';
import { boxToScreen, toScreen } from './camera.ts';
import { Cursors } from './cursors.ts';
import type { Layers } from './layers.ts';
import { LiveLayer } from './live.ts';
import type { MarkLayer } from './marks.ts';
import { Outbox } from './outbox.ts';
import type { Projection } from './overlay.ts';
import type { Surface } from './surface.ts';
import type { PresenceMessage, StageOptions } from './types.ts';
import type { Viewing } from './viewing.ts';
import { Viewports } from './viewports.ts';

export interface OthersParts {
  readonly options: StageOptions;
  readonly surface: Surface;
  readonly layers: Layers;
  readonly marks: MarkLayer;
  readonly viewing: Viewing;
}

export class Others {
  readonly live: LiveLayer;
  readonly cursors: Cursors;
  readonly outbox: Outbox;
  readonly projection: Projection;
  readonly #viewports: Viewports;
  readonly #parts: OthersParts;
  #toldView = '';

  constructor(parts: OthersParts) {
    const { options, surface, layers, marks, viewing } = parts;
    const person = (site: string) => options.person(site);
    const writing = (site: string) => options.t('stage.writing', { name: person(site).name });
    this.#parts = parts;
    this.live = new LiveLayer(layers.live, marks, writing);
    this.#viewports = new Viewports(surface.addLayer('stage-viewports'), person);
    this.cursors = new Cursors(surface.addLayer('stage-cursors'), person);
    this.outbox = new Outbox({ present: (message) => options.present(message), clock: () => options.panel.now() });
    this.projection = {
      toScreen: (point) => toScreen(viewing.camera, point),
      boxToScreen: (box) => boxToScreen(viewing.camera, box),
    };
  }

  /** False if it is none of the stage's business. */
  receive(site: string, message: PresenceMessage, now: number): boolean {
    if (message.type === 'pointer') this.cursors.receive(site, message, now);
    else if (message.type === 'viewport') this.#viewports.receive(site, message);
    else if (message.type === 'live') this.live.receive(site, message, now);
    else return false;
    return true;
  }

  removePerson(site: string): void {
    this.cursors.removePerson(site);
    this.#viewports.removePerson(site);
    this.live.removePerson(site);
  }

  /** Names, colors or the language changed, or somebody came: they are told what one has in view. */
  relabel(): void {
    this.cursors.relabel();
    this.#viewports.relabel();
    this.#toldView = '';
  }

  /** The marks that somebody moves; true through `more` while there is something to paint again. */
  paint(picture: Picture | null, now: number): { readonly ghosts: ReadonlySet<string>; readonly more: boolean } {
    const shown = picture?.id ?? null;
    const { marks } = this.#parts;
    const open = this.live.render(now);
    const ghosts = this.live.ghosts();
    marks.setGhosts(ghosts);
    const moving = this.cursors.render(shown, this.projection.toScreen, now);
    const { width, height } = marks.size;
    this.#viewports.render(shown, { x: 0, y: 0, width, height }, this.projection.boxToScreen);
    this.#tellView(shown);
    return { ghosts, more: open || moving };
  }

  #tellView(shown: string | null): void {
    const { view } = this.#parts.viewing;
    const told = `${shown} ${view.join(' ')}`;
    if (told === this.#toldView) return;
    this.#toldView = told;
    this.outbox.viewport(shown, view);
  }
}
