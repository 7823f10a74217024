// The filmstrip: pictures of the panel with what there is to show of each and how its delivery stands.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { pictureType } from '../blob/picture-type.ts';
import type { Panel } from '../panel/panel.ts';
import { type Picture, pictures as query, shown } from '../panel/query.ts';
import type { BlobState } from '../peer/types.ts';
import { shownInstead } from './compared.ts';
import { toHex } from './hex.ts';

export type Delivery =
  | { readonly state: 'receiving'; readonly percent: number }
  /** `have` of the `of` others that are here have it whole. */
  | { readonly state: 'sending'; readonly percent: number; readonly have: number; readonly of: number }
  | { readonly state: 'waiting' | 'arrived' | 'received' | 'kept' | 'failed' };

export interface PictureView {
  readonly id: string;
  readonly name: string;
  /** Empty: none. */
  readonly caption: string;
  readonly by: string;
  readonly mine: boolean;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly size: number;
  readonly blob: string;
  readonly preview: string | null;
  readonly delivery: Delivery;
}

export interface Pictures {
  readonly list: ReadonlySignal<readonly PictureView[]>;
  /** The picture that everybody is shown, or what is shown instead when that has gone; null: there is none. */
  readonly shown: ReadonlySignal<string | null>;
  /** How much of a blob each site has, 0 to 1. Reads a signal. */
  delivered(hash: string): BlobState['delivered'];
  blob(hash: string, state: BlobState): void;
  /** Reads a signal. */
  blobState(hash: string): BlobState | undefined;
  changed(): void;
  /** What the stage may show of a picture now. */
  url(picture: Picture): { readonly url: string; readonly full: boolean } | null;
  destroy(): void;
}

export interface PicturesOptions {
  readonly panel: Panel;
  /** Site ids of those who are here. */
  readonly present: ReadonlySignal<readonly string[]>;
  blobUrl(hash: string): string | null;
  objectUrl(blob: Blob): string;
  revokeObjectUrl(url: string): void;
}

const nobody: BlobState['delivered'] = new Map();

export function createPictures(options: PicturesOptions): Pictures {
  const { panel, present } = options;
  const version = signal(0);
  const blobs = signal<ReadonlyMap<string, BlobState>>(new Map());
  const previews = createPreviews(options);

  const current = computed(() => {
    version.value;
    return query(panel);
  });
  return {
    list: computed(() =>
      current.value.map((picture) => {
        const { id, name, caption = '', by, pixelWidth, pixelHeight, size } = picture;
        const blob = toHex(picture.blob);
        const mine = by === panel.site;
        return {
          ...{ id, name, caption, by, mine, pixelWidth, pixelHeight, size, blob },
          preview: previews.url(picture),
          delivery: delivery(blobs.value.get(blob), mine, present.value),
        };
      }),
    ),
    shown: computed(() => {
      version.value; // the panel is no signal: this says that it changed
      return shown(panel)?.picture ?? shownInstead(panel, current.value) ?? null;
    }),
    delivered: (hash) => blobs.value.get(hash)?.delivered ?? nobody,
    blob(hash, state) {
      blobs.value = new Map(blobs.peek()).set(hash, state);
    },
    blobState: (hash) => blobs.value.get(hash),
    changed() {
      version.value++;
      previews.keep(new Set(current.peek().map((picture) => picture.id)));
    },
    url(picture) {
      const full = options.blobUrl(toHex(picture.blob));
      if (full !== null) return { url: full, full: true };
      const preview = previews.url(picture);
      return preview === null ? null : { url: preview, full: false };
    },
    destroy: () => previews.keep(new Set()),
  };
}

/** How the delivery of one picture stands, on the side that has it and on the side that waits for it. */
export function delivery(state: BlobState | undefined, mine: boolean, present: readonly string[]): Delivery {
  if (!state) return { state: mine ? 'kept' : 'waiting' };
  if (state.phase === 'failed') return { state: 'failed' };
  if (state.phase === 'waiting') return { state: 'waiting' };
  if (state.phase === 'receiving') return { state: 'receiving', percent: percent(state.received / state.size) };
  if (!mine) return { state: 'received' };
  // Who has left has it all the same.
  if (present.length === 0) return { state: [...state.delivered.values()].includes(1) ? 'arrived' : 'waiting' };
  const shares = present.map((site) => state.delivered.get(site) ?? 0);
  const have = shares.filter((share) => share >= 1).length;
  if (have === present.length) return { state: 'arrived' };
  return { state: 'sending', percent: percent(Math.min(...shares)), have, of: present.length };
}

/** Never 100 before it is true. */
export function percent(share: number): number {
  return Math.min(99, Math.max(0, Math.floor(share * 100)));
}

/** Object URLs of previews, one a picture, revoked when the picture goes. */
function createPreviews(options: PicturesOptions) {
  const urls = new Map<string, { readonly bytes: Uint8Array; readonly url: string | null }>();
  const drop = (url: string | null) => {
    if (url !== null) options.revokeObjectUrl(url);
  };
  return {
    url(picture: Picture): string | null {
      const known = urls.get(picture.id);
      if (known?.bytes === picture.preview) return known.url;
      drop(known?.url ?? null);
      // By magic bytes: a preview comes from a peer, who may claim anything.
      const type = pictureType(picture.preview);
      const url = type === null ? null : options.objectUrl(new Blob([picture.preview.slice()], { type }));
      urls.set(picture.id, { bytes: picture.preview, url });
      return url;
    },
    keep(ids: ReadonlySet<string>): void {
      for (const [id, { url }] of urls) {
        if (ids.has(id)) continue;
        drop(url);
        urls.delete(id);
      }
    },
  };
}
