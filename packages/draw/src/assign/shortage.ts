/**
 * Proofs that a seat cannot be filled (§8.3, theorem 8): made from a failed search, checked by anyone in one
 * pass without trusting the search, and said in words that people can act on.
 */
import type { HashProvider } from '../hash-provider.ts';
import type { Shortage } from '../types.ts';
import { buildModel, type Model } from './model.ts';
import type { Reached } from './search.ts';
import type { AssignInput, ShortageLine, ShortageText } from './types.ts';

/** Right side of theorem 8: all that the reached people and everybody else could do for the seats X. */
function supplyFor(model: Model, seats: readonly number[], reached: readonly number[]): number {
  const inside = new Uint8Array(model.inspectors);
  let supply = 0;
  for (const inspector of reached) {
    if (inside[inspector] === 1) continue;
    inside[inspector] = 1;
    supply += model.cap[inspector]!;
  }
  const listsOfTask = new Map<number, Set<number>>();
  for (const seat of seats) {
    const task = model.seatTask[seat]!;
    const lists = listsOfTask.get(task) ?? new Set();
    listsOfTask.set(task, lists.add(model.sigList[model.seatSig[seat]!]!));
  }
  // People of a list who were not reached; few, because a failed search reaches nearly everybody.
  const outside = new Map<number, Int32Array>();
  const outsideOf = (list: number): Int32Array => {
    const known = outside.get(list) ?? model.lists.members[list]!.filter((i) => inside[i] === 0);
    outside.set(list, known);
    return known;
  };
  // The last task for which somebody was counted.
  const counted = new Int32Array(model.inspectors).fill(-1);
  for (const [task, lists] of listsOfTask) {
    for (const list of lists) {
      for (const inspector of outsideOf(list)) {
        if (counted[inspector] === task || model.avoid[task]?.has(inspector)) continue;
        counted[inspector] = task;
        supply += 1;
      }
    }
  }
  return supply;
}

/** Seats per requirement, in the order in which the requirements first occur. */
function byRequirement(model: Model, seats: readonly number[]): Shortage['byRequirement'] {
  const counts = new Map<number, number>();
  for (const seat of seats) {
    const sig = model.seatSig[seat]!;
    counts.set(sig, (counts.get(sig) ?? 0) + 1);
  }
  return [...counts].map(([sig, count]) => {
    const { dept, skills, area } = model.signatures[sig]!;
    return { dept, skills: [...skills], area, seats: count };
  });
}

/** The certificate of a failed search. */
export function shortageOf(model: Model, seat: number, { seats, inspectors }: Reached): Shortage {
  return {
    seat,
    X: seats,
    R: inspectors,
    supply: supplyFor(model, seats, inspectors),
    demand: seats.length,
    byRequirement: byRequirement(model, seats),
  };
}

function ascendingBelow(values: readonly number[], limit: number): boolean {
  return values.every(
    (value, n) =>
      Number.isInteger(value) && value >= 0 && value < limit && (n === 0 || values[n - 1]! < value),
  );
}

/** What a second look at a certificate says. */
export interface ShortageCheck {
  /** The inequality of theorem 8 is true: no assignment whatever fills the seats X. */
  readonly holds: boolean;
  /** The figures and requirements written in the certificate are the recomputed ones. */
  readonly matches: boolean;
  readonly demand: number;
  readonly supply: number;
}

/**
 * Recomputes both sides of theorem 8. A certificate with unknown or repeated indices does not hold.
 * Throws DrawError `assign.invalid` for input that has no defined result.
 */
export function checkInfeasible(input: AssignInput, hash: HashProvider, failure: Shortage): ShortageCheck {
  return checkShortages(input, hash, [failure])[0]!;
}

/** Checks many certificates of one draw; the input is prepared once. */
export function checkShortages(
  input: AssignInput,
  hash: HashProvider,
  failures: readonly Shortage[],
): readonly ShortageCheck[] {
  const model = buildModel(input, hash);
  return failures.map((failure) => {
    const { X, R } = failure;
    if (
      !ascendingBelow(X, model.seats) ||
      !ascendingBelow(R, model.inspectors) ||
      !X.includes(failure.seat)
    ) {
      return { holds: false, matches: false, demand: 0, supply: 0 };
    }
    const supply = supplyFor(model, X, R);
    const matches =
      failure.supply === supply &&
      failure.demand === X.length &&
      JSON.stringify(requirementRows(failure.byRequirement)) ===
        JSON.stringify(requirementRows(byRequirement(model, X)));
    return { holds: X.length > supply, matches, demand: X.length, supply };
  });
}

function requirementRows(rows: Shortage['byRequirement']): unknown[] {
  return rows.map((row) => [row.dept, row.skills, row.area, row.seats]);
}

/** A certificate as one line per department and skills, for people. */
export function explainShortage(failure: Shortage): ShortageText {
  const lines = new Map<string, { line: ShortageLine; areas: Set<string> }>();
  for (const { dept, skills, area, seats } of failure.byRequirement) {
    const key = JSON.stringify([dept, skills]);
    const known = lines.get(key);
    const areas = (known?.areas ?? new Set<string>()).add(area);
    lines.set(key, { areas, line: { dept, skills, areas: [], seats: seats + (known?.line.seats ?? 0) } });
  }
  return {
    lines: [...lines.values()].map(({ line, areas }) => ({ ...line, areas: [...areas].sort() })),
    qualified: failure.R,
    demand: failure.demand,
    supply: failure.supply,
    missing: failure.demand - failure.supply,
  };
}
