/** The picture itself: its preview at once, then the full view over it as soon as it is decoded, without a flash. */
import type { Picture } from '../panel/query.ts';
import { html } from './dom.ts';
import type { StageOptions } from './types.ts';

export class PictureLayer {
  readonly #layer: HTMLElement;
  readonly #urlOf: StageOptions['pictureUrl'];
  #picture: Picture | null = null;
  #shownUrl: string | null = null;
  #wantedUrl: string | null = null;
  #image: HTMLImageElement | null = null;

  constructor(layer: HTMLElement, urlOf: StageOptions['pictureUrl']) {
    this.#layer = layer;
    this.#urlOf = urlOf;
  }

  show(picture: Picture | null): void {
    const other = picture?.id !== this.#picture?.id;
    this.#picture = picture;
    if (other) {
      this.#image?.remove();
      this.#image = null;
      this.#shownUrl = null;
      this.#wantedUrl = null;
    }
    this.refresh();
  }

  /** Asks what there is now; keeps what is shown until something better is ready to be painted. */
  refresh(): void {
    const picture = this.#picture;
    const source = picture === null ? null : this.#urlOf(picture);
    this.#layer.classList.toggle('stage-skeleton', picture !== null && this.#image === null);
    if (picture === null || source === null) return;
    if (this.#image !== null) this.#image.alt = textFor(picture);
    if (source.url === this.#wantedUrl || source.url === this.#shownUrl) return;
    this.#wantedUrl = source.url;
    void this.#load(source.url, textFor(picture));
  }

  async #load(url: string, alt: string): Promise<void> {
    const image = html('img', 'stage-image');
    image.alt = alt;
    image.draggable = false;
    image.decoding = 'async';
    image.src = url;
    const decoded = await image.decode().then(
      () => true,
      () => false,
    );
    // Meanwhile another picture or better pixels may be wanted.
    if (url !== this.#wantedUrl) return;
    this.#wantedUrl = null;
    if (!decoded) return;
    this.#layer.append(image);
    this.#image?.remove();
    this.#image = image;
    this.#shownUrl = url;
    this.#layer.classList.remove('stage-skeleton');
  }
}

function textFor(picture: Picture): string {
  return picture.caption !== undefined && picture.caption !== '' ? picture.caption : picture.name;
}
