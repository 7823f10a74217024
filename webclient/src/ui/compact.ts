// Whether there is room for one short row of tools only: a phone, upright or on its side, or a small tablet.
import { useEffect, useState } from 'preact/hooks';

const query = '(max-width: 860px), (max-height: 480px)';

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
