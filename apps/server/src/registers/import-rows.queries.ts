/**
 * SQL over the staged rows of one import, set by set: refuse, find duplicates, match, compare, write, undo.
 * Objects match by credit code, else local number, else name and address; inspectors by certificate number.
 * Empty cells never overwrite. Identifiers come from `import-register.ts` only.
 */

import { detailPrefix } from '@mingcha/core/registers/objects/kind-field-columns.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { ImportRegister } from './import-register.ts';

export interface ImportScope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly importId: string;
}

/** Findings that make a row unusable; all others are shown as doubts and the row is imported. */
const refusing = [
  'cell.missing',
  'cell.precision_lost',
  'cell.too_long',
  'cell.not_a_date',
  'cell.not_an_integer',
  'cell.error_value',
  'cell.uscc_is_resident_id',
] as const;

const raw = (text: string): RawBuilder<unknown> => sql.raw(text);

function mine(scope: ImportScope) {
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

/** Works out outcome, target and changes of every staged row. */
export async function classify(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  await sql`UPDATE ${raw(register.staging)} r SET outcome = NULL, target_id = NULL, changes = NULL,
    reason_code = NULL, reason_data = NULL WHERE ${mine(scope)} AND outcome IS NOT NULL`.execute(tx);
  await mendCells(tx, register, scope);
  await refuseRows(tx, register, scope);
  await (register.kind === 'objects' ? matchObjects(tx, scope) : matchInspectors(tx, scope));
  await compare(tx, register, scope);
}

async function mendCells(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  if (register.kind === 'objects') {
    await sql`UPDATE import_object_rows r SET registration_number = coalesce(registration_number, uscc), uscc = NULL
      WHERE ${mine(scope)} AND problems @> '[{"code": "cell.uscc_is_registration_number"}]'`.execute(tx);
    await sql`UPDATE import_object_rows r SET local_code = coalesce(local_code, uscc), uscc = NULL
      WHERE ${mine(scope)} AND problems @> '[{"code": "cell.uscc_is_organisation_code"}]'`.execute(tx);
  }
  if (register.kind === 'objects') await mendObjectCells(tx, scope);
  // A word outside the closed set is a doubt, not a value.
  for (const field of ['kind', 'riskLevel', 'creditClass', 'status', 'coordinateSystem']) {
    const column = register.fields.find((one) => one.field === field)?.column;
    if (column === undefined) continue;
    const finding = JSON.stringify([{ code: 'cell.unknown_word', field }]);
    await sql`UPDATE ${raw(register.staging)} r SET ${raw(column)} = NULL
      WHERE ${mine(scope)} AND problems @> ${finding}::jsonb`.execute(tx);
  }
  await sql`UPDATE ${raw(register.staging)} r SET section_id = s.id FROM sections s
    WHERE ${mine(scope)} AND s.jurisdiction_id = r.jurisdiction_id AND s.agency_id = ${scope.agencyId}
      AND s.name = r.section`.execute(tx);
}

/** Finds operators by code or name; drops numbers that are none, and map positions that are not whole. */
async function mendObjectCells(tx: Tx, scope: ImportScope): Promise<void> {
  await sql`UPDATE import_object_rows r SET operator = f.id::text,
      problems = CASE WHEN f.id IS NOT NULL THEN r.problems ELSE coalesce(r.problems, '[]') || jsonb_build_array(
        jsonb_build_object('code', 'import.operator_unknown', 'field', 'operator', 'column', '', 'value', r.operator)) END
    FROM (SELECT r.row_number, min(o.id::text)::uuid AS id FROM import_object_rows r
          LEFT JOIN objects o ON ${sameDirectory(scope)} AND (o.uscc = r.operator OR o.name = r.operator)
          WHERE ${mine(scope)} AND r.operator IS NOT NULL GROUP BY r.row_number) f
    WHERE ${mine(scope)} AND r.row_number = f.row_number AND r.operator !~ ${uuidPattern}`.execute(tx);
  await sql`UPDATE import_object_rows r SET latitude = NULL, longitude = NULL, coordinate_system = NULL
    WHERE ${mine(scope)} AND coalesce(latitude, longitude, coordinate_system) IS NOT NULL AND (
      CASE WHEN coalesce(latitude, '') ~ ${degrees} AND coalesce(longitude, '') ~ ${degrees}
        AND coordinate_system IS NOT NULL THEN latitude::numeric > 90 OR longitude::numeric > 180
      ELSE true END)`.execute(tx);
}
const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-';
const degrees = '^[0-9]{1,3}([.][0-9]{1,6})?$';

async function refuseRows(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  await sql`UPDATE ${raw(register.staging)} r SET outcome = 'rejected', reason_code = p.code,
      reason_data = jsonb_build_object('field', p.field, 'column', p.col, 'value', p.value)
    FROM (SELECT DISTINCT ON (r.row_number) r.row_number, f.code, f.field, f."column" AS col, f.value
          FROM ${raw(register.staging)} r,
            jsonb_to_recordset(r.problems) AS f(code text, field text, "column" text, value text)
          WHERE ${mine(scope)} AND r.problems IS NOT NULL AND f.code IN (${sql.join(refusing)})
            AND NOT starts_with(f.field, ${detailPrefix})
          ORDER BY r.row_number) p
    WHERE ${mine(scope)} AND r.row_number = p.row_number`.execute(tx);
  await sql`UPDATE ${raw(register.staging)} r SET outcome = 'rejected', reason_code = 'import.name_missing',
    reason_data = '{}' WHERE ${mine(scope)} AND outcome IS NULL AND name IS NULL`.execute(tx);
}

/** Later rows of the file with the same key are duplicates of the first. */
async function duplicates(
  tx: Tx,
  scope: ImportScope,
  given: { staging: string; key: string; where: string },
): Promise<void> {
  await sql`UPDATE ${raw(given.staging)} r SET outcome = 'duplicate', reason_code = 'import.duplicate_row',
      reason_data = jsonb_build_object('row', d.first)
    FROM (SELECT r.row_number, min(r.row_number) OVER (PARTITION BY ${raw(given.key)}) AS first
          FROM ${raw(given.staging)} r WHERE ${mine(scope)} AND r.outcome IS NULL AND ${raw(given.where)}) d
    WHERE ${mine(scope)} AND r.row_number = d.row_number AND d.first < r.row_number`.execute(tx);
}

const sameDirectory = (scope: ImportScope) =>
  sql`o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId}`;

async function matchObjects(tx: Tx, scope: ImportScope): Promise<void> {
  const staging = 'import_object_rows';
  await duplicates(tx, scope, { staging, key: 'r.uscc', where: 'r.uscc IS NOT NULL' });
  await duplicates(tx, scope, { staging, key: 'r.local_code', where: 'r.local_code IS NOT NULL' });
  await duplicates(tx, scope, {
    staging,
    key: "r.name, coalesce(r.address, '')",
    where: 'r.uscc IS NULL AND r.local_code IS NULL',
  });
  await sql`UPDATE import_object_rows r SET target_id = o.id FROM objects o
    WHERE ${mine(scope)} AND r.outcome IS NULL AND ${sameDirectory(scope)} AND o.uscc = r.uscc`.execute(tx);
  await sql`UPDATE import_object_rows r SET target_id = o.id FROM objects o
    WHERE ${mine(scope)} AND r.outcome IS NULL AND r.target_id IS NULL AND ${sameDirectory(scope)}
      AND o.local_code = r.local_code AND (r.uscc IS NULL OR o.uscc IS NULL)`.execute(tx);
  // A namesake without a code at the same address is the same; two of them are a question for people.
  await sql`UPDATE import_object_rows r SET
      target_id = CASE WHEN m.found = 1 THEN m.id END,
      outcome = CASE WHEN m.found > 1 THEN 'duplicate' END,
      reason_code = CASE WHEN m.found > 1 THEN 'import.ambiguous' END,
      reason_data = CASE WHEN m.found > 1 THEN jsonb_build_object('count', m.found) END
    FROM (SELECT r.row_number, count(*) AS found, min(o.id::text)::uuid AS id
          FROM import_object_rows r JOIN objects o ON o.name = r.name AND o.address = coalesce(r.address, '')
          WHERE ${mine(scope)} AND r.outcome IS NULL AND r.target_id IS NULL AND ${sameDirectory(scope)}
            AND (r.uscc IS NULL OR o.uscc IS NULL) AND (r.local_code IS NULL OR o.local_code IS NULL)
          GROUP BY r.row_number) m
    WHERE ${mine(scope)} AND r.row_number = m.row_number`.execute(tx);
  await duplicates(tx, scope, { staging, key: 'r.target_id', where: 'r.target_id IS NOT NULL' });
  await sql`UPDATE import_object_rows r SET outcome = 'rejected', reason_code = 'import.code_taken',
      reason_data = jsonb_build_object('name', o.name, 'code', r.local_code)
    FROM objects o WHERE ${mine(scope)} AND r.outcome IS NULL AND ${sameDirectory(scope)}
      AND o.local_code = r.local_code AND o.id IS DISTINCT FROM r.target_id`.execute(tx);
}

async function matchInspectors(tx: Tx, scope: ImportScope): Promise<void> {
  const staging = 'import_inspector_rows';
  await duplicates(tx, scope, {
    staging,
    key: 'r.certificate_number',
    where: 'r.certificate_number IS NOT NULL',
  });
  await sql`UPDATE import_inspector_rows r SET target_id = o.id FROM inspectors o
    WHERE ${mine(scope)} AND r.outcome IS NULL AND ${sameDirectory(scope)}
      AND o.certificate_number = r.certificate_number`.execute(tx);
  await sql`UPDATE import_inspector_rows r SET outcome = 'rejected', reason_code = 'import.certificate_elsewhere',
      reason_data = '{}'
    FROM inspectors o WHERE ${mine(scope)} AND r.outcome IS NULL AND r.target_id IS NULL
      AND o.jurisdiction_id = r.jurisdiction_id AND o.certificate_number = r.certificate_number`.execute(tx);
}

/** Changes field by field as `{"field": [before, after]}`; a row without any is unchanged. */
async function compare(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  const pairs = register.fields.map(
    ({
      field,
      column,
      value,
      update = value,
    }) => `'${field}', CASE WHEN ${value} IS NOT NULL AND ${update} IS DISTINCT FROM o.${column}
      THEN jsonb_build_array(to_jsonb(o.${column}), to_jsonb(${update})) END`,
  );
  await sql`UPDATE ${raw(register.staging)} r SET changes = c.changes,
      outcome = CASE WHEN c.changes = '{}' THEN 'unchanged' ELSE 'changed' END
    FROM (SELECT r.row_number, (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}')
            FROM jsonb_each(jsonb_build_object(${raw(pairs.join(', '))})) e WHERE e.value <> 'null') AS changes
          FROM ${raw(register.staging)} r JOIN ${raw(register.table)} o
            ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.target_id
          WHERE ${mine(scope)} AND r.outcome IS NULL) c
    WHERE ${mine(scope)} AND r.row_number = c.row_number`.execute(tx);
  await sql`UPDATE ${raw(register.staging)} r SET outcome = 'new', target_id = gen_random_uuid()
    WHERE ${mine(scope)} AND r.outcome IS NULL`.execute(tx);
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
    SELECT r.outcome, count(*) AS count,
      count(*) FILTER (WHERE r.problems IS NOT NULL AND r.outcome <> 'rejected') AS warned
    FROM ${raw(register.staging)} r WHERE ${mine(scope)} GROUP BY r.outcome`.execute(tx);
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

/** Writes new and changed rows into the register, with a revision for each changed one. */
export async function applyRows(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; stamp: WriteStamp },
): Promise<void> {
  const { scope, stamp } = given;
  const columns = register.fields.map((field) => field.column);
  const values = register.fields.map(({ value, otherwise }) =>
    otherwise === undefined ? value : `coalesce(${value}, ${otherwise})`,
  );
  // In the order of the lists: most indexes then grow page after page instead of all over.
  await sql`INSERT INTO ${raw(register.table)}
      (jurisdiction_id, agency_id, id, import_id, created_at, updated_at, ${raw(columns.join(', '))})
    SELECT r.jurisdiction_id, ${scope.agencyId}, r.target_id, r.import_id, ${stamp.at}::timestamptz,
      ${stamp.at}::timestamptz, ${raw(values.join(', '))}
    FROM ${raw(register.staging)} r WHERE ${mine(scope)} AND r.outcome = 'new'
    ORDER BY r.name COLLATE "C"`.execute(tx);
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

/** Staged rows after a row number, in the order of the file, of one outcome or of all. */
export async function stagedPage(
  tx: Tx,
  register: ImportRegister,
  given: { scope: ImportScope; after: number; limit: number; outcome: string | null },
): Promise<readonly ReportedRow[]> {
  const pairs = register.fields.map(({ field, staged }) => `'${field}', r.${staged}`).join(', ');
  const found = await sql<ReportedRow>`
    SELECT r.row_number, r.outcome, jsonb_strip_nulls(jsonb_build_object(${raw(pairs)})) AS fields, r.changes,
      r.problems, r.reason_code, r.reason_data
    FROM ${raw(register.staging)} r
    WHERE ${mine(given.scope)} AND r.row_number > ${given.after}
      AND (${given.outcome}::text IS NULL OR r.outcome = ${given.outcome})
    ORDER BY r.row_number LIMIT ${given.limit}`.execute(tx);
  return found.rows;
}
