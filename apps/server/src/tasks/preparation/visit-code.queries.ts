/** SQL of inspection codes and ratings. */
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { VisitCodesTable, VisitRatingsTable } from './tables.ts';

export type StoredCode = Selectable<VisitCodesTable>;
type Key = { readonly jurisdictionId: string; readonly inspectionId: string };

/** Keeps the first code of a visit, whoever came first, and gives it. */
export async function keepCode(tx: Tx, row: Insertable<VisitCodesTable>): Promise<StoredCode> {
  await tx
    .insertInto('visit_codes')
    .values(row)
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'inspection_id']).doNothing())
    .execute();
  const { jurisdiction_id: jurisdictionId, inspection_id: inspectionId } = row;
  const kept = await codeOf(tx, { jurisdictionId, inspectionId });
  if (kept === undefined) throw new Error('a kept code is not there');
  return kept;
}

export async function codeOf(tx: Tx, key: Key): Promise<StoredCode | undefined> {
  return tx
    .selectFrom('visit_codes')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .executeTakeFirst();
}

/** Whoever scans it belongs to no jurisdiction. */
export async function visitByCode(tx: Tx, code: string): Promise<StoredCode | undefined> {
  return tx.selectFrom('visit_codes').selectAll().where('code', '=', code).limit(1).executeTakeFirst();
}

export async function insertRating(tx: Tx, row: Insertable<VisitRatingsTable>): Promise<void> {
  await tx.insertInto('visit_ratings').values(row).execute();
}

export async function keepRatingCode(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly ratingId: string; readonly codeHash: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('visit_rating_codes')
    .values({ jurisdiction_id: of.jurisdictionId, rating_id: of.ratingId, code_hash: of.codeHash })
    .execute();
}

export async function countRatings(tx: Tx, key: Key): Promise<number> {
  const row = await tx
    .selectFrom('visit_ratings')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Newest day first, with the task and the agencies that took part. */
export async function ratingPage(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly after: readonly string[] | null; readonly limit: number },
) {
  const [day, id] = page.after ?? [];
  let select = tx
    .selectFrom('visit_ratings as r')
    .innerJoin('inspections as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('i.id', '=', 'r.inspection_id'),
    )
    .innerJoin('inspection_tasks as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
    )
    .selectAll('r')
    .select('t.number as taskNumber')
    .select(
      sql<
        string[]
      >`ARRAY(SELECT agency_name FROM inspection_teams x WHERE x.jurisdiction_id = r.jurisdiction_id
        AND x.inspection_id = r.inspection_id ORDER BY x.initiator DESC, x.agency_id)`.as('agencyNames'),
    )
    .where('r.jurisdiction_id', '=', jurisdictionId)
    .orderBy('r.rated_on', 'desc')
    .orderBy('r.id')
    .limit(page.limit + 1);
  if (day !== undefined && id !== undefined)
    select = select.where(
      sql<boolean>`(r.rated_on < ${day}::date OR (r.rated_on = ${day}::date AND r.id > ${id}::uuid))`,
    );
  return select.execute();
}

export async function ratingFigures(tx: Tx, jurisdictionId: string) {
  const row = await tx
    .selectFrom('visit_ratings')
    .select([
      sql<number>`count(*)::int`.as('ratings'),
      sql<number>`(count(*) FILTER (WHERE NOT showed_certificates))::int`.as('withoutCertificates'),
      sql<number>`(count(*) FILTER (WHERE NOT kept_to_notice))::int`.as('beyondNotice'),
      sql<number | null>`round(avg(manner) * 10)::int`.as('mannerTenths'),
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .executeTakeFirstOrThrow();
  return row;
}
