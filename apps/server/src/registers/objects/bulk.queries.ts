/** SQL of changes to many objects at once: who is matched, who would change, and the change with a revision for each. */
import type { BulkChange } from '@mingcha/core/registers/objects/upkeep-api.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';

interface Effect {
  /** Objects that it would change. */
  readonly where: RawBuilder<unknown>;
  readonly set: RawBuilder<unknown>;
  /** Field by field [before, after] as JSON, over the row before `o`. */
  readonly changes: RawBuilder<unknown>;
}

const mostTags = 30;

function effectOf(change: BulkChange, today: string): Effect {
  switch (change.op) {
    case 'addTag':
      return {
        where: sql`NOT o.tags @> ARRAY[${change.tag}]::text[] AND cardinality(o.tags) < ${mostTags}`,
        set: sql`tags = o.tags || ${change.tag}::text`,
        changes: sql`jsonb_build_object('tags', jsonb_build_array(to_jsonb(o.tags), to_jsonb(o.tags || ${change.tag}::text)))`,
      };
    case 'removeTag':
      return {
        where: sql`o.tags @> ARRAY[${change.tag}]::text[]`,
        set: sql`tags = array_remove(o.tags, ${change.tag})`,
        changes: sql`jsonb_build_object('tags', jsonb_build_array(to_jsonb(o.tags), to_jsonb(array_remove(o.tags, ${change.tag}))))`,
      };
    case 'section':
      return {
        where: sql`o.section_id IS DISTINCT FROM ${change.sectionId}::uuid`,
        set: sql`section_id = ${change.sectionId}::uuid`,
        changes: sql`jsonb_build_object('sectionId', jsonb_build_array(o.section_id, ${change.sectionId}::uuid))`,
      };
    case 'risk':
      return {
        where: sql`(o.risk_level, o.risk_source) IS DISTINCT FROM (${change.riskLevel}, ${change.riskSource})
          OR o.risk_on IS DISTINCT FROM ${change.riskOn}::date`,
        set: sql`risk_level = ${change.riskLevel}, risk_on = ${change.riskOn}::date, risk_source = ${change.riskSource}`,
        changes: sql`jsonb_build_object('riskLevel', jsonb_build_array(o.risk_level, ${change.riskLevel}::text),
          'riskOn', jsonb_build_array(o.risk_on, ${change.riskOn}::date),
          'riskSource', jsonb_build_array(o.risk_source, ${change.riskSource}::text))`,
      };
    case 'deactivate':
      return {
        where: sql`o.status = 'active'`,
        set: sql`status = 'inactive', status_reason = ${change.reason}, status_on = ${today}::date`,
        changes: sql`jsonb_build_object('status', jsonb_build_array(o.status, 'inactive'),
          'statusReason', jsonb_build_array(o.status_reason, ${change.reason}::text))`,
      };
  }
}

export interface BulkAsked {
  readonly ids: readonly string[];
  readonly change: BulkChange;
  readonly today: string;
}

const chosen = (scope: Scope, ids: readonly string[]) =>
  sql`o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId}
    AND o.id = ANY(${[...ids]}::uuid[])`;

/** Locks the chosen objects in the order of their ids. */
export async function lockChosen(tx: Tx, scope: Scope, ids: readonly string[]): Promise<void> {
  await sql`SELECT 1 FROM objects o WHERE ${chosen(scope, ids)} ORDER BY o.id FOR UPDATE`.execute(tx);
}

export interface BulkFound {
  readonly matched: number;
  readonly changing: number;
  readonly examples: readonly string[];
  /** Differs as soon as an object or a version does. */
  readonly mark: string;
}

export async function bulkFound(tx: Tx, scope: Scope, asked: BulkAsked): Promise<BulkFound> {
  const { where } = effectOf(asked.change, asked.today);
  const found = await sql<{ matched: bigint; changing: bigint; examples: string[] | null; mark: string }>`
    SELECT count(*) AS matched, count(*) FILTER (WHERE ${where}) AS changing,
      (array_agg(o.name ORDER BY o.name COLLATE "C") FILTER (WHERE ${where}))[1:5] AS examples,
      md5(coalesce(string_agg(o.id || ' ' || o.version, ',' ORDER BY o.id), '')) AS mark
    FROM objects o WHERE ${chosen(scope, asked.ids)}`.execute(tx);
  const row = found.rows[0];
  return {
    matched: Number(row?.matched ?? 0n),
    changing: Number(row?.changing ?? 0n),
    examples: row?.examples ?? [],
    mark: row?.mark ?? '',
  };
}

/** Changes what would change and writes the revisions; gives the ids that changed. */
export async function changeChosen(
  tx: Tx,
  scope: Scope,
  given: BulkAsked & { readonly by: string; readonly at: string; readonly note: string },
): Promise<readonly string[]> {
  const { where, set, changes } = effectOf(given.change, given.today);
  const done = await sql<{ object_id: string }>`
    WITH before AS (
      SELECT o.id, ${changes} AS changes FROM objects o WHERE ${chosen(scope, given.ids)} AND (${where})),
    changed AS (
      UPDATE objects o SET ${set}, version = o.version + 1, updated_at = ${given.at}::timestamptz
      FROM before b WHERE o.jurisdiction_id = ${scope.jurisdictionId} AND o.id = b.id
      RETURNING o.jurisdiction_id, o.id, o.version, b.changes)
    INSERT INTO object_revisions (jurisdiction_id, object_id, version, changes, reason, changed_by, changed_at)
    SELECT jurisdiction_id, id, version, changes, ${given.note}, ${given.by}::uuid, ${given.at}::timestamptz FROM changed
    RETURNING object_id`.execute(tx);
  return done.rows.map((row) => row.object_id);
}
