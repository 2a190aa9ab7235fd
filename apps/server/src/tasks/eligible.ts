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
  const pairs = await interestPairs(tx, {
    jurisdictionId: of.jurisdictionId,
    objectIds: planned.map(({ object }) => object.id),
    today: days.today,
    homes: planned.flatMap(({ teams }) => teams.flatMap((team) => team.agencyJurisdictionId ?? [])),
  });
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
