// Work that is over in a moment shows no progress: it would only flicker.
import { useEffect, useState } from 'preact/hooks';

const patienceMs = 500;

/** True once `busy` has lasted longer than a moment. */
export function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), patienceMs);
    return () => clearTimeout(timer);
  }, [busy]);
  return busy && slow;
}
