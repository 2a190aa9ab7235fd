/** SQL of penalties that were published: the decision, its party and its agency, as their public record takes them. Reads only. */
import type { PenaltyDecision } from '@mingcha/core/followups/penalty.ts';
import type { InspectedObject } from '@mingcha/core/tasks/inspection.ts';
import type { Tx } from '../platform/db/database.ts';

/** Decisions of these problems that were made public outside; whatever their jurisdiction. */
export async function publishedPenalties(tx: Tx, findingIds: readonly string[]) {
  if (findingIds.length === 0) return [];
  const rows = await tx
    .selectFrom('penalties as p')
    .innerJoin('followups as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('f.finding_id', '=', 'p.finding_id'),
    )
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('i.id', '=', 'f.inspection_id'),
    )
    .innerJoin('inspection_teams as m', (join) =>
      join
        .onRef('m.jurisdiction_id', '=', 'f.jurisdiction_id')
        .onRef('m.inspection_id', '=', 'f.inspection_id')
        .onRef('m.agency_id', '=', 'f.agency_id'),
    )
    .leftJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'm.agency_jurisdiction_id').onRef('a.id', '=', 'm.agency_id'),
    )
    .select([
      'p.jurisdiction_id',
      'p.finding_id',
      'p.decision',
      'f.object_key',
      'i.object',
      'm.agency_id',
      'm.agency_name',
      'm.agency_jurisdiction_id',
      'a.uscc as agency_code',
    ])
    .where('p.finding_id', 'in', [...findingIds])
    .where('p.published_on', 'is not', null)
    .orderBy('p.finding_id')
    .execute();
  return rows.map((row) => ({ ...row, decision: row.decision as PenaltyDecision }));
}
export type PublishedPenaltyRow = Awaited<ReturnType<typeof publishedPenalties>>[number];

/** Whether the decision has its record already: one decision may end several problems. */
export async function hasPenaltyRecord(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly agencyId: string;
    readonly objectKey: string;
    readonly number: string;
  },
): Promise<boolean> {
  const row = await tx
    .selectFrom('publications')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', 'penalty')
    .where('team_agency_id', '=', of.agencyId)
    .where('object_key', '=', of.objectKey)
    .where('task_number', '=', of.number)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** 法定代表人 of the party; the credit platforms' layout makes it public, no record of the portal does. */
export async function representativeOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly findingId: string },
): Promise<string> {
  const row = await tx
    .selectFrom('followups as f')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('i.id', '=', 'f.inspection_id'),
    )
    .select('i.object')
    .where('f.jurisdiction_id', '=', of.jurisdictionId)
    .where('f.finding_id', '=', of.findingId)
    .executeTakeFirst();
  return row === undefined ? '' : (row.object as InspectedObject).legalRep;
}
