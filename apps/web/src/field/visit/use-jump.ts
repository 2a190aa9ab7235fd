/** Scrolls to a line or section once it is drawn, and puts the focus there. */
import { useCallback, useEffect, useState } from 'react';

export function useJump(showAll: () => void): (id: string) => void {
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const target = document.getElementById(wanted.id);
    if (target === null) return;
    target.tabIndex = -1;
    target.scrollIntoView({ block: 'start' });
    target.focus({ preventScroll: true });
  }, [wanted]);
  return useCallback(
    (id: string) => {
      showAll();
      setWanted({ id });
    },
    [showAll],
  );
}
