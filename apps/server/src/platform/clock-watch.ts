/**
 * Notices when the clock of the machine jumps, by the clock that only counts on. A clock that jumped ahead would make everything
 * overdue at once, for good: what goes by the day waits for an hour, so that somebody can set it right; meanwhile the alarm
 * stands on the page of operations. A clock that jumped back only makes things late; the ledger keeps its order by itself.
 */
import type { Platform } from './platform.ts';

/** Less is what a time service corrects by itself. */
const jumpMs = 60_000;
const heldMs = 3_600_000;

export interface Jump {
  /** Positive: ahead. */
  readonly seconds: number;
  /** By the clock that only counts on, in milliseconds. */
  readonly since: number;
}

export interface ClockState {
  /** Difference of the two clocks that counts as right. */
  readonly offset: number;
  readonly jump: Jump | null;
}

/** One look; both clocks in milliseconds. Small steps are followed, a jump is kept until it is undone or an hour old. Pure. */
export function looked(before: ClockState | undefined, wall: number, counting: number): ClockState {
  const offset = wall - counting;
  if (before === undefined) return { offset, jump: null };
  const by = offset - before.offset;
  if (Math.abs(by) <= jumpMs) return { offset, jump: null };
  const since = before.jump?.since ?? counting;
  if (counting - since >= heldMs) return { offset, jump: null };
  return { offset: before.offset, jump: { seconds: Math.round(by / 1000), since } };
}

const states = new WeakMap<Platform, ClockState>();

/** Called every few seconds; says in the log when a clock jumps. */
export function watchClock(platform: Platform): void {
  const before = states.get(platform);
  const state = looked(before, Date.now(), performance.now());
  states.set(platform, state);
  if (state.jump !== null && before?.jump == null)
    platform.log.error('clock.jumped', { seconds: state.jump.seconds });
}

/** The jump that nobody has set right yet, or null. */
export function clockJump(platform: Platform): Jump | null {
  return states.get(platform)?.jump ?? null;
}

/** Whether work that goes by the day waits. */
export function holdsDailyWork(platform: Platform): boolean {
  return (clockJump(platform)?.seconds ?? 0) > 0;
}
