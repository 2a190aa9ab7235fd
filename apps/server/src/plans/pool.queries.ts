/**
 * SQL that reads directories for a plan: objects as groups of equal ones, with the groups of other agencies in which the
 * same enterprise stands (matched by credit code), and the few objects that must be looked at one by one.
 */
import type { FilteredObject } from '@mingcha/core/registers/pool-filter.ts';
import type { HistoryCondition } from '@mingcha/core/registers/rules/rule-book.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

export interface Agency {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Names a set of fields; two sets with one name are as likely as a coin falling heads sixty times. */
const signature = sql<string>`hashtextextended(concat_ws(E'\\x1f', kind, division_code, industry, risk_level,
  credit_class, coalesce(section_id::text, ''), array_to_string(tags, E'\\x1e')), 0)::text`;

interface Columns {
  readonly kind: string;
  readonly division_code: string;
  readonly industry: string;
  readonly risk_level: string;
  readonly credit_class: string;
  readonly section_id: string | null;
  readonly tags: string[];
}

function objectOf(row: Columns): FilteredObject {
  return {
    kind: row.kind,
    division: row.division_code,
    industry: row.industry,
    risk: row.risk_level,
    credit: row.credit_class,
    tags: row.tags,
    sectionId: row.section_id,
  };
}

export interface Group {
  readonly object: FilteredObject;
  readonly count: number;
  /** The one object of the group when it was asked for singly. */
  readonly objectId: string | null;
  /** `agency id:signature` of each other directory in which the enterprise stands, sorted. */
  readonly others: readonly string[];
}

/**
 * Active objects of a directory in groups; objects in `singly` stand alone.
 * @param partners agencies of the jurisdiction whose directories are compared by credit code
 */
export async function objectGroups(
  tx: Tx,
  agency: Agency,
  options: { readonly singly: readonly string[]; readonly partners: readonly string[] },
): Promise<readonly Group[]> {
  const { singly, partners } = options;
  const single =
    singly.length === 0 ? sql`NULL::uuid` : sql`CASE WHEN id = ANY(${[...singly]}::uuid[]) THEN id END`;
  const columns = sql`kind, division_code, industry, risk_level, credit_class, section_id, tags`;
  // Compared as bytes and grouped in memory: neither the order of a language nor files on disk are needed here.
  const plain = sql`kind COLLATE "C" AS kind, division_code COLLATE "C" AS division_code, industry COLLATE "C" AS industry,
    risk_level, credit_class, section_id, tags`;
  await sql`SET LOCAL work_mem = '64MB'`.execute(tx);
  const own = sql`FROM objects WHERE jurisdiction_id = ${agency.jurisdictionId} AND agency_id = ${agency.agencyId}
    AND status = 'active'`;
  const rows =
    partners.length === 0
      ? sql<GroupRow>`SELECT ${columns}, object_id, NULL::text[] AS others, count(*)::int AS count
          FROM (SELECT ${plain}, ${single} AS object_id ${own}) AS o GROUP BY ${columns}, object_id`
      : sql<GroupRow>`
          SELECT ${columns}, object_id, others, count(*)::int AS count
          FROM (SELECT ${plain}, uscc, ${single} AS object_id ${own}) AS o
          LEFT JOIN (
            SELECT uscc, array_agg((agency_id::text || ':' || ${signature}) COLLATE "C" ORDER BY agency_id) AS others
            FROM objects WHERE jurisdiction_id = ${agency.jurisdictionId} AND agency_id = ANY(${[...partners]}::uuid[])
              AND status = 'active' AND uscc IS NOT NULL
            GROUP BY uscc) AS p USING (uscc)
          GROUP BY ${columns}, object_id, others`;
  const found = await rows.execute(tx);
  return found.rows.map((row) => ({
    object: objectOf(row),
    count: row.count,
    objectId: row.object_id,
    others: row.others ?? [],
  }));
}

interface GroupRow extends Columns {
  readonly object_id: string | null;
  readonly others: string[] | null;
  readonly count: number;
}

/** The sets of fields of other directories by `agency id:signature`. */
export async function signaturesOf(
  tx: Tx,
  jurisdictionId: string,
  agencyIds: readonly string[],
): Promise<ReadonlyMap<string, FilteredObject>> {
  if (agencyIds.length === 0) return new Map();
  const found = await sql<Columns & { readonly key: string }>`
    SELECT DISTINCT agency_id::text || ':' || ${signature} AS key, kind, division_code, industry, risk_level,
      credit_class, section_id, tags
    FROM objects WHERE jurisdiction_id = ${jurisdictionId} AND agency_id = ANY(${[...agencyIds]}::uuid[])
      AND status = 'active'`.execute(tx);
  return new Map(found.rows.map((row) => [row.key, objectOf(row)]));
}

/** Active objects that meet a history: verified complaints, or a verified serious violation, since a day. */
export async function objectsWithHistory(
  tx: Tx,
  agency: Agency,
  asked: { readonly condition: HistoryCondition; readonly since: string },
): Promise<readonly string[]> {
  const { condition, since } = asked;
  const rows = await tx
    .selectFrom('object_incidents as i')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('o.id', '=', 'i.object_id'),
    )
    .select('i.object_id as id')
    .where('i.jurisdiction_id', '=', agency.jurisdictionId)
    .where('o.agency_id', '=', agency.agencyId)
    .where('i.verified', '=', true)
    .where('i.on_day', '>=', since)
    .groupBy('i.object_id')
    .having(
      sql<boolean>`(${condition.complaints}::int IS NOT NULL
        AND count(*) FILTER (WHERE i.kind = 'complaint') >= ${condition.complaints}::int)
        OR (${condition.seriousViolation} AND bool_or(i.kind = 'seriousViolation'))`,
    )
    .execute();
  return rows.map((row) => row.id);
}

