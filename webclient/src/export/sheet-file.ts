// A sheet as one file that needs nothing else: the pictures are in it.
import type { Sheet, SheetPicture } from './sheet.ts';
import { type SheetWords, sheetParts } from './sheet-page.ts';
import { fileStyle } from './sheet-style.ts';

export interface SheetSource {
  /** The picture with its marks; null: it cannot be had. Called for one after the other. */
  picture(entry: SheetPicture): Promise<{ readonly file: Blob; readonly full: boolean } | null>;
  /** Before each picture, and after the last. */
  progress(done: number): void;
}

/** Whoever opens it, nothing in it may run or fetch, even if a text should one day become more than text. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

export async function sheetFile(sheet: Sheet, words: SheetWords, chat: boolean, source: SheetSource): Promise<Blob> {
  // Nodes of a page that is never shown: nothing in it loads, and the browser itself escapes what people wrote.
  const page = document.implementation.createHTMLDocument('');
  const parts = sheetParts(page, sheet, words);
  const root = parts.root();
  const title = page.createElement('title');
  title.textContent = words.heading;
  const [open = '', close = ''] = root.outerHTML.split(/(?=<\/article>)/);
  const written: Blob[] = [];
  // Into blobs at once: the browser keeps those outside of the page's memory.
  const write = (...texts: readonly string[]) => written.push(new Blob([...texts]));
  write(`<!doctype html>\n<html lang="${words.language}"><head><meta charset="utf-8">`);
  write(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  write('<meta name="viewport" content="width=device-width, initial-scale=1">', title.outerHTML);
  write(`<style>${fileStyle}</style></head><body>`, open, parts.head().outerHTML);
  for (const [i, entry] of sheet.pictures.entries()) {
    source.progress(i);
    const made = await source.picture(entry);
    write(parts.picture(entry, made && { url: await dataUrl(made.file), full: made.full }).outerHTML);
  }
  source.progress(sheet.pictures.length);
  write(parts.foot()?.outerHTML ?? '', chat ? parts.chat().outerHTML : '', close, '</body></html>\n');
  return new Blob(written, { type: 'text/html' });
}

function dataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the picture could not be read'));
    reader.readAsDataURL(file);
  });
}
