// Panels with pictures, for the tests of the filmstrip.
import { Panel } from '../../../src/panel/panel.ts';
import { pictures } from '../../../src/panel/query.ts';
import * as limits from '../../../src/wire/limits.gen.ts';

export const giulia = 'giuliaaa';
export const lucia = 'luciaaaa';

/** Of somebody who came `later` ms after the first. */
export function newPanel(site: string, later = 0): Panel {
  const panel = new Panel({ site, wall: () => 1_700_000_000_000 + later });
  panel.announce(site, { kind: 'person', name: site, color: 0 });
  return panel;
}

export function addPicture(panel: Panel, id: string, order: string): void {
  panel.set(id, {
    kind: 'picture',
    by: panel.site,
    name: `${id}.jpg`,
    pixelWidth: 4000,
    pixelHeight: 3000,
    preview: new Uint8Array(12),
    blob: new Uint8Array(32),
    size: 500_000,
    type: 'image/jpeg',
    order,
  });
}

export function merge(into: Panel, from: Panel): void {
  into.merge(from.snapshot(), limits.maxSafeInteger);
}

export function names(panel: Panel): string {
  return pictures(panel)
    .map(({ id }) => id.slice(-1))
    .join('');
}
