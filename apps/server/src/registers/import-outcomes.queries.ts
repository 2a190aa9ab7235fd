/**
 * What becomes of each staged row of an import: refuse, find duplicates, match, compare. Objects match by credit code, else
 * local number, else name and address; inspectors by certificate number. Empty cells never overwrite. A row that nothing is
 * written about is new. Staged rows have no statistics, so what is stored is looked up row by row through its indexes, and
 * work that a roster gives no cause for is left out.
 */
import { detailPrefix } from '@mingcha/core/registers/objects/kind-field-columns.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { ImportRegister } from './import-register.ts';
import { type ImportScope, mine, raw } from './import-rows.queries.ts';

/** Findings that make a row unusable; all others are shown as doubts and the row is imported. */
const refusing: ReadonlySet<string> = new Set([
  'cell.missing',
  'cell.precision_lost',
  'cell.too_long',
  'cell.not_a_date',
  'cell.not_an_integer',
  'cell.error_value',
  'cell.uscc_is_resident_id',
]);

/**
 * Works out outcome, target and changes of every row that has just been staged: `mendStaged`, then `matchObjects` for each
 * part of the rows of an object register (the parts may go beside one another, each in a transaction of its own), then `judge`.
 */
export async function mendStaged(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  const found = await findings(tx, register, scope);
  if (register.kind === 'objects') await mendObjectCells(tx, scope, found);
  await mendCells(tx, { register, scope, found });
  await refuseRows(tx, { register, scope, found });
  if (register.kind === 'objects') await objectDuplicates(tx, scope);
}

