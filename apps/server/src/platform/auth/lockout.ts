/**
 * When the next attempt to sign in may be evaluated. Counted per name and source, so a stranger elsewhere cannot
 * lock a leader out of the own office (H-03); a wider count per name slows guessing from many sources, except
 * from sources where this name signed in successfully within 30 days. Pure.
 */
export interface AttemptState {
  readonly failures: number;
  /** ISO instant of the last evaluated attempt. */
  readonly lastAt: string;
}

const freeFailures = 5;
const lockingFailures = 10;
const lockMs = 15 * 60_000;
const forgetMs = 24 * 3_600_000;
/** Failures of one name from all unknown sources within a day after which these must wait. */
export const failuresPerName = 100;

/** Failures that still count at `now` (milliseconds). */
export function countingFailures(state: AttemptState, now: number): number {
  return now - Date.parse(state.lastAt) > forgetMs ? 0 : state.failures;
}

/** Whole seconds until an attempt from this source is evaluated; 0 means now. */
export function secondsToWait(state: AttemptState, now: number): number {
  const failures = countingFailures(state, now);
  if (failures < freeFailures) return 0;
  const delay = failures >= lockingFailures ? lockMs : 2_000 * 2 ** (failures - freeFailures);
  return Math.max(0, Math.ceil((Date.parse(state.lastAt) + delay - now) / 1000));
}
