/**
 * What the matching rules let expect: the same sealed people, objects, avoidance pairs and templates are matched again
 * under numbered keys of their own, by the draw library itself. The keys follow from the freeze id, so that anybody gets
 * the same expectation; they have nothing to do with the draw's seed.
 */
import { type AssignInput, assign, encodeUtf8, type HashProvider } from '@mingcha/draw';

/** Mean and variance of a count over the repetitions. */
export interface Expected {
  readonly mean: number;
  readonly variance: number;
}
export interface ExpectedTeams {
  readonly repetitions: number;
  /** Seats by index of the inspector; every inspector of the pool. */
  readonly seats: readonly Expected[];
  /** Meetings in one team by `meetingKey`; only pairs that met in some repetition. */
  readonly meetings: ReadonlyMap<string, Expected>;
}

/** Seats that are dealt in all repetitions of one draw together. */
const budget = 20_000;
const most = 200;
const fewest = 20;
/** A draw with more seats would take seconds: its teams are left out, and the page says so. */
export const largestMatching = 4000;

/** How often a draw with so many seats is matched again. */
export function repetitionsFor(seats: number): number {
  return Math.max(fewest, Math.min(most, Math.floor(budget / Math.max(1, seats))));
}

/** Two indices as one key, the smaller first. */
export function meetingKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

interface Seat {
  readonly task: number | string;
  readonly inspector: number;
}

/** Seats per inspector and meetings per pair of one matching. */
export function countTeams(seats: readonly Seat[]): {
  readonly seats: ReadonlyMap<number, number>;
  readonly meetings: ReadonlyMap<string, number>;
} {
  const held = new Map<number, number>();
  const met = new Map<string, number>();
  for (const team of Map.groupBy(seats, (seat) => seat.task).values()) {
    team.forEach(({ inspector }, i) => {
      held.set(inspector, (held.get(inspector) ?? 0) + 1);
      for (const other of team.slice(i + 1)) {
        const key = meetingKey(inspector, other.inspector);
        met.set(key, (met.get(key) ?? 0) + 1);
      }
    });
  }
  return { seats: held, meetings: met };
}

type Sums = Map<string | number, { sum: number; squares: number }>;

function tally(sums: Sums, counts: ReadonlyMap<string | number, number>): void {
  for (const [key, count] of counts) {
    const known = sums.get(key) ?? { sum: 0, squares: 0 };
    sums.set(key, { sum: known.sum + count, squares: known.squares + count * count });
  }
}

function moments(of: { readonly sum: number; readonly squares: number } | undefined, n: number): Expected {
  if (of === undefined) return { mean: 0, variance: 0 };
  const mean = of.sum / n;
  return { mean, variance: Math.max(0, (of.squares - n * mean * mean) / Math.max(1, n - 1)) };
}

/**
 * Matches again `repetitions` times. The input is that of the draw; its key is not used. Null when the sealed pool cannot
 * fill the seats (then the draw had no teams either).
 */
export function expectedTeams(
  input: Omit<AssignInput, 'key'>,
  of: { readonly freezeId: string; readonly repetitions: number },
  hash: HashProvider,
): ExpectedTeams | null {
  const seats: Sums = new Map();
  const meetings: Sums = new Map();
  for (let r = 0; r < of.repetitions; r += 1) {
    const key = hash.hash(encodeUtf8(`mingcha/fairness/1 ${of.freezeId} ${r}`));
    const outcome = assign({ ...input, key }, hash);
    if (!outcome.feasible) return null;
    const counted = countTeams(
      outcome.seats.map((seat) => ({ task: seat.taskIndex, inspector: seat.inspectorIndex })),
    );
    tally(seats, counted.seats);
    tally(meetings, counted.meetings);
  }
  const n = of.repetitions;
  return {
    repetitions: n,
    seats: input.inspectors.map((_, i) => moments(seats.get(i), n)),
    meetings: new Map([...meetings].map(([key, sums]) => [String(key), moments(sums, n)])),
  };
}
