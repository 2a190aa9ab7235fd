/** SQL that works out what each staged row of a feed would do: refused, matched to an object, new, changed or known. */
import type { FeedKind } from '@mingcha/core/registers/objects/feed-api.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';

export interface FeedScope extends Scope {
  readonly receiptId: string;
}

const mine = (scope: FeedScope) =>
  sql`r.jurisdiction_id = ${scope.jurisdictionId} AND r.receipt_id = ${scope.receiptId}`;
const directory = (scope: FeedScope) =>
  sql`o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId}`;

/** Doubts that leave a row usable: a code whose check character does not fit is compared as it is. */
const harmless = [
  'cell.uscc_check',
  'cell.uscc_org_check',
  'cell.uscc_length',
  'cell.registration_number_check',
  'cell.uscc_is_registration_number',
  'cell.uscc_is_organisation_code',
  'cell.uscc_character',
];

/** Fills outcome, object and changes of every row; again gives the same, or what has become of it. */
export async function classifyFeed(tx: Tx, scope: FeedScope, kind: FeedKind): Promise<void> {
  await sql`SET LOCAL statement_timeout = 0`.execute(tx);
  await sql`UPDATE feed_rows r SET outcome = NULL, reason_code = NULL, object_id = NULL, changes = NULL
    WHERE ${mine(scope)}`.execute(tx);
  await refuse(tx, scope, kind);
  await match(tx, scope);
  if (kind === 'licences') await compareLicences(tx, scope);
  else if (kind === 'registry') await compareRegistry(tx, scope);
  else if (kind === 'credit') await compareCredit(tx, scope);
  else await compareIncidents(tx, scope);
}

const keys: Readonly<Record<FeedKind, string>> = {
  licences: "r.licence_number, coalesce(r.issuer, '')",
  registry: 'coalesce(r.holder_code, r.holder_name)',
  credit: 'coalesce(r.holder_code, r.holder_name)',
  incidents: 'coalesce(r.holder_code, r.holder_name), r.incident_kind, r.on_day, r.source',
};

/** A registration number among the codes is one; a resident's number is not kept anywhere. */
async function mendCodes(tx: Tx, scope: FeedScope): Promise<void> {
  await sql`UPDATE feed_rows r SET registration_number = coalesce(registration_number, holder_code), holder_code = NULL
    WHERE ${mine(scope)} AND holder_code IS NOT NULL
      AND problems @> '[{"code": "cell.uscc_is_registration_number"}]'`.execute(tx);
  await sql`UPDATE feed_rows r SET holder_code = NULL, problems = '[{"code": "cell.uscc_is_resident_id"}]'
    WHERE ${mine(scope)} AND problems @> '[{"code": "cell.uscc_is_resident_id"}]'`.execute(tx);
}

async function refuse(tx: Tx, scope: FeedScope, kind: FeedKind): Promise<void> {
  await mendCodes(tx, scope);
  await sql`UPDATE feed_rows r SET outcome = 'rejected', reason_code = p.code
    FROM (SELECT DISTINCT ON (r.row_number) r.row_number, f.code
          FROM feed_rows r, jsonb_to_recordset(r.problems) AS f(code text, field text)
          WHERE ${mine(scope)} AND r.problems IS NOT NULL AND f.code NOT IN (${sql.join(harmless)})
            AND (f.code <> 'cell.unknown_word' OR f.field IN ('credit_class', 'incident_kind'))
          ORDER BY r.row_number) p
    WHERE ${mine(scope)} AND r.row_number = p.row_number`.execute(tx);
  // Of several rows about the same the last one stands: files are written in the order of events.
  await sql`UPDATE feed_rows r SET outcome = 'rejected', reason_code = 'feed.said_again_below'
    FROM (SELECT r.row_number, max(r.row_number) OVER (PARTITION BY ${sql.raw(keys[kind])}) AS last
          FROM feed_rows r WHERE ${mine(scope)} AND r.outcome IS NULL) d
    WHERE ${mine(scope)} AND r.row_number = d.row_number AND d.last > r.row_number`.execute(tx);
}

/** By credit code; else by registration number; else by a name that one object has, where codes do not contradict. */
async function match(tx: Tx, scope: FeedScope): Promise<void> {
  await sql`UPDATE feed_rows r SET object_id = coalesce(o.merged_into, o.id) FROM objects o
    WHERE ${mine(scope)} AND r.outcome IS NULL AND ${directory(scope)} AND o.uscc = r.holder_code`.execute(
    tx,
  );
  await sql`UPDATE feed_rows r SET object_id = m.id
    FROM (SELECT r.row_number, min(coalesce(o.merged_into, o.id)::text)::uuid AS id FROM feed_rows r
          JOIN objects o ON o.registration_number = r.registration_number
          WHERE ${mine(scope)} AND r.outcome IS NULL AND r.object_id IS NULL AND ${directory(scope)}
            AND (r.holder_code IS NULL OR o.uscc IS NULL)
          GROUP BY r.row_number HAVING count(DISTINCT coalesce(o.merged_into, o.id)) = 1) m
    WHERE ${mine(scope)} AND r.row_number = m.row_number`.execute(tx);
  await sql`UPDATE feed_rows r SET object_id = m.id
    FROM (SELECT r.row_number, min(coalesce(o.merged_into, o.id)::text)::uuid AS id FROM feed_rows r
          JOIN objects o ON o.name = r.holder_name
          WHERE ${mine(scope)} AND r.outcome IS NULL AND r.object_id IS NULL AND ${directory(scope)}
            AND (r.holder_code IS NULL OR o.uscc IS NULL)
          GROUP BY r.row_number HAVING count(DISTINCT coalesce(o.merged_into, o.id)) = 1) m
    WHERE ${mine(scope)} AND r.row_number = m.row_number`.execute(tx);
}

