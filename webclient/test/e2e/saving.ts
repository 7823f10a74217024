// What tests of saving have in common: numbers with notes, the dialogs, and the files that come out.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import type { PersonOptions } from './person.ts';
import { at, connected, enter, look, showsPicture } from './room.ts';
import type { StageSet } from './stage-set.ts';
import { until } from './until.ts';

export const phone: PersonOptions = { width: 360, height: 740, touch: true };
export const desk: PersonOptions = { width: 1440, height: 900 };

/** Giulia at a desk with a photo and marks of both; Lucia at a phone. */
export async function pair(set: StageSet, options: { dark?: boolean; other?: string } = {}) {
  const { link } = newLink(set.service.url);
  const agent = await set.chromium({ ...desk, ...(options.dark && { dark: true }) });
  const customer = await set.chromium({ ...phone, ...(options.dark && { dark: true }) });
  await enter(agent, link, 'Giulia');
  await enter(customer, link, options.other ?? 'Lucia');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await agent.choose([set.media.photo]);
  await Promise.all([showsPicture(agent, 1200, 800), showsPicture(customer, 1200, 800)]);
  return { agent, customer };
}

/** A number on the picture, with a note. */
export async function pin(person: ChromiumPerson, x: number, y: number, note: string): Promise<void> {
  const before = (await look(person)).marks.length;
  await person.page.getByRole('region', { name: 'Panel' }).focus();
  await person.press('n');
  await person.tap(await at(person, x, y));
  await until('the number', async () => (await look(person)).marks.length === before + 1);
  if (note === '') return;
  await person.tap(await at(person, x, y));
  await until('the field for the note', () =>
    person.evaluate(() => document.activeElement instanceof HTMLTextAreaElement, null),
  );
  await person.type(note);
  await person.press('Escape');
  await until('the note', async () => (await look(person)).marks.some(({ name }) => name.includes(note)));
}

export async function openSave(person: ChromiumPerson, name = 'Save picture'): Promise<void> {
  await person.page.getByRole('button', { name: /^More( tools)?$/ }).click();
  await person.click('button', name);
}

export async function ready(person: ChromiumPerson): Promise<void> {
  await person.page.getByRole('link', { name: 'Download', exact: true }).waitFor();
}

/** Presses what saves, and gives the file. */
export async function saved(person: ChromiumPerson, press: () => Promise<void>) {
  const [download] = await Promise.all([person.page.waitForEvent('download'), press()]);
  const file = join(await mkdtemp(join(tmpdir(), 'coviewer-save-')), 'file');
  await download.saveAs(file);
  return { name: download.suggestedFilename(), file, bytes: await readFile(file) };
}
