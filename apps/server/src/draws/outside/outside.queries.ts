/** SQL of designations and of draws made elsewhere. */
import type { Designation, OutsideFields, OutsideRow } from '@mingcha/core/draws/outside/outside-draw.ts';
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { AgencyKey } from '../pool.queries.ts';
import type { OutsideDrawsTable } from './tables.ts';

export interface StoredDesignation {
  readonly designation: Designation;
  readonly version: number;
  readonly changedAt: string;
}

/** What the administrator recorded last; undefined before the first time. */
export async function designationOf(tx: Tx, agency: AgencyKey): Promise<StoredDesignation | undefined> {
  return tx
    .selectFrom('draw_designations')
    .select(['designation', 'version', 'changed_at as changedAt'])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Adds the next version; two administrators at once meet the primary key. */
export async function insertDesignation(
  tx: Tx,
  agency: AgencyKey,
  change: StoredDesignation & { readonly by: string; readonly name: string },
): Promise<void> {
  await tx
    .insertInto('draw_designations')
    .values({
      jurisdiction_id: agency.jurisdictionId,
      agency_id: agency.agencyId,
      designation: JSON.stringify(change.designation),
      version: change.version,
      changed_by: change.by,
      changed_name: change.name,
      changed_at: change.changedAt,
    })
    .execute();
}

export interface NewOutside extends AgencyKey {
  readonly id: string;
  readonly fields: OutsideFields;
  readonly fileName: OutsideDrawsTable['file_name'];
  readonly fileSha256: OutsideDrawsTable['file_sha256'];
  readonly by: string;
  readonly name: string;
  readonly at: string;
}

/** False when this number of this platform stands already. */
export async function insertOutside(tx: Tx, draw: NewOutside): Promise<boolean> {
  const { fields } = draw;
  const inserted = await tx
    .insertInto('outside_draws')
    .values({
      jurisdiction_id: draw.jurisdictionId,
      id: draw.id,
      agency_id: draw.agencyId,
      platform_name: fields.platformName,
      number: fields.number,
      title: fields.title,
      item_name: fields.itemName,
      plan_number: fields.planNumber,
      drawn_on: fields.drawnOn,
      window_from: fields.windowFrom,
      window_to: fields.windowTo,
      file_name: draw.fileName,
      file_sha256: draw.fileSha256,
      imported_by: draw.by,
      imported_name: draw.name,
      imported_at: draw.at,
      released_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'agency_id', 'platform_name', 'number']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Stores the rows in the order of the file; an object of the own directory is found by its credit code. */
export async function insertOutsideRows(
  tx: Tx,
  draw: AgencyKey & { readonly id: string },
  rows: readonly OutsideRow[],
): Promise<void> {
  const known = await tx
    .selectFrom('objects')
    .select(['id', 'uscc'])
    .where('jurisdiction_id', '=', draw.jurisdictionId)
    .where('agency_id', '=', draw.agencyId)
    .where(sql<SqlBool>`uscc = ANY(${rows.map((row) => row.objectCode)}::text[])`)
    .execute();
  const ids = new Map(known.map(({ id, uscc }) => [uscc ?? '', id]));
  for (let at = 0; at < rows.length; at += 1000) {
    await tx
      .insertInto('outside_draw_rows')
      .values(
        rows.slice(at, at + 1000).map((row, i) => ({
          jurisdiction_id: draw.jurisdictionId,
          outside_draw_id: draw.id,
          position: at + i + 1,
          object_name: row.objectName,
          object_code: row.objectCode,
          address: row.address,
          object_id: ids.get(row.objectCode) ?? null,
          team: JSON.stringify(row.team),
          result: row.result,
        })),
      )
      .execute();
  }
}

const objectCount = sql<number>`(SELECT count(*)::int FROM outside_draw_rows r
  WHERE r.jurisdiction_id = d.jurisdiction_id AND r.outside_draw_id = d.id)`;

function selectOutside(tx: Tx) {
  return tx
    .selectFrom('outside_draws as d')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('a.id', '=', 'd.agency_id'),
    )
    .select([
      'd.jurisdiction_id as jurisdictionId',
      'd.id',
      'd.platform_name as platformName',
      'd.number',
      'd.title',
      'd.item_name as itemName',
      'd.plan_number as planNumber',
      'a.name as agencyName',
      'd.drawn_on as drawnOn',
      'd.window_from as windowFrom',
      'd.window_to as windowTo',
      objectCount.as('objects'),
      'd.imported_name as importedBy',
      'd.imported_at as importedAt',
      'd.released_at as releasedAt',
      'd.file_name as fileName',
      'd.file_sha256 as fileSha256',
    ]);
}
export type OutsideRecord = Awaited<ReturnType<ReturnType<typeof selectOutside>['execute']>>[number];

interface Page {
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** A page of an agency's imported draws, or of everybody's for the portal, newest first. */
export async function outsidePage(
  tx: Tx,
  agency: AgencyKey | null,
  page: Page,
): Promise<readonly OutsideRecord[]> {
  const [at, id] = page.after ?? [];
  let select = selectOutside(tx)
    .orderBy('d.imported_at', 'desc')
    .orderBy('d.id')
    .limit(page.limit + 1);
  if (agency !== null)
    select = select
      .where('d.jurisdiction_id', '=', agency.jurisdictionId)
      .where('d.agency_id', '=', agency.agencyId);
  if (at !== undefined && id !== undefined)
    select = select.where(sql<SqlBool>`(d.imported_at < ${at} OR (d.imported_at = ${at} AND d.id > ${id}))`);
  return select.execute();
}

export async function outsideById(tx: Tx, agency: AgencyKey, id: string): Promise<OutsideRecord | undefined> {
  return selectOutside(tx)
    .where('d.jurisdiction_id', '=', agency.jurisdictionId)
    .where('d.agency_id', '=', agency.agencyId)
    .where('d.id', '=', id)
    .executeTakeFirst();
}

export async function outsideRows(
  tx: Tx,
  draw: Pick<OutsideRecord, 'jurisdictionId' | 'id'>,
): Promise<readonly (OutsideRow & { readonly objectId: string | null })[]> {
  const rows = await tx
    .selectFrom('outside_draw_rows')
    .select([
      'object_name as objectName',
      'object_code as objectCode',
      'address',
      'object_id as objectId',
      'team',
      'result',
    ])
    .where('jurisdiction_id', '=', draw.jurisdictionId)
    .where('outside_draw_id', '=', draw.id)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...row, team: [...row.team] }));
}

export async function releaseOutside(
  tx: Tx,
  draw: Pick<OutsideRecord, 'jurisdictionId' | 'id'>,
  at: string,
): Promise<void> {
  await tx
    .updateTable('outside_draws')
    .set({ released_at: at })
    .where('jurisdiction_id', '=', draw.jurisdictionId)
    .where('id', '=', draw.id)
    .execute();
}