async function compareLicences(tx: Tx, scope: FeedScope): Promise<void> {
  await sql`UPDATE feed_rows r SET outcome = CASE WHEN l.id IS NULL THEN 'new'
      WHEN l.status IS DISTINCT FROM coalesce(r.status, 'valid') OR l.valid_to IS DISTINCT FROM r.valid_to::date
        OR l.holder_name <> r.holder_name OR (l.object_id IS NULL AND r.object_id IS NOT NULL) THEN 'changed'
      ELSE 'unchanged' END,
      changes = CASE WHEN l.id IS NULL THEN NULL ELSE jsonb_strip_nulls(jsonb_build_object(
        'licenceStatus', CASE WHEN l.status IS DISTINCT FROM coalesce(r.status, 'valid')
          THEN jsonb_build_array(l.status, coalesce(r.status, 'valid')) END,
        'validTo', CASE WHEN l.valid_to IS DISTINCT FROM r.valid_to::date
          THEN jsonb_build_array(coalesce(l.valid_to::text, ''), coalesce(r.valid_to, '')) END,
        'name', CASE WHEN l.holder_name <> r.holder_name THEN jsonb_build_array(l.holder_name, r.holder_name) END)) END
    FROM feed_rows s LEFT JOIN object_licences l ON l.jurisdiction_id = s.jurisdiction_id
      AND l.agency_id = ${scope.agencyId} AND l.number = s.licence_number AND l.issuer = coalesce(s.issuer, '')
    WHERE ${mine(scope)} AND r.outcome IS NULL AND s.jurisdiction_id = r.jurisdiction_id
      AND s.receipt_id = r.receipt_id AND s.row_number = r.row_number`.execute(tx);
}

async function compareRegistry(tx: Tx, scope: FeedScope): Promise<void> {
  await sql`UPDATE feed_rows r SET outcome = CASE WHEN e.entry_key IS NULL THEN 'new'
      WHEN e.name <> r.holder_name OR (r.address IS NOT NULL AND e.address <> r.address)
        OR e.closed <> (coalesce(r.status, 'active') = 'inactive')
        OR e.object_id IS DISTINCT FROM r.object_id THEN 'changed' ELSE 'unchanged' END
    FROM feed_rows s LEFT JOIN registry_entries e ON e.jurisdiction_id = s.jurisdiction_id
      AND e.agency_id = ${scope.agencyId} AND e.entry_key = coalesce(s.holder_code, s.holder_name)
    WHERE ${mine(scope)} AND r.outcome IS NULL AND s.jurisdiction_id = r.jurisdiction_id
      AND s.receipt_id = r.receipt_id AND s.row_number = r.row_number`.execute(tx);
}

/** A class of an earlier day than the one that stands changes nothing. */
async function compareCredit(tx: Tx, scope: FeedScope): Promise<void> {
  await sql`UPDATE feed_rows r SET outcome = 'unmatched' WHERE ${mine(scope)} AND r.outcome IS NULL
    AND r.object_id IS NULL`.execute(tx);
  await sql`UPDATE feed_rows r SET outcome = 'unchanged', reason_code = 'feed.older_than_known'
    FROM objects o WHERE ${mine(scope)} AND r.outcome IS NULL AND ${directory(scope)} AND o.id = r.object_id
      AND r.on_day::date < o.credit_class_on`.execute(tx);
  await sql`UPDATE feed_rows r SET changes = c.changes,
      outcome = CASE WHEN c.changes = '{}' THEN 'unchanged' ELSE 'changed' END
    FROM (SELECT r.row_number, jsonb_strip_nulls(jsonb_build_object(
        'creditClass', CASE WHEN o.credit_class <> r.credit_class
          THEN jsonb_build_array(o.credit_class, r.credit_class) END,
        'creditClassOn', CASE WHEN r.on_day IS NOT NULL AND o.credit_class_on IS DISTINCT FROM r.on_day::date
          THEN jsonb_build_array(coalesce(o.credit_class_on::text, ''), r.on_day) END,
        'creditSource', CASE WHEN r.source IS NOT NULL AND o.credit_source <> r.source
          THEN jsonb_build_array(o.credit_source, r.source) END)) AS changes
      FROM feed_rows r JOIN objects o ON ${directory(scope)} AND o.id = r.object_id
      WHERE ${mine(scope)} AND r.outcome IS NULL) c
    WHERE ${mine(scope)} AND r.row_number = c.row_number`.execute(tx);
}

async function compareIncidents(tx: Tx, scope: FeedScope): Promise<void> {
  await sql`UPDATE feed_rows r SET outcome = CASE WHEN r.object_id IS NULL THEN 'unmatched'
      WHEN EXISTS (SELECT 1 FROM object_incidents i WHERE i.jurisdiction_id = r.jurisdiction_id
        AND i.object_id = r.object_id AND i.kind = r.incident_kind AND i.on_day = r.on_day::date
        AND i.source = r.source) THEN 'unchanged' ELSE 'new' END
    WHERE ${mine(scope)} AND r.outcome IS NULL`.execute(tx);
}

export type FeedCounts = Record<'new' | 'changed' | 'unchanged' | 'unmatched' | 'rejected', number>;

export async function countFeed(tx: Tx, scope: FeedScope): Promise<FeedCounts> {
  const rows = await sql<{ outcome: keyof FeedCounts; n: bigint }>`
    SELECT r.outcome, count(*) AS n FROM feed_rows r WHERE ${mine(scope)} GROUP BY r.outcome`.execute(tx);
  const counts: FeedCounts = { new: 0, changed: 0, unchanged: 0, unmatched: 0, rejected: 0 };
  for (const { outcome, n } of rows.rows) counts[outcome] = Number(n);
  return counts;
}
