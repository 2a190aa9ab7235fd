/**
 * SQL over the staged rows of one import, set by set: stage, count, write, undo, show. What becomes of each row is worked
 * out in `import-outcomes.queries.ts`; a row that nothing was written about there is new, so that a roster of new rows is
 * not written a second time. Identifiers come from `import-register.ts` only.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { ImportRegister } from './import-register.ts';

export interface ImportScope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly importId: string;
}

export const raw = (text: string): RawBuilder<unknown> => sql.raw(text);

/** The staged rows `r` of the import. */
export function mine(scope: ImportScope) {
  return sql`r.jurisdiction_id = ${scope.jurisdictionId} AND r.import_id = ${scope.importId}`;
}

/** Long statements over a million rows are expected here. */
export async function allowLongWork(tx: Tx): Promise<void> {
  await sql`SET LOCAL statement_timeout = 0`.execute(tx);
  await sql`SET LOCAL work_mem = '64MB'`.execute(tx);
  // Freshly copied rows have no statistics yet: without this the planner may loop over them a million times.
  await sql`SET LOCAL enable_nestloop = off`.execute(tx);
}

/**
 * Lets the pairs of names and codes wait beside their index while many rows are written; `settleSearch` puts them in their
 * places afterwards. Searches read what waits too, only slower.
 */
export async function letSearchWait(tx: Tx): Promise<void> {
  await sql`SET LOCAL gin_pending_list_limit = '128MB'`.execute(tx);
}

/** After `letSearchWait`, in a transaction of its own. */
export async function settleSearch(tx: Tx): Promise<void> {
  await sql`SELECT settle_object_search()`.execute(tx);
}

/** One import or undo of a register at a time per agency. */
export async function lockRegister(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${register.kind}:${scope.agencyId}`}, 1))`.execute(
    tx,
  );
}

/** Number of rows and newest change: differs as soon as anybody changed the register. */
export async function registerMark(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<string> {
  const found = await sql<{ mark: string }>`
    SELECT count(*)::text || '@' || coalesce(max(updated_at)::text, '') AS mark FROM ${raw(register.table)}
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId}`.execute(tx);
  return found.rows[0]?.mark ?? '';
}

export async function deleteStaged(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  await sql`DELETE FROM ${raw(register.staging)} r WHERE ${mine(scope)}`.execute(tx);
}

/** The statement and the session settings that stage a parsed file (see the defaults of the staging tables). */
export function stagingCopy(register: ImportRegister, columns: readonly string[]): string {
  return `COPY ${register.staging} (${columns.join(', ')}) FROM STDIN`;
}

export interface OutcomeCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly warned: number;
}

export async function countOutcomes(
  tx: Tx,
  register: ImportRegister,
  scope: ImportScope,
): Promise<OutcomeCounts> {
  const found = await sql<{ outcome: string; count: bigint; warned: bigint }>`
    SELECT coalesce(r.outcome, 'new') AS outcome, count(*) AS count,
      count(*) FILTER (WHERE r.problems IS NOT NULL AND r.outcome IS DISTINCT FROM 'rejected') AS warned
    FROM ${raw(register.staging)} r WHERE ${mine(scope)} GROUP BY 1`.execute(tx);
  const of = (outcome: string) => Number(found.rows.find((row) => row.outcome === outcome)?.count ?? 0n);
  const sum = (pick: (row: { count: bigint; warned: bigint }) => bigint) =>
    Number(found.rows.reduce((total, row) => total + pick(row), 0n));
  return {
    read: sum((row) => row.count),
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    duplicate: of('duplicate'),
    rejected: of('rejected'),
    warned: sum((row) => row.warned),
  };
}

export interface WriteStamp {
  readonly at: string;
  readonly by: string;
}

/**
 * Writes new and changed rows into the register, with a revision for each changed one.
 * @param given.firstId a fresh id: the ids of the new rows are of its moment
 */
export async function applyRows(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; stamp: WriteStamp; firstId: string; counts: OutcomeCounts },
): Promise<void> {
  const { counts } = given;
  if (counts.new > 0) await insertRows(tx, register, given);
  if (counts.changed > 0) await updateRows(tx, register, given);
}

/** Of an id by time (RFC 9562, version 7) the moment and the version. */
const momentOfId = 15;

/** The rows' ids follow one another in time as all others do, so that the index of the keys grows at its end. */
async function insertRows(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; stamp: WriteStamp; firstId: string },
): Promise<void> {
  const { scope, stamp } = given;
  const moment = given.firstId.slice(0, momentOfId);
  const columns = register.fields.map((field) => field.column);
  const values = register.fields.map(({ value, otherwise }) =>
    otherwise === undefined ? value : `coalesce(${value}, ${otherwise})`,
  );
  // In the order of the lists: most indexes then grow page after page instead of all over.
  await sql`INSERT INTO ${raw(register.table)}
      (jurisdiction_id, agency_id, id, import_id, created_at, updated_at, ${raw(columns.join(', '))})
    SELECT r.jurisdiction_id, ${scope.agencyId},
      (${moment} || substr(gen_random_uuid()::text, ${raw(String(momentOfId + 1))}))::uuid, r.import_id, ${stamp.at}::timestamptz,
      ${stamp.at}::timestamptz, ${raw(values.join(', '))}
    FROM ${raw(register.staging)} r WHERE ${mine(scope)} AND r.outcome IS NULL
    ORDER BY r.name COLLATE "C"`.execute(tx);
}

