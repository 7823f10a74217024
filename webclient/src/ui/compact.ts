// What there is room for.
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Pixels: all tools and commands in one row, without words, and what is around them. */
const wholeRow = 936;
/** Pixels: a phone on its side. */
const lowest = 480;

/** Whether there is room for a short row of tools only, in what `inside` lies in. An open chat takes of it too. */
export function useShortRow(inside: { readonly current: Element | null }): boolean {
  const [width, setWidth] = useState(innerWidth);
  useLayoutEffect(() => {
    const main = inside.current?.closest('.room-main');
    if (!main) return undefined;
    const watching = new ResizeObserver(() => setWidth(main.clientWidth));
    watching.observe(main);
    return () => watching.disconnect();
  }, [inside]);
  return width < wholeRow || innerHeight <= lowest;
}

const query = '(max-width: 860px), (max-height: 480px)';

/** A phone, upright or on its side, or a small tablet. */
export function useCompact(): boolean {
  const [compact, setCompact] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const changed = () => setCompact(media.matches);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, []);
  return compact;
}

/** A finger is the main pointer: there is a camera at hand, and nothing to drop from. */
export function useTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
