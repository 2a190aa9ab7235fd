/**
 * From drawn objects to teams: the bridge between the documents (hex, rows) and the assignment (bytes).
 * Builds the assignment's input the same way for the draw, for the verifier and for later substitutions.
 */
import { type AssignedSeat, type AssignInput, assign, assignRoot } from './assign/index.ts';
import { hex, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';
import type { AssignmentRow, AssignSummary, Hex, InspectorRow, Params, SeatGroup } from './types.ts';

export interface TeamInput {
  readonly params: Params;
  /** K_asg */
  readonly key: Uint8Array;
  /** Drawn objects with their areas. */
  readonly tasks: readonly { readonly stratum: number; readonly c: Hex; readonly area: string }[];
  readonly inspectors: readonly InspectorRow[];
  readonly conflicts: readonly (readonly [Hex, Hex])[];
}

export interface Teams {
  readonly summary: AssignSummary;
  /** In the order of the leaves; null when there is no complete assignment. */
  readonly rows: readonly AssignmentRow[] | null;
}

/** Seat groups of a stratum: its own template, else `*`. @throws DrawError `assign.template` */
export function groupsOf(params: Params, stratum: number): readonly SeatGroup[] {
  const code = params.strata[stratum]?.code ?? '';
  const { templates } = params.assign;
  const groups = Object.hasOwn(templates, code) ? templates[code] : templates['*'];
  if (groups === undefined) throw new DrawError('assign.template', `no team is defined for stratum ${code}`);
  return groups;
}

/** The assignment's input in bytes. @throws DrawError `assign.template`, `assign.area` */
export function assignInput(input: TeamInput): AssignInput {
  const drawn = new Set(input.tasks.map((task) => task.c));
  return {
    key: input.key,
    tasks: input.tasks.map(({ stratum, c, area }) => {
      if (area === '*' || area === '')
        throw new DrawError('assign.area', `object ${c} has no area of its own`);
      return { c: unhex(c, 32), area, groups: groupsOf(input.params, stratum) };
    }),
    inspectors: input.inspectors.map(({ pub, c }) => ({ c: unhex(c, 32), pub })),
    pairs: input.conflicts
      .filter(([object]) => drawn.has(object))
      .map(([object, inspector]) => [unhex(object, 32), unhex(inspector, 32)]),
    mix: input.params.assign.mix,
  };
}

/** A seat as it stands in the documents. */
export function rowOf(seat: Pick<AssignedSeat, 'c' | 'group' | 'k' | 'inspector'>): AssignmentRow {
  return { c: hex(seat.c), group: seat.group, k: seat.k, inspector: hex(seat.inspector) };
}

/** Assigns teams (§8) and sums them up as the certificate does. @throws DrawError `assign.*` */
export function assignTeams(
  input: TeamInput,
  hash: HashProvider,
  onProgress?: (done: number, total: number) => void,
): Teams {
  const outcome = assign(assignInput(input), hash, (_phase, done, total) => onProgress?.(done, total));
  if (!outcome.feasible) return { summary: { infeasible: outcome.failures }, rows: null };
  return {
    summary: {
      tasks: input.tasks.length,
      seats: outcome.seats.length,
      root: hex(assignRoot(outcome.seats, hash)),
      maxLevel: outcome.maxLevel,
      choice: { min: outcome.choice.min, below3: outcome.choice.below3 },
    },
    rows: outcome.seats.map(rowOf),
  };
}
