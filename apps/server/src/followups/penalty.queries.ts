/** SQL of penalties: the decision a case ended with, and the lines of a time for the 双公示 file. */
import type { PenaltyDecision } from '@mingcha/core/followups/penalty.ts';
import type { Tx } from '../platform/db/database.ts';

interface Key {
  readonly jurisdiction_id: string;
  readonly finding_id: string;
}

export async function insertPenalty(
  tx: Tx,
  key: Key & { readonly agency_id: string },
  decision: PenaltyDecision,
): Promise<void> {
  await tx
    .insertInto('penalties')
    .values({
      jurisdiction_id: key.jurisdiction_id,
      finding_id: key.finding_id,
      agency_id: key.agency_id,
      number: decision.number,
      decided_on: decision.decidedOn,
      decision: JSON.stringify(decision),
    })
    .execute();
}

export async function notePublication(
  tx: Tx,
  key: Key,
  publication: { readonly on: string; readonly place: string },
): Promise<void> {
  await tx
    .updateTable('penalties')
    .set({ published_on: publication.on, published_place: publication.place })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('finding_id', '=', key.finding_id)
    .execute();
}

export async function penaltyOf(tx: Tx, key: Key) {
  const row = await tx
    .selectFrom('penalties')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('finding_id', '=', key.finding_id)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, decision: row.decision as PenaltyDecision };
}

/** Decisions of an agency in a time, each number once (one decision may end several problems), the oldest first. */
export async function penaltiesBetween(
  tx: Tx,
  of: { readonly agencyId: string; readonly from: string; readonly to: string },
) {
  const rows = await tx
    .selectFrom('penalties as p')
    .innerJoin('followups as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('u.finding_id', '=', 'p.finding_id'),
    )
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'u.jurisdiction_id').onRef('i.id', '=', 'u.inspection_id'),
    )
    .distinctOn(['p.decided_on', 'p.number'])
    .select(['p.decision', 'i.object'])
    .where('p.agency_id', '=', of.agencyId)
    .where('p.decided_on', '>=', of.from)
    .where('p.decided_on', '<=', of.to)
    .orderBy('p.decided_on')
    .orderBy('p.number')
    .limit(5000)
    .execute();
  return rows.map((row) => ({ decision: row.decision as PenaltyDecision, object: row.object }));
}

/** Name and credit code of the deciding agency. */
export async function agencyCode(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<{ readonly name: string; readonly uscc: string }> {
  const row = await tx
    .selectFrom('agencies')
    .select(['name', 'uscc'])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.agencyId)
    .executeTakeFirstOrThrow();
  return { name: row.name, uscc: row.uscc };
}
