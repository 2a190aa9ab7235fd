/**
 * The words of the assignment (draw-protocol §8): what goes in, what comes out, and how a shortage is said.
 * Types only; commitments are 32 raw bytes, indices count from 0.
 */
import type { InspectorPub, SeatGroup, Shortage } from '../types.ts';

/** A drawn object that needs a team. `area` is never `*`. */
export interface AssignTask {
  readonly c: Uint8Array;
  readonly area: string;
  readonly groups: readonly SeatGroup[];
}

/** An inspector, or a standing team that enters the draw as one leaf. */
export interface AssignInspector {
  readonly c: Uint8Array;
  readonly pub: InspectorPub;
}

/** Avoidance: this object (first) and this inspector (second) never meet. */
export type AvoidancePair = readonly [Uint8Array, Uint8Array];

/** Everything that decides the result; pairs of objects or inspectors that are not listed have no effect. */
export interface AssignInput {
  /** `K_asg` of §6.1, 32 bytes. */
  readonly key: Uint8Array;
  /** In any order, `c` distinct. */
  readonly tasks: readonly AssignTask[];
  /** Sorted by `c`, distinct. */
  readonly inspectors: readonly AssignInspector[];
  readonly pairs: readonly AvoidancePair[];
  /** Steps of the swap walk per seat, 8 unless frozen otherwise. */
  readonly mix: number;
}

/** One filled seat; `c` and `inspector` are the same bytes that stand in the input. */
export interface AssignedSeat {
  readonly c: Uint8Array;
  readonly group: number;
  readonly k: number;
  readonly inspector: Uint8Array;
  /** Index into `input.tasks`. */
  readonly taskIndex: number;
  /** Index into `input.inspectors`. */
  readonly inspectorIndex: number;
}

/** How many people could have taken a seat: `eligible − n + 1` (§8.3 after theorem 10). */
export interface ChoiceSets {
  /** Smallest figure of all seats, 0 when there is no seat. */
  readonly min: number;
  /** Seats with a figure below 3. */
  readonly below3: number;
  /** In the order of `seats`. */
  readonly perSeat: readonly number[];
}

export interface FullAssignment {
  readonly feasible: true;
  /** In the order of the assignment leaves: task commitment, group, k. */
  readonly seats: readonly AssignedSeat[];
  /** `load` + seats held, in the order of `input.inspectors`. */
  readonly levels: readonly number[];
  /** Highest level of all inspectors, 0 when there is none. */
  readonly maxLevel: number;
  readonly choice: ChoiceSets;
  readonly stats: AssignStats;
}

export interface ImpossibleAssignment {
  readonly feasible: false;
  /**
   * One proof per seat that stays open, ascending by seat. `seat` and `X` count seats in the order of §8.2
   * (tasks by their keyed hash), `R` counts `input.inspectors`. Together the proofs hold at most
   * `CERTIFICATE_LIMIT` indices; the first one is always given.
   */
  readonly failures: readonly Shortage[];
  /** Seats that stay open, also those without a listed proof. */
  readonly open: number;
  readonly stats: AssignStats;
}

export interface AssignStats {
  readonly seats: number;
  /** Seats filled before the algorithm stopped. */
  readonly filled: number;
  /** Seats filled by an augmenting path (step B). */
  readonly augmentations: number;
  /** Shifts that made the workload more even (step C). */
  readonly shifts: number;
}

export type AssignOutcome = FullAssignment | ImpossibleAssignment;

/** Told now and then while a long assignment runs; never decides anything. */
export type AssignProgress = (
  phase: 'deal' | 'complete' | 'balance' | 'mix',
  done: number,
  total: number,
) => void;

/** What is missing, said in one line per requirement (§8.3 after theorem 8). */
export interface ShortageLine {
  readonly dept: string;
  readonly skills: readonly string[];
  /** The areas concerned, ascending; `["*"]` for seats that any area may fill. */
  readonly areas: readonly string[];
  readonly seats: number;
}

/** A shortage for people: which seats compete, who could take them, how many are missing. */
export interface ShortageText {
  readonly lines: readonly ShortageLine[];
  /** Indices of the inspectors who are used up. */
  readonly qualified: readonly number[];
  readonly demand: number;
  readonly supply: number;
  /** `demand − supply`, at least 1. */
  readonly missing: number;
}

/** A seat that loses its inspector after the draw (§10.4). */
export interface RecusalRequest {
  readonly input: AssignInput;
  /** The seats as they stand now, in any order. */
  readonly seats: readonly AssignedSeat[];
  /** The seat that becomes free. */
  readonly seat: { readonly c: Uint8Array; readonly group: number; readonly k: number };
  /** All recusals of this draw so far, this one included; they count like avoidance pairs. */
  readonly recusals: readonly AvoidancePair[];
}

export type Substitution =
  | {
      readonly found: true;
      /** Every seat that has a new holder: one seat, or several along an augmenting path. */
      readonly changes: readonly AssignedSeat[];
    }
  | { readonly found: false; readonly failure: Shortage };

/** One stratum of the pool before the draw, as far as staffing is concerned. */
export interface CapacityStratum {
  readonly code: string;
  readonly groups: readonly SeatGroup[];
  /** Fewest and most objects the quota can give (equal unless the rounding is `cascade`). */
  readonly least: number;
  readonly most: number;
  /** How many objects of the stratum lie in each area. */
  readonly areas: readonly { readonly area: string; readonly count: number }[];
}

/** One object of the pool that somebody must avoid. */
export interface CapacityException {
  /** Index into `strata`. */
  readonly stratum: number;
  readonly area: string;
  /** Indices into `inspectors`. */
  readonly avoided: readonly number[];
}

export interface CapacityInput {
  readonly strata: readonly CapacityStratum[];
  readonly inspectors: readonly InspectorPub[];
  readonly exceptions: readonly CapacityException[];
}

/** A requirement that cannot be met, with the stratum it comes from. */
export interface CapacityLack {
  readonly stratum: string;
  readonly dept: string;
  readonly skills: readonly string[];
  /** The areas concerned, one of them or all alike; `["*"]` when any area will do or the draw may choose. */
  readonly areas: readonly string[];
  /** Seats of this requirement in the example. */
  readonly seats: number;
}

/** A set of draws that cannot be staffed. */
export interface CapacityShortage {
  readonly lacks: readonly CapacityLack[];
  /** Indices of the inspectors who could take these seats. */
  readonly qualified: readonly number[];
  readonly demand: number;
  readonly supply: number;
  readonly missing: number;
}

/**
 * `feasible`: every possible draw can be staffed. `lacking`: no possible draw can be staffed.
 * `possible`: neither is proved; `shortage` is then a draw that fails, or null when none was found.
 */
export type CapacityVerdict =
  | { readonly verdict: 'feasible' }
  | { readonly verdict: 'lacking'; readonly shortage: CapacityShortage }
  | { readonly verdict: 'possible'; readonly shortage: CapacityShortage | null };

/** Largest number of indices in all certificates of one infeasible outcome. */
export const CERTIFICATE_LIMIT = 2_000_000;
