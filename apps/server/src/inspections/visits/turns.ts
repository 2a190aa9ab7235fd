/**
 * Lines in which heavy requests of phones wait in memory. A ledger takes one event at a time, so of two hundred phones that
 * come back at once all but one wait in any case; where they waited inside their transactions they would hold every
 * connection, and the office would wait with them. A line orders work; it never refuses or drops any.
 */

/** Runs `work` when fewer than the line's places are taken in the line of `key`; first come, first served. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

interface Line {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lines of `places` each, one line for each key. Which key: whatever shares the lock, here the jurisdiction. */
export function makeTurns(places: number): Turns {
  const lines = new Map<string, Line>();
  return async (key, work) => {
    const line = lines.get(key) ?? { taken: 0, waiting: [] };
    lines.set(key, line);
    if (line.taken < places) line.taken += 1;
    else
      await new Promise<void>((resolve) => {
        line.waiting.push(resolve);
      });
    try {
      return await work();
    } finally {
      // The place passes to the next in line, so `taken` changes only when nobody waits.
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else {
        line.taken -= 1;
        if (line.taken === 0) lines.delete(key);
      }
    }
  };
}
