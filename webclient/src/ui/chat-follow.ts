// The list of messages stays at its newest unless one has scrolled up; then it stays where one reads.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../state/chat.ts';

/** Nearer to its end than this, the list is at its end. */
const endPx = 32;

export interface Follow {
  readonly list: { current: HTMLDivElement | null };
  readonly isAtEnd: boolean;
  toEnd(): void;
  /** Before more is put on top: what is in view stays in view. */
  holdPlace(): void;
}

/** `lastOwn`: when one said something last; when that is later than before, one sees what one has said. */
export function useFollow(chat: Chat, lastOwn: number): Follow {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seenTop = useRef(0);
  const fromBottom = useRef<number | null>(null);
  const seenOwn = useRef(lastOwn);
  const [isAtEnd, setAtEnd] = useState(true);

  const look = useCallback(() => {
    const element = list.current;
    if (!element) return;
    const { scrollTop } = element;
    const isNear = element.scrollHeight - scrollTop - element.clientHeight < endPx;
    // Only a hand moves it up. A scroll that is told of late, when the list has become lower since, moves nothing.
    atEnd.current = isNear || (atEnd.current && scrollTop >= seenTop.current);
    seenTop.current = scrollTop;
    setAtEnd(atEnd.current);
    chat.setReading(atEnd.current && !document.hidden);
  }, [chat]);
  const toEnd = useCallback(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
    look();
  }, [look]);

  useLayoutEffect(() => {
    const line = list.current?.querySelector('.chat-new');
    if (!line) return toEnd();
    line.scrollIntoView({ block: 'start' });
    atEnd.current = false; // but where all of it is in view
    look();
  }, [look, toEnd]);
  useLayoutEffect(() => {
    if (lastOwn > seenOwn.current) toEnd();
    seenOwn.current = lastOwn;
  }, [lastOwn, toEnd]);
  // After each rendering, and whenever the room for it changes: a phone's keyboard comes and goes.
  useLayoutEffect(() => {
    const element = list.current;
    if (element && fromBottom.current !== null) element.scrollTop = element.scrollHeight - fromBottom.current;
    else if (atEnd.current) toEnd();
    fromBottom.current = null;
  });
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const ending = new AbortController();
    const resizing = new ResizeObserver(() => (atEnd.current ? toEnd() : look()));
    resizing.observe(element);
    element.addEventListener('scroll', look, { signal: ending.signal, passive: true });
    document.addEventListener('visibilitychange', look, { signal: ending.signal });
    return () => {
      ending.abort();
      resizing.disconnect();
      chat.setReading(false);
    };
  }, [chat, look, toEnd]);
  return {
    list,
    isAtEnd,
    toEnd,
    holdPlace() {
      const element = list.current;
      if (element) fromBottom.current = element.scrollHeight - element.scrollTop;
    },
  };
}
