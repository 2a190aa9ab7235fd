/** SQL of the lists of joint measures. */
import type { Measure } from '@mingcha/core/credit/measure.ts';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { Scope } from '../registers/object.queries.ts';
import type { CreditMeasureListsTable } from './tables.ts';

export type StoredMeasureList = Selectable<CreditMeasureListsTable>;

/** The measures of the agency's published list; none without one. */
export async function measuresInForce(tx: Tx, scope: Scope): Promise<readonly Measure[]> {
  const row = await publishedMeasureList(tx, scope);
  return row === undefined ? [] : (row.measures as Measure[]);
}

export async function publishedMeasureList(tx: Tx, scope: Scope): Promise<StoredMeasureList | undefined> {
  return tx
    .selectFrom('credit_measure_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('state', '=', 'published')
    .executeTakeFirst();
}

/** Lists in force of all agencies, for everybody. */
export async function publishedMeasureLists(tx: Tx) {
  return tx
    .selectFrom('credit_measure_lists as l')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'l.jurisdiction_id').onRef('a.id', '=', 'l.agency_id'),
    )
    .select(['l.id', 'l.title', 'l.list_version', 'l.published_on', 'l.measures', 'a.name as agency_name'])
    .where('l.state', '=', 'published')
    .orderBy('a.name')
    .orderBy('l.id')
    .limit(200)
    .execute();
}

/** All versions of the agency, the latest first. */
export async function measureLists(tx: Tx, scope: Scope): Promise<readonly StoredMeasureList[]> {
  return tx
    .selectFrom('credit_measure_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('list_version', 'desc')
    .limit(100)
    .execute();
}

export async function measureListById(
  tx: Tx,
  scope: Scope,
  of: { readonly id: string; readonly lock?: boolean },
): Promise<StoredMeasureList | undefined> {
  return tx
    .selectFrom('credit_measure_lists')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', of.id)
    .$if(of.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
}

export async function insertMeasureList(tx: Tx, row: Insertable<CreditMeasureListsTable>): Promise<void> {
  await tx.insertInto('credit_measure_lists').values(row).execute();
}

export async function saveMeasureList(
  tx: Tx,
  row: Pick<StoredMeasureList, 'jurisdiction_id' | 'id'>,
  change: Updateable<CreditMeasureListsTable>,
): Promise<void> {
  await tx
    .updateTable('credit_measure_lists')
    .set({ ...change, version: sql`version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