async function updateRows(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; stamp: WriteStamp },
): Promise<void> {
  const { scope, stamp } = given;
  const settings = register.fields.map(
    ({ column, value, update = value }) => `${column} = coalesce(${update}, o.${column})`,
  );
  await sql`UPDATE ${raw(register.table)} o SET ${raw(settings.join(', '))}, version = o.version + 1,
      updated_at = ${stamp.at}::timestamptz
    FROM ${raw(register.staging)} r WHERE ${mine(scope)} AND r.outcome = 'changed'
      AND o.jurisdiction_id = r.jurisdiction_id AND o.id = r.target_id`.execute(tx);
  await sql`INSERT INTO ${raw(register.revisions)}
      (jurisdiction_id, ${raw(register.revisionKey)}, version, changes, changed_by, import_id, changed_at)
    SELECT o.jurisdiction_id, o.id, o.version, r.changes, ${stamp.by}::uuid, r.import_id, ${stamp.at}::timestamptz
    FROM ${raw(register.staging)} r JOIN ${raw(register.table)} o
      ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.target_id
    WHERE ${mine(scope)} AND r.outcome = 'changed'`.execute(tx);
}

/** Rows of the import that somebody changed afterwards, so that an undo would lose that work. */
export async function touchedSince(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<number> {
  const found = await sql<{ count: bigint }>`
    SELECT count(*) AS count FROM (
      SELECT o.id FROM ${raw(register.table)} o WHERE o.jurisdiction_id = ${scope.jurisdictionId}
        AND o.import_id = ${scope.importId} AND o.version <> 1
      UNION ALL
      SELECT o.id FROM ${raw(register.revisions)} v JOIN ${raw(register.table)} o
        ON o.jurisdiction_id = v.jurisdiction_id AND o.id = v.${raw(register.revisionKey)}
      WHERE v.jurisdiction_id = ${scope.jurisdictionId} AND v.import_id = ${scope.importId}
        AND o.version <> v.version) touched`.execute(tx);
  return Number(found.rows[0]?.count ?? 0n);
}

/** Takes the import back: changed rows get their values of before (as a new revision), new rows are removed. */
export async function undoRows(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; stamp: WriteStamp },
): Promise<void> {
  const { scope, stamp } = given;
  const settings = register.fields.map(
    ({ field, column, type }) =>
      `${column} = CASE WHEN v.changes ? '${field}' THEN ${fromJson(`v.changes->'${field}'->0`, type)} ELSE o.${column} END`,
  );
  await sql`UPDATE ${raw(register.table)} o SET ${raw(settings.join(', '))}, version = o.version + 1,
      updated_at = ${stamp.at}::timestamptz
    FROM ${raw(register.revisions)} v
    WHERE v.jurisdiction_id = ${scope.jurisdictionId} AND v.import_id = ${scope.importId}
      AND o.jurisdiction_id = v.jurisdiction_id AND o.id = v.${raw(register.revisionKey)}`.execute(tx);
  await sql`INSERT INTO ${raw(register.revisions)}
      (jurisdiction_id, ${raw(register.revisionKey)}, version, changes, changed_by, changed_at)
    SELECT v.jurisdiction_id, v.${raw(register.revisionKey)}, v.version + 1,
      (SELECT jsonb_object_agg(e.key, jsonb_build_array(e.value->1, e.value->0)) FROM jsonb_each(v.changes) e),
      ${stamp.by}::uuid, ${stamp.at}::timestamptz
    FROM ${raw(register.revisions)} v
    WHERE v.jurisdiction_id = ${scope.jurisdictionId} AND v.import_id = ${scope.importId}`.execute(tx);
  await sql`DELETE FROM ${raw(register.table)} o
    WHERE o.jurisdiction_id = ${scope.jurisdictionId} AND o.import_id = ${scope.importId}`.execute(tx);
}

function fromJson(json: string, type: string): string {
  if (type === 'jsonb') return `(${json})`;
  if (type === 'text[]') return `ARRAY(SELECT jsonb_array_elements_text(${json}))`;
  const text = `(${json} #>> '{}')`;
  return type === 'text' ? text : `${text}::${type}`;
}

export interface ReportedRow {
  readonly row_number: number;
  readonly outcome: string;
  readonly fields: Record<string, string | null>;
  readonly changes: Record<string, [unknown, unknown]> | null;
  readonly problems: readonly { code: string; field: string; column: string; value: string }[] | null;
  readonly reason_code: string | null;
  readonly reason_data: Record<string, string | number> | null;
}

/** Staged rows after a row number, in the order of the file, of one outcome or of all; none before they are compared. */
export async function stagedPage(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; after: number; limit: number; outcome: string | null },
): Promise<readonly ReportedRow[]> {
  const pairs = register.fields.map(({ field, staged }) => `'${field}', r.${staged}`).join(', ');
  const found = await sql<ReportedRow>`
    SELECT r.row_number, coalesce(r.outcome, 'new') AS outcome, jsonb_strip_nulls(jsonb_build_object(${raw(pairs)})) AS fields, r.changes,
      r.problems, r.reason_code, r.reason_data
    FROM ${raw(register.staging)} r
    WHERE ${mine(given.scope)} AND r.row_number > ${given.after}
      AND (${given.outcome}::text IS NULL OR coalesce(r.outcome, 'new') = ${given.outcome})
      AND EXISTS (SELECT 1 FROM imports i WHERE i.jurisdiction_id = r.jurisdiction_id AND i.id = r.import_id
        AND i.counts IS NOT NULL)
    ORDER BY r.row_number LIMIT ${given.limit}`.execute(tx);
  return found.rows;
}
