// What a sheet tells: the pictures with what people wrote about them, and the chat. Pure.
import { messages } from '../panel/messages.ts';
import type { Panel } from '../panel/panel.ts';
import { pinNumbers, pins } from '../panel/pins.ts';
import { type Picture, pictures, read } from '../panel/query.ts';

export interface SheetNote {
  readonly number: number;
  readonly text: string;
  readonly by: string;
}

export interface SheetPicture {
  /** From 1. */
  readonly number: number;
  readonly picture: Picture;
  readonly by: string;
  readonly notes: readonly SheetNote[];
}

export interface SheetMessage {
  readonly by: string;
  readonly ms: number;
  readonly text: string;
  /** The number of the picture that it is about. */
  readonly about: number | null;
}

export interface Sheet {
  readonly people: readonly string[];
  readonly pictures: readonly SheetPicture[];
  readonly messages: readonly SheetMessage[];
  /** Pictures that found no place. */
  readonly left: number;
}

/** More make a file that no mail takes and a print of a hundred pages. */
export const maxSheetPictures = 100;
export const maxSheetMessages = 2_000;

/** `name` is a person's, by site. */
export function sheetOf(panel: Panel, name: (site: string) => string): Sheet {
  const all = pictures(panel);
  const shown = all.slice(0, maxSheetPictures).map((picture, i) => ({
    ...{ number: i + 1, picture, by: name(picture.by) },
    notes: notesOf(panel, picture.id, name),
  }));
  const numbers = new Map(shown.map(({ picture, number }) => [picture.id, number]));
  return {
    people: peopleOf(panel, name),
    pictures: shown,
    messages: messages(panel)
      .slice(-maxSheetMessages)
      .map(({ by, created, text, picture = '' }) => ({
        ...{ by: name(by), ms: created.ms, text, about: numbers.get(picture) ?? null },
      })),
    left: all.length - shown.length,
  };
}

/** Pins without a note say nothing that the picture does not. */
function notesOf(panel: Panel, picture: string, name: (site: string) => string): SheetNote[] {
  const sorted = pins(panel, picture);
  const numbers = pinNumbers(sorted);
  return sorted.flatMap(({ id, by, text = '' }) =>
    text.trim() === '' ? [] : [{ number: numbers.get(id) ?? 0, text, by: name(by) }],
  );
}

/** All who were ever here, also those who have left. */
function peopleOf(panel: Panel, name: (site: string) => string): string[] {
  const came = [...panel.elements()].filter((element) => read(element, 'person') !== undefined);
  return [...new Set(came.map(({ id }) => name(id)))].sort((a, b) => a.localeCompare(b));
}
