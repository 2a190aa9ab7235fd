/** A clock that begins some days ago and is moved by hand, so that the demo has a past. */
import type { Clock } from '../platform/platform.ts';
import { clockOf } from '../platform/system.ts';

export interface DemoClock extends Clock {
  advance(minutes: number): void;
}

/** Begins at 09:00 China time, `days` before `now`. */
export function demoClock(now: string, days: number, zone: string): DemoClock {
  const midnight = Math.floor(Date.parse(now) / 86_400_000) * 86_400_000;
  let milliseconds = midnight - days * 86_400_000 + 3_600_000;
  return {
    ...clockOf(() => milliseconds, zone),
    advance(minutes) {
      milliseconds += minutes * 60_000;
    },
  };
}
