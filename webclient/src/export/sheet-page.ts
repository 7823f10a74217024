// A sheet as nodes, for print and for a file alike. All that people wrote goes in as text and nothing else.
import type { Sheet, SheetMessage, SheetPicture } from './sheet.ts';

/** The sheet's own words, in the person's language. */
export interface SheetWords {
  readonly heading: string;
  readonly language: string;
  people(names: readonly string[]): string;
  by(name: string): string;
  readonly preview: string;
  readonly missing: string;
  left(count: number): string;
  readonly chat: string;
  picture(number: number): string;
  time(ms: number): string;
}

/** A picture's address in the sheet; null: it could not be had. */
export interface SheetImage {
  readonly url: string;
  readonly full: boolean;
}

/** Makes nodes of `page`, which need not be the one on the screen. */
export function sheetParts(page: Document, sheet: Sheet, words: SheetWords) {
  const make = (tag: string, className: string, ...content: readonly (Node | string)[]): HTMLElement => {
    const node = page.createElement(tag);
    if (className !== '') node.className = className;
    node.append(...content);
    return node;
  };
  return {
    root: () => {
      const root = make('article', 'printed');
      root.lang = words.language;
      return root;
    },
    head: () => make('header', '', make('h1', '', words.heading), make('p', '', words.people(sheet.people))),
    picture: (entry: SheetPicture, image: SheetImage | null) => pictureNode(page, make, entry, image, words),
    foot: () => (sheet.left > 0 ? make('p', '', words.left(sheet.left)) : null),
    chat: () =>
      make(
        'section',
        'chat',
        make('h2', '', words.chat),
        ...sheet.messages.map((message) => messageNode(make, message, words)),
      ),
  };
}

type Make = (tag: string, className: string, ...content: readonly (Node | string)[]) => HTMLElement;

function pictureNode(page: Document, make: Make, entry: SheetPicture, image: SheetImage | null, words: SheetWords) {
  const { number, picture, by, notes } = entry;
  const figure = make('figure', '');
  const caption = picture.caption ?? '';
  if (image) {
    const img = page.createElement('img');
    img.alt = caption === '' ? picture.name : caption;
    img.src = image.url;
    figure.append(img);
  } else {
    figure.append(make('p', 'missing', words.missing));
  }
  figure.append(
    make(
      'figcaption',
      '',
      make('h2', '', `${number}. ${picture.name}`),
      ...(caption === '' ? [] : [make('p', '', caption)]),
      make('p', 'by', words.by(by), ...(image?.full === false ? [` · ${words.preview}`] : [])),
    ),
  );
  const list = page.createElement('ol');
  for (const note of notes) {
    const item = make('li', '', note.text, make('span', 'by', ` · ${note.by}`));
    (item as HTMLLIElement).value = note.number;
    list.append(item);
  }
  return make('section', 'picture', figure, ...(notes.length > 0 ? [list] : []));
}

function messageNode(make: Make, { by, ms, text, about }: SheetMessage, words: SheetWords): HTMLElement {
  const where = about === null ? '' : ` · ${words.picture(about)}`;
  return make(
    'div',
    'message',
    make('p', 'by', make('b', '', by), ` · ${words.time(ms)}${where}`),
    make('p', 'words', text),
  );
}
