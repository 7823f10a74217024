// Links in messages. What is shown of one is what will be opened: the host, which alone says whose page it is, stands
// out and is always ASCII. Pure, and linear in the length of the text.

export interface PlainPart {
  readonly kind: 'text';
  readonly text: string;
}

/** `before`, `host` and `after` together are what is shown. */
export interface LinkPart {
  readonly kind: 'link';
  readonly href: string;
  readonly before: string;
  readonly host: string;
  readonly after: string;
}

export type TextPart = PlainPart | LinkPart;

/** What of a message is linked: more of them is no message. */
export const maxLinks = 50;

/** Begins like one and goes on to a space, a control or a character that no address has. */
const candidates = /(?<![\p{L}\p{N}_/@.])(?:https?:\/\/|www\.)[^\s\p{Cc}\p{Cf}<>"“”„«»`]+/giu;
const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const punctuation = new Set(".,;:!?'’‘…*_~|·。、，！？；：");

/** A message's text as what is plain and what leads somewhere, in its order. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  let links = 0;
  for (const match of text.matchAll(candidates)) {
    if (links === maxLinks) break;
    const written = withoutTail(match[0]);
    const link = toLink(written);
    if (!link) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push(link);
    links++;
    end = match.index + written.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** Without what belongs to the sentence around it: its full stop, and a bracket that was opened before it. */
function withoutTail(written: string): string {
  const count: Record<string, number> = {};
  for (const char of written) count[char] = (count[char] ?? 0) + 1;
  let end = written.length;
  for (; end > 0; end--) {
    const last = written.charAt(end - 1);
    const opening = closing[last];
    const left = count[last] ?? 0;
    if (opening === undefined ? !punctuation.has(last) : left <= (count[opening] ?? 0)) break;
    count[last] = left - 1;
  }
  return written.slice(0, end);
}

/** Null for what only looks like an address. */
function toLink(written: string): LinkPart | null {
  const scheme = /^https?:\/\//i.exec(written)?.[0] ?? '';
  const address = scheme === '' ? `https://${written}` : written;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return null;
  if (scheme === '' && !/^www\.[^.]+\../.test(url.hostname)) return null;
  const asWritten = written.slice(scheme.length);
  // As it was written if that leads where it seems to; anything that the browser reads otherwise, as the browser reads it.
  const plain = asWritten.toLowerCase().startsWith(url.host) && /^(?:[/?#]|$)/.test(asWritten.slice(url.host.length));
  const shown = plain ? { before: scheme, after: asWritten.slice(url.host.length) } : asRead(url);
  return { kind: 'link', href: url.href, host: url.host, ...shown };
}

function asRead(url: URL): { readonly before: string; readonly after: string } {
  const user = url.username + (url.password === '' ? '' : `:${url.password}`);
  const before = `${url.protocol}//${user === '' ? '' : `${user}@`}`;
  return { before, after: url.href.slice(before.length + url.host.length) };
}