/** Objects of the directory that somebody entered in the year, by the key of the ledger, with all such entries. */
export async function visitedObjects(tx: Tx, agency: Agency, year: number) {
  const found = await sql<{
    readonly objectId: string;
    readonly id: string;
    readonly agencyId: string | null;
    readonly bodyName: string;
    readonly bodyLevel: string;
    readonly enteredOn: string;
    readonly kind: 'routine' | 'special' | 'case' | 'service';
    readonly visitKey: string;
    readonly exemption: string | null;
    readonly isWithdrawn: boolean;
  }>`
    SELECT o.id AS "objectId", f.id, f.agency_id AS "agencyId", f.body_name AS "bodyName", f.body_level AS "bodyLevel",
      f.entered_on AS "enteredOn", f.kind, f.visit_key AS "visitKey", f.exemption,
      f.withdrawn_on IS NOT NULL AS "isWithdrawn"
    FROM frequency_entries AS f
    JOIN objects AS o ON o.jurisdiction_id = f.jurisdiction_id AND o.agency_id = ${agency.agencyId}
      AND o.status = 'active' AND (o.id = f.object_id OR 'uscc:' || upper(o.uscc) = f.object_key)
    WHERE f.jurisdiction_id = ${agency.jurisdictionId}
      AND f.entered_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date`.execute(tx);
  return found.rows;
}

export interface NamedObject {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** A few objects of the named sets of fields, and those named by id: for the examples of a finding. */
export async function exampleObjects(
  tx: Tx,
  agency: Agency,
  asked: {
    readonly sets: readonly FilteredObject[];
    readonly ids: readonly string[];
    readonly limit: number;
  },
): Promise<readonly NamedObject[]> {
  if (asked.sets.length === 0 && asked.ids.length === 0) return [];
  return tx
    .selectFrom('objects')
    .select(['id', 'name', sql<string>`coalesce(uscc, local_code, registration_number, '')`.as('code')])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where('status', '=', 'active')
    .where((eb) =>
      eb.or([
        sql<boolean>`id = ANY(${[...asked.ids]}::uuid[])`,
        ...asked.sets.map((set) =>
          eb.and([
            eb('kind', '=', set.kind),
            eb('division_code', '=', set.division),
            eb('industry', '=', set.industry),
            eb('risk_level', '=', set.risk),
            eb('credit_class', '=', set.credit),
            sql<boolean>`tags = ${[...set.tags]}::text[]`,
            sql<boolean>`section_id IS NOT DISTINCT FROM ${set.sectionId}::uuid`,
          ]),
        ),
      ]),
    )
    .orderBy(sql`name COLLATE "C"`)
    .orderBy('id')
    .limit(asked.limit)
    .execute();
}
