/**
 * Counts requests per key and minute in memory. One process serves an installation, so memory is the truth; a
 * restart forgets, which only ever errs towards the caller.
 */
export interface RateLimiter {
  /** Counts one request; returns 0 when it may pass, else the whole seconds to wait. */
  take(key: string, perMinute: number): number;
}

const minute = 60_000;
/** Above this many keys, the expired ones are swept; a flood of sources cannot fill the memory. */
const sweepAbove = 50_000;

/** `now` gives milliseconds. */
export function makeRateLimiter(now: () => number): RateLimiter {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    take(key, perMinute) {
      const at = now();
      const window = windows.get(key);
      if (window === undefined || at - window.start >= minute || at < window.start) {
        if (windows.size > sweepAbove) sweep(windows, at);
        windows.set(key, { start: at, count: 1 });
        return 0;
      }
      window.count += 1;
      if (window.count <= perMinute) return 0;
      return Math.max(1, Math.ceil((window.start + minute - at) / 1000));
    },
  };
}

function sweep(windows: Map<string, { start: number; count: number }>, at: number): void {
  for (const [key, window] of windows) if (at - window.start >= minute) windows.delete(key);
  if (windows.size > sweepAbove) windows.clear();
}
