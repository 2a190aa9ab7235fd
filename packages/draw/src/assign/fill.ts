/** Steps B and C (§8.2): fill what the deal left open, then even out the workload along cost-reducing paths. */
import type { Shortage } from '../types.ts';
import { roomGoal, type Searcher } from './search.ts';
import { shortageOf } from './shortage.ts';
import { hasRoom, NOBODY, type State } from './state.ts';
import { CERTIFICATE_LIMIT } from './types.ts';

export interface Completion {
  readonly augmentations: number;
  readonly failed: number;
  readonly failures: readonly Shortage[];
}

/** Step B: one augmenting path per open seat, or the proof that there is none. */
export function complete(
  state: State,
  search: Searcher,
  work: { readonly open: readonly number[]; readonly tell: (done: number) => void },
): Completion {
  const goal = roomGoal(state, state.model);
  const failures: Shortage[] = [];
  let [augmentations, failed, listed] = [0, 0, 0];
  work.open.forEach((seat, n) => {
    work.tell(n);
    if (search.run([seat], NOBODY, goal)) {
      augmentations += 1;
      return;
    }
    failed += 1;
    const partial = search.metDead();
    search.bury();
    if (listed >= CERTIFICATE_LIMIT) return;
    // The proof is what a search reaches that leaves nothing out.
    if (partial) search.whole(() => search.run([seat], NOBODY, goal));
    const failure = shortageOf(state.model, seat, search.reached());
    const size = failure.X.length + failure.R.length;
    if (failures.length > 0 && listed + size > CERTIFICATE_LIMIT) {
      listed = CERTIFICATE_LIMIT;
      return;
    }
    listed += size;
    failures.push(failure);
  });
  return { augmentations, failed, failures };
}

/** The highest level below `bound` of anybody who holds a seat; −1 when there is none. */
function highestLevel(state: State, bound: number): number {
  let highest = -1;
  state.level.forEach((level, i) => {
    if (level < bound && level > highest && state.held[i]! > 0) highest = level;
  });
  return highest;
}

/** Step C: returns the number of shifts. */
export function balance(state: State, search: Searcher, tell: (level: number) => void): number {
  const { rho } = state.model;
  let shifts = 0;
  let level = highestLevel(state, Number.POSITIVE_INFINITY);
  for (; level >= 2; level = highestLevel(state, level)) {
    const target = level - 2;
    const goal = (j: number): boolean => state.level[j]! <= target && hasRoom(state, j);
    for (const inspector of rho) {
      if (state.level[inspector] !== level || state.held[inspector] === 0 || search.isDead(inspector))
        continue;
      if (search.run([...search.seatsOf(inspector)], inspector, goal)) shifts += 1;
      else search.bury();
    }
    tell(level);
  }
  return shifts;
}