/** What became of each row, once every row that has a counterpart in the register knows it. */
export async function judge(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<void> {
  await (register.kind === 'objects' ? refuseTaken(tx, scope) : matchInspectors(tx, scope));
  await compare(tx, register, scope);
}

interface Finding {
  readonly code: string;
  readonly field: string;
}

interface Work {
  readonly register: ImportRegister;
  readonly scope: ImportScope;
  readonly found: readonly Finding[];
}

/** What the reader found in any row, each finding once. */
async function findings(tx: Tx, register: ImportRegister, scope: ImportScope): Promise<readonly Finding[]> {
  const found = await sql<Finding>`
    SELECT DISTINCT f.code, f.field
    FROM ${raw(register.staging)} r, jsonb_to_recordset(r.problems) AS f(code text, field text)
    WHERE ${mine(scope)} AND r.problems IS NOT NULL`.execute(tx);
  return found.rows;
}

async function mendCells(tx: Tx, { register, scope, found }: Work): Promise<void> {
  // A word outside the closed set is a doubt, not a value.
  for (const field of ['kind', 'riskLevel', 'creditClass', 'status', 'coordinateSystem']) {
    const column = register.fields.find((one) => one.field === field)?.column;
    const isFound = found.some((one) => one.code === 'cell.unknown_word' && one.field === field);
    if (column === undefined || !isFound) continue;
    const finding = JSON.stringify([{ code: 'cell.unknown_word', field }]);
    await sql`UPDATE ${raw(register.staging)} r SET ${raw(column)} = NULL
      WHERE ${mine(scope)} AND problems @> ${finding}::jsonb`.execute(tx);
  }
  await sql`UPDATE ${raw(register.staging)} r SET section_id = s.id FROM sections s
    WHERE ${mine(scope)} AND r.section IS NOT NULL AND s.jurisdiction_id = r.jurisdiction_id
      AND s.agency_id = ${scope.agencyId} AND s.name = r.section`.execute(tx);
}

/** Codes that stand in the wrong column, operators, map positions. */
async function mendObjectCells(tx: Tx, scope: ImportScope, found: readonly Finding[]): Promise<void> {
  const isFound = (code: string): boolean => found.some((one) => one.code === code);
  if (isFound('cell.uscc_is_registration_number'))
    await sql`UPDATE import_object_rows r SET registration_number = coalesce(registration_number, uscc), uscc = NULL
      WHERE ${mine(scope)} AND problems @> '[{"code": "cell.uscc_is_registration_number"}]'`.execute(tx);
  if (isFound('cell.uscc_is_organisation_code'))
    await sql`UPDATE import_object_rows r SET local_code = coalesce(local_code, uscc), uscc = NULL
      WHERE ${mine(scope)} AND problems @> '[{"code": "cell.uscc_is_organisation_code"}]'`.execute(tx);
  const given = await sql<{ operators: boolean | null; places: boolean | null }>`
    SELECT bool_or(r.operator IS NOT NULL) AS operators,
      bool_or(coalesce(r.latitude, r.longitude, r.coordinate_system) IS NOT NULL) AS places
    FROM import_object_rows r WHERE ${mine(scope)}`.execute(tx);
  if (given.rows[0]?.operators === true) await findOperators(tx, scope);
  if (given.rows[0]?.places === true) await mendPlaces(tx, scope);
}

/** Finds operators by code or name. */
async function findOperators(tx: Tx, scope: ImportScope): Promise<void> {
  await sql`UPDATE import_object_rows r SET operator = f.id::text,
      problems = CASE WHEN f.id IS NOT NULL THEN r.problems ELSE coalesce(r.problems, '[]') || jsonb_build_array(
        jsonb_build_object('code', 'import.operator_unknown', 'field', 'operator', 'column', '', 'value', r.operator)) END
    FROM (SELECT r.row_number, min(o.id::text)::uuid AS id FROM import_object_rows r
          LEFT JOIN objects o ON ${sameDirectory(scope)} AND (o.uscc = r.operator OR o.name = r.operator)
          WHERE ${mine(scope)} AND r.operator IS NOT NULL GROUP BY r.row_number) f
    WHERE ${mine(scope)} AND r.row_number = f.row_number AND r.operator !~ ${uuidPattern}`.execute(tx);
}

/** Drops numbers that are none, and map positions that are not whole. */
async function mendPlaces(tx: Tx, scope: ImportScope): Promise<void> {
  await sql`UPDATE import_object_rows r SET latitude = NULL, longitude = NULL, coordinate_system = NULL
    WHERE ${mine(scope)} AND coalesce(latitude, longitude, coordinate_system) IS NOT NULL AND (
      CASE WHEN coalesce(latitude, '') ~ ${degrees} AND coalesce(longitude, '') ~ ${degrees}
        AND coordinate_system IS NOT NULL THEN latitude::numeric > 90 OR longitude::numeric > 180
      ELSE true END)`.execute(tx);
}
const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-';
const degrees = '^[0-9]{1,3}([.][0-9]{1,6})?$';

async function refuseRows(tx: Tx, { register, scope, found }: Work): Promise<void> {
  if (found.some(({ code }) => refusing.has(code)))
    await sql`UPDATE ${raw(register.staging)} r SET outcome = 'rejected', reason_code = p.code,
      reason_data = jsonb_build_object('field', p.field, 'column', p.col, 'value', p.value)
    FROM (SELECT DISTINCT ON (r.row_number) r.row_number, f.code, f.field, f."column" AS col, f.value
          FROM ${raw(register.staging)} r,
            jsonb_to_recordset(r.problems) AS f(code text, field text, "column" text, value text)
          WHERE ${mine(scope)} AND r.problems IS NOT NULL AND f.code IN (${sql.join([...refusing])})
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
  given: { staging: string; keys: readonly string[]; where: string },
): Promise<void> {
  const { keys } = given;
  const named = keys.map((key, at) => `${key} AS k${at}`).join(', ');
  const same = keys.map((key, at) => `${key} = d.k${at}`).join(' AND ');
  await sql`UPDATE ${raw(given.staging)} r SET outcome = 'duplicate', reason_code = 'import.duplicate_row',
      reason_data = jsonb_build_object('row', d.first)
    FROM (SELECT ${raw(named)}, min(r.row_number) AS first
          FROM ${raw(given.staging)} r WHERE ${mine(scope)} AND r.outcome IS NULL AND ${raw(given.where)}
          GROUP BY ${raw(keys.map((_, at) => at + 1).join(', '))} HAVING count(*) > 1) d
    WHERE ${mine(scope)} AND r.outcome IS NULL AND ${raw(given.where)} AND ${raw(same)}
      AND d.first < r.row_number`.execute(tx);
}

const sameDirectory = (scope: ImportScope) =>
  sql`o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId}`;

const staging = 'import_object_rows';

async function objectDuplicates(tx: Tx, scope: ImportScope): Promise<void> {
  await duplicates(tx, scope, { staging, keys: ['r.uscc'], where: 'r.uscc IS NOT NULL' });
  await duplicates(tx, scope, { staging, keys: ['r.local_code'], where: 'r.local_code IS NOT NULL' });
  await duplicates(tx, scope, {
    staging,
    keys: ['r.name', "coalesce(r.address, '')"],
    where: 'r.uscc IS NULL AND r.local_code IS NULL',
  });
}

/** Which rows of one part are looked up: every `of`-th, from number `part`. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

/** Finds the object that each row of a part is about. Rows do not look at one another here. */
export async function matchObjects(tx: Tx, scope: ImportScope, { part, of }: Part): Promise<void> {
  const ours = sql`${mine(scope)} AND r.outcome IS NULL AND r.row_number % ${raw(String(of))} = ${raw(String(part))}`;
  await sql`UPDATE import_object_rows r SET target_id = m.id
    FROM (SELECT r.row_number, coalesce(
            (SELECT o.id FROM objects o WHERE ${sameDirectory(scope)} AND o.uscc = r.uscc),
            (SELECT o.id FROM objects o WHERE ${sameDirectory(scope)} AND o.local_code = r.local_code
              AND (r.uscc IS NULL OR o.uscc IS NULL))) AS id
          FROM import_object_rows r WHERE ${ours} OFFSET 0) m
    WHERE ${mine(scope)} AND r.row_number = m.row_number AND m.id IS NOT NULL`.execute(tx);
  // A namesake without a code at the same address is the same; two of them are a question for people. In the order of the
  // names, so that one look-up after the other finds its page of the index at hand.
  await sql`UPDATE import_object_rows r SET
      target_id = CASE WHEN m.found = 1 THEN m.id END,
      outcome = CASE WHEN m.found > 1 THEN 'duplicate' END,
      reason_code = CASE WHEN m.found > 1 THEN 'import.ambiguous' END,
      reason_data = CASE WHEN m.found > 1 THEN jsonb_build_object('count', m.found) END
    FROM (SELECT r.row_number, named.found, named.id
          FROM (SELECT r.row_number, r.name, r.address, r.uscc, r.local_code FROM import_object_rows r
                WHERE ${ours} AND r.target_id IS NULL ORDER BY r.name COLLATE "C" OFFSET 0) r CROSS JOIN LATERAL (
            SELECT count(*) AS found, min(o.id::text)::uuid AS id FROM objects o
            WHERE ${sameDirectory(scope)} AND o.name COLLATE "C" = r.name AND o.address = coalesce(r.address, '')
              AND (r.uscc IS NULL OR o.uscc IS NULL) AND (r.local_code IS NULL OR o.local_code IS NULL)) named
          WHERE named.found > 0) m
    WHERE ${mine(scope)} AND r.row_number = m.row_number`.execute(tx);
}

/** Rows that are about the same object, and local codes that another object has. */
async function refuseTaken(tx: Tx, scope: ImportScope): Promise<void> {
  await duplicates(tx, scope, { staging, keys: ['r.target_id'], where: 'r.target_id IS NOT NULL' });
  await sql`UPDATE import_object_rows r SET outcome = 'rejected', reason_code = 'import.code_taken',
      reason_data = jsonb_build_object('name', taken.name, 'code', r.local_code)
    FROM (SELECT r.row_number, (SELECT o.name FROM objects o WHERE ${sameDirectory(scope)}
            AND o.local_code = r.local_code AND o.id IS DISTINCT FROM r.target_id) AS name
          FROM import_object_rows r
          WHERE ${mine(scope)} AND r.outcome IS NULL AND r.local_code IS NOT NULL OFFSET 0) taken
    WHERE ${mine(scope)} AND r.row_number = taken.row_number AND taken.name IS NOT NULL`.execute(tx);
}

async function matchInspectors(tx: Tx, scope: ImportScope): Promise<void> {
  await duplicates(tx, scope, {
    staging: 'import_inspector_rows',
    keys: ['r.certificate_number'],
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
          WHERE ${mine(scope)} AND r.outcome IS NULL AND r.target_id IS NOT NULL) c
    WHERE ${mine(scope)} AND r.row_number = c.row_number`.execute(tx);
}
