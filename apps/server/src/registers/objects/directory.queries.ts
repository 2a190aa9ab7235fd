/** SQL of themed sub-directories: one row for each object and licence. The agency bounds every query. */
import type { DirectoryFields } from '@mingcha/core/registers/objects/directory-api.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import { isLive } from './licence.queries.ts';

/** All sub-directories with the number of their rows, and of those whose object is active but has no live licence. */
export async function directoriesWithCounts(tx: Tx, scope: Scope, today: string) {
  return tx
    .selectFrom('themed_directories as d')
    .selectAll('d')
    .select((eb) =>
      eb
        .selectFrom('themed_entries as e')
        .select(eb.fn.countAll<bigint>().as('n'))
        .whereRef('e.jurisdiction_id', '=', 'd.jurisdiction_id')
        .whereRef('e.directory_id', '=', 'd.id')
        .as('entries'),
    )
    .select(
      sql<bigint>`(SELECT count(*) FROM themed_entries e
        JOIN objects o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.object_id AND o.status = 'active'
        WHERE e.jurisdiction_id = d.jurisdiction_id AND e.directory_id = d.id AND d.needs_licence AND NOT EXISTS (
          SELECT 1 FROM object_licences l WHERE l.jurisdiction_id = e.jurisdiction_id
            AND (l.id = e.licence_id OR (e.licence_id IS NULL AND l.object_id = e.object_id))
            AND ${isLive('l', today)}))`.as('without_licence'),
    )
    .where('d.jurisdiction_id', '=', scope.jurisdictionId)
    .where('d.agency_id', '=', scope.agencyId)
    .orderBy('d.name')
    .limit(200)
    .execute();
}

function directoryById(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('themed_directories')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id);
}

export async function hasDirectory(tx: Tx, scope: Scope, id: string): Promise<boolean> {
  return (await directoryById(tx, scope, id).executeTakeFirst()) !== undefined;
}

export async function lockDirectory(tx: Tx, scope: Scope, id: string) {
  return directoryById(tx, scope, id).forUpdate().executeTakeFirst();
}

export async function directoryNamed(tx: Tx, scope: Scope, name: string) {
  return tx
    .selectFrom('themed_directories')
    .select('id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('name', '=', name)
    .executeTakeFirst();
}

export interface SavedDirectory {
  readonly id: string;
  readonly fields: DirectoryFields;
  readonly status: string;
  readonly version: number;
  readonly at: string;
}

/** Inserts version 1, or writes a later one over the row. */
export async function storeDirectory(tx: Tx, scope: Scope, saved: SavedDirectory): Promise<void> {
  const { fields } = saved;
  const columns = {
    name: fields.name,
    item_key: fields.itemKey,
    needs_licence: fields.needsLicence,
    licence_name: fields.licenceName,
    note: fields.note,
    status: saved.status,
    version: saved.version,
    updated_at: saved.at,
  };
  if (saved.version === 1) {
    const keys = { jurisdiction_id: scope.jurisdictionId, agency_id: scope.agencyId, id: saved.id };
    await tx
      .insertInto('themed_directories')
      .values({ ...keys, ...columns, created_at: saved.at })
      .execute();
    return;
  }
  await tx
    .updateTable('themed_directories')
    .set(columns)
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', saved.id)
    .execute();
}

export async function entryPage(
  tx: Tx,
  scope: Scope,
  options: { directoryId: string; page: Page; today: string },
) {
  const after = decodeCursor(options.page.after, 2);
  return tx
    .selectFrom('themed_entries as e')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('o.id', '=', 'e.object_id'),
    )
    .leftJoin('object_licences as l', (join) =>
      join.onRef('l.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('l.id', '=', 'e.licence_id'),
    )
    .select(['e.id', 'e.object_id', 'o.name', 'o.uscc', 'o.local_code', 'o.status'])
    .select(['l.number', 'l.name as licence_name', 'l.valid_to'])
    .select(sql<boolean | null>`CASE WHEN l.id IS NOT NULL THEN ${isLive('l', options.today)} END`.as('live'))
    .where('e.jurisdiction_id', '=', scope.jurisdictionId)
    .where('o.agency_id', '=', scope.agencyId)
    .where('e.directory_id', '=', options.directoryId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(o.name COLLATE "C", e.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy(sql`o.name COLLATE "C"`)
    .orderBy('e.id')
    .limit(options.page.limit + 1)
    .execute();
}

interface Adding {
  readonly directoryId: string;
  readonly by: string;
  readonly at: string;
}

/** Adds objects of this directory that are not in it; gives how many. */
export async function addEntries(
  tx: Tx,
  scope: Scope,
  given: Adding & { readonly objectIds: readonly string[]; readonly licenceId: string | null },
): Promise<number> {
  const added = await sql`INSERT INTO themed_entries
      (jurisdiction_id, id, directory_id, object_id, licence_id, entered_by, entered_at)
    SELECT o.jurisdiction_id, gen_random_uuid(), ${given.directoryId}, o.id, l.id, ${given.by}::uuid, ${given.at}::timestamptz
    FROM objects o LEFT JOIN object_licences l ON l.jurisdiction_id = o.jurisdiction_id AND l.id = ${given.licenceId}::uuid
      AND l.object_id = o.id
    WHERE o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId}
      AND o.id = ANY(${[...given.objectIds]}::uuid[]) AND (${given.licenceId}::uuid IS NULL OR l.id IS NOT NULL)
    ON CONFLICT DO NOTHING`.execute(tx);
  return Number(added.numAffectedRows ?? 0n);
}

/** One row for each live licence of an active object whose name contains the word. */
export async function addEntriesByLicence(
  tx: Tx,
  scope: Scope,
  given: Adding & { readonly word: string; readonly today: string },
): Promise<number> {
  const added = await sql`INSERT INTO themed_entries
      (jurisdiction_id, id, directory_id, object_id, licence_id, entered_by, entered_at)
    SELECT o.jurisdiction_id, gen_random_uuid(), ${given.directoryId}, o.id, l.id, ${given.by}::uuid, ${given.at}::timestamptz
    FROM object_licences l JOIN objects o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.object_id
    WHERE l.jurisdiction_id = ${scope.jurisdictionId} AND l.agency_id = ${scope.agencyId} AND o.status = 'active'
      AND strpos(l.name, ${given.word}) > 0 AND ${isLive('l', given.today)}
    ON CONFLICT DO NOTHING`.execute(tx);
  return Number(added.numAffectedRows ?? 0n);
}

export async function deleteEntry(tx: Tx, scope: Scope, id: string) {
  const deleted = await sql<{ object_id: string; directory_id: string }>`
    DELETE FROM themed_entries e USING themed_directories d
    WHERE e.jurisdiction_id = ${scope.jurisdictionId} AND e.id = ${id} AND d.jurisdiction_id = e.jurisdiction_id
      AND d.id = e.directory_id AND d.agency_id = ${scope.agencyId}
    RETURNING e.object_id, e.directory_id`.execute(tx);
  return deleted.rows[0];
}
