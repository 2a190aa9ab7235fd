/** Long lists are drawn in parts: the first screens at once, the rest while nobody is waiting. */
import { useEffect, useState } from 'react';

const first = 12;
const more = 24;
/** Pause between parts, in milliseconds; taps come first. */
const pause = 60;

/** How many of `total` to draw now, and how to draw all at once (for a jump). */
export function useGrowing(total: number): [number, () => void] {
  const [shown, setShown] = useState(Math.min(first, total));
  useEffect(() => {
    if (shown >= total) return;
    const timer = window.setTimeout(() => setShown((now) => Math.min(total, now + more)), pause);
    return () => window.clearTimeout(timer);
  }, [shown, total]);
  return [shown, () => setShown(total)];
}
