/** SQL of what the check page needs beside the directory: other agencies' entries, inspectors with leave, answers. */
import type { PlanEntryFields } from '@mingcha/core/plans/plan.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { PlanKey } from './plan.queries.ts';
import type { Agency } from './pool.queries.ts';

export interface OtherEntry {
  readonly id: string;
  readonly title: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly level: string;
  readonly fields: PlanEntryFields;
}

/** Entries of other agencies of the jurisdiction for the year: of the version being prepared, else of that in force. */
export async function otherEntries(tx: Tx, agency: Agency, year: number): Promise<readonly OtherEntry[]> {
  return tx
    .selectFrom('plan_entries as e')
    .innerJoin('plans as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('p.id', '=', 'e.plan_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('a.id', '=', 'p.agency_id'),
    )
    .select(['e.id', 'e.title', 'p.agency_id as agencyId', 'a.name as agencyName', 'a.level', 'e.fields'])
    .where('p.jurisdiction_id', '=', agency.jurisdictionId)
    .where('p.agency_id', '!=', agency.agencyId)
    .where('p.year', '=', year)
    .where('e.state', 'in', ['proposed', 'taken'])
    .where((eb) =>
      eb(
        'p.version',
        '=',
        eb
          .selectFrom('plans as n')
          .select(sql<number>`max(n.version)`.as('latest'))
          .whereRef('n.jurisdiction_id', '=', 'p.jurisdiction_id')
          .whereRef('n.agency_id', '=', 'p.agency_id')
          .whereRef('n.year', '=', 'p.year')
          .$asScalar()
          .$notNull(),
      ),
    )
    .orderBy('a.name')
    .orderBy('e.position')
    .limit(200)
    .execute();
}

/** Active inspectors of the agency with their certificates and absences of the year. */
export async function workersOf(tx: Tx, agency: Agency, year: number) {
  const found = await sql<{
    readonly certificateTo: string | null;
    readonly absences: { readonly from: string; readonly to: string | null }[];
  }>`
    SELECT i.certificate_valid_to AS "certificateTo",
      coalesce((SELECT jsonb_agg(jsonb_build_object('from', c.from_day, 'to', c.to_day) ORDER BY c.from_day)
        FROM inspector_post_changes AS c
        WHERE c.jurisdiction_id = i.jurisdiction_id AND c.inspector_id = i.id AND c.cancelled_on IS NULL
          AND c.from_day <= ${`${year}-12-31`}::date
          AND (c.to_day IS NULL OR c.to_day >= ${`${year}-01-01`}::date)), '[]'::jsonb) AS absences
    FROM inspectors AS i
    WHERE i.jurisdiction_id = ${agency.jurisdictionId} AND i.agency_id = ${agency.agencyId}
      AND i.status IN ('active', 'onLeave') AND i.certificate_status = 'valid'`.execute(tx);
  return found.rows;
}

export async function answersOf(tx: Tx, plan: PlanKey) {
  return tx
    .selectFrom('plan_answers')
    .select(['finding', 'answer as text', 'by_name as byName'])
    .where('jurisdiction_id', '=', plan.jurisdictionId)
    .where('plan_id', '=', plan.id)
    .execute();
}

export async function saveAnswer(
  tx: Tx,
  plan: PlanKey,
  answer: { readonly finding: string; readonly text: string; readonly byName: string; readonly at: string },
): Promise<void> {
  const columns = { answer: answer.text, by_name: answer.byName, at: answer.at };
  await tx
    .insertInto('plan_answers')
    .values({ jurisdiction_id: plan.jurisdictionId, plan_id: plan.id, finding: answer.finding, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'plan_id', 'finding']).doUpdateSet(columns),
    )
    .execute();
}

/** What was asked of other agencies about these entries. */
export async function mergesOfEntries(tx: Tx, jurisdictionId: string, entryIds: readonly string[]) {
  if (entryIds.length === 0) return [];
  return tx
    .selectFrom('plan_merges')
    .select(['entry_id as entryId', 'other_entry_id as otherId', 'state'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(
      sql<boolean>`(entry_id = ANY(${[...entryIds]}::uuid[]) OR other_entry_id = ANY(${[...entryIds]}::uuid[]))`,
    )
    .execute();
}
