// A sheet on paper: put into the page where only the printer sees it, printed, and taken out again.
import type { Sheet } from './sheet.ts';
import type { SheetSource } from './sheet-file.ts';
import { type SheetWords, sheetParts } from './sheet-page.ts';
import { printStyle } from './sheet-style.ts';

export interface Printing {
  /** Opens the system's dialog; what was put into the page stays until that is over. */
  print(): void;
  /** Takes it out of the page. */
  end(): void;
}

/** `signal` ends it while it is prepared. */
export async function preparePrint(
  sheet: Sheet,
  words: SheetWords,
  chat: boolean,
  source: SheetSource,
  signal: AbortSignal,
): Promise<Printing> {
  const parts = sheetParts(document, sheet, words);
  const root = parts.root();
  const urls: string[] = [];
  const style = new CSSStyleSheet();
  style.replaceSync(printStyle);
  const over = new AbortController();
  const end = () => {
    over.abort();
    root.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  };
  try {
    root.append(parts.head());
    for (const [i, entry] of sheet.pictures.entries()) {
      source.progress(i);
      const made = await source.picture(entry);
      const url = made && URL.createObjectURL(made.file);
      if (url !== null) urls.push(url);
      const node = parts.picture(entry, made && { url: url as string, full: made.full });
      await node.querySelector('img')?.decode();
      root.append(node);
    }
    source.progress(sheet.pictures.length);
    const foot = parts.foot();
    root.append(...(foot ? [foot] : []), ...(chat ? [parts.chat()] : []));
    signal.throwIfAborted();
  } catch (error) {
    end();
    throw error;
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  document.body.append(root);
  addEventListener('afterprint', end, { signal: over.signal });
  return { print: () => window.print(), end };
}
