/**
 * Who of each agency could go to an object when its list went out (R121): on post, with a certificate through the window,
 * without an interest in it; and who could not, and why. What a draw asks beyond that (skills, areas) stands in its sealed
 * document. Kept with the team, so that a later question about a substitute has an answer. No SQL of its own.
 */
import type { BlockReason } from '@mingcha/core/tasks/task.ts';
import type { Tx } from '../platform/db/database.ts';
import { type Goer, interestPairs } from './dispatch.queries.ts';
import { unfitReason } from './fitness.ts';
import type { Directories, PlannedInspection } from './planned.ts';

export interface Eligibility {
  /** Ids of the directory. */
  readonly eligible: readonly string[];
  readonly notEligible: readonly NotEligible[];
}
export interface NotEligible {
  readonly id: string;
  readonly name: string;
  readonly reason: BlockReason;
}

/** Answers for one team of a list; null for a body outside, whose people it answers for itself. */
export type EligibleOf = (agencyId: string, objectId: string) => Eligibility | null;

/** `inspector object` pairs with an interest in force on `today`, among all teams and objects of a list. */
export async function interestsIn(
  tx: Tx,
  planned: readonly PlannedInspection[],
  of: { readonly jurisdictionId: string; readonly today: string },
): Promise<ReadonlySet<string>> {
  return interestPairs(tx, {
    ...of,
    objectIds: planned.map(({ object }) => object.id),
    homes: planned.flatMap(({ teams }) => teams.flatMap((team) => team.agencyJurisdictionId ?? [])),
  });
}

export async function eligibleAt(
  tx: Tx,
  planned: readonly PlannedInspection[],
  of: {
    readonly directories: Directories;
    readonly jurisdictionId: string;
    readonly days: { readonly today: string; readonly from: string; readonly to: string };
  },
): Promise<EligibleOf> {
  const { directories, days } = of;
  const pairs = await interestsIn(tx, planned, { jurisdictionId: of.jurisdictionId, today: days.today });
  const judged = new Map(
    [...directories].map(([agencyId, people]) => [
      agencyId,
      [...people.values()].map((goer) => ({ goer, reason: unfitReason(goer, days) })),
    ]),
  );
  return (agencyId, objectId) => {
    const people = judged.get(agencyId);
    if (people === undefined) return null;
    const reasonOf = (goer: Goer, reason: BlockReason | null): BlockReason | null =>
      reason ?? (pairs.has(`${goer.id} ${objectId}`) ? 'recusal' : null);
    const all = people.map(({ goer, reason }) => ({ goer, reason: reasonOf(goer, reason) }));
    return {
      eligible: all.flatMap(({ goer, reason }) => (reason === null ? [goer.id] : [])),
      notEligible: all.flatMap(({ goer: { id, name }, reason }) =>
        reason === null ? [] : [{ id, name, reason }],
      ),
    };
  };
}
