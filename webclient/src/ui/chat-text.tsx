// What a message says, with its links. All of it comes from somebody else: it is text, and stays text.
import { useMemo, useState } from 'preact/hooks';
import { type LinkPart, linkParts } from '../state/chat-links.ts';
import { cleanText, isLong } from '../state/chat-text.ts';
import { useApp } from './context.ts';

export function MessageText({ text }: { readonly text: string }) {
  const { t } = useApp();
  const [isWhole, setWhole] = useState(false);
  const clean = useMemo(() => cleanText(text), [text]);
  const parts = useMemo(() => linkParts(clean), [clean]);
  const isFolded = !isWhole && isLong(clean);
  return (
    <>
      <p class={isFolded ? 'chat-text folded' : 'chat-text'} dir="auto">
        {parts.map((part, i) => (part.kind === 'text' ? part.text : <Link key={i} link={part} />))}
      </p>
      {isFolded && (
        <button type="button" class="chat-unfold" onClick={() => setWhole(true)}>
          {t('chat.more')}
        </button>
      )}
    </>
  );
}

/** From left to right whatever stands around it, so that the host stands where a host stands. */
function Link({ link }: { readonly link: LinkPart }) {
  return (
    <a class="chat-link" href={link.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
      {link.before}
      <strong>{link.host}</strong>
      <bdi>{link.after}</bdi>
    </a>
  );
}
