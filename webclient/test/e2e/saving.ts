// What tests of saving have in common: numbers with notes, the dialogs, and the files that come out.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChromiumPerson } from './chromium.ts';
import { at, look } from './room.ts';
import { until } from './until.ts';

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
