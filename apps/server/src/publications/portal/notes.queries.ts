/**
 * SQL of what stands beside a unit's published records: ended objections, repairs that are examined, records taken back.
 * Codes and days only; a unit is known by its credit code.
 */
import {
  type RecordNote,
  shownRemovals,
  type UnitRemoval,
} from '@mingcha/core/publications/portal/unit-notes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

const most = 200;

/** Objections with their outcome after the reply, and repairs asked for, of records that stand. */
export async function notesOf(tx: Tx, code: string): Promise<RecordNote[]> {
  const objections = await sql<RecordNote>`
    SELECT 'objection' AS kind, r.id AS "recordId", o.outcome, o.replied_on AS "repliedOn", o.applied_on AS "appliedOn"
      FROM public_records r JOIN objections o ON o.jurisdiction_id = r.jurisdiction_id AND o.publication_id = r.id
     WHERE r.object_code = ${code} AND r.state = 'published' AND o.outcome IS NOT NULL AND o.replied_on IS NOT NULL
     ORDER BY o.replied_on DESC, o.id LIMIT ${most}`.execute(tx);
  const repairs = await sql<RecordNote>`
    SELECT 'repair' AS kind, r.id AS "recordId", a.asked_on AS "askedOn"
      FROM public_records r
      JOIN credit_listings l ON l.jurisdiction_id = r.jurisdiction_id AND l.publication_id = r.id
      JOIN credit_repairs a ON a.jurisdiction_id = l.jurisdiction_id AND a.listing_id = l.id AND a.state = 'asked'
     WHERE r.object_code = ${code} AND r.state = 'published' AND r.kind = 'listing'
     ORDER BY a.asked_on DESC, a.id LIMIT ${most}`.execute(tx);
  return [...objections.rows, ...repairs.rows];
}

/** Records whose unit was withheld stay without a unit: their page must not tell afterwards whose they were. */
const named = sql`NOT EXISTS (SELECT 1 FROM publication_payloads v
   WHERE v.jurisdiction_id = p.jurisdiction_id AND v.publication_id = p.id
     AND (v.payload -> 'withheld' @> '["objectCode"]' OR v.payload -> 'withheld' @> '["objectName"]'))`;

/** Records of the unit that were taken back for a reason that may be told. */
export async function removalsOf(tx: Tx, code: string): Promise<UnitRemoval[]> {
  const found = await sql<UnitRemoval>`
    SELECT p.id AS "recordId", p.kind AS of, p.agency_name AS "agencyName", p.published_on AS "publishedOn",
           p.removed_on AS "removedOn", p.removal AS reason
      FROM publications p WHERE p.object_key = ${`uscc:${code}`} AND p.state = 'withdrawn' AND p.removed_on IS NOT NULL
       AND p.removal = ANY(${[...shownRemovals]}::text[]) AND ${named}
     ORDER BY p.removed_on DESC, p.id LIMIT ${most}`.execute(tx);
  return found.rows;
}

/** Codes of units that have any of it. */
export async function notedUnits(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ code: string }>`
    SELECT DISTINCT code FROM (
      SELECT r.object_code AS code FROM public_records r
        JOIN objections o ON o.jurisdiction_id = r.jurisdiction_id AND o.publication_id = r.id
       WHERE r.object_code IS NOT NULL AND r.state = 'published' AND o.outcome IS NOT NULL AND o.replied_on IS NOT NULL
      UNION ALL
      SELECT r.object_code FROM public_records r
        JOIN credit_listings l ON l.jurisdiction_id = r.jurisdiction_id AND l.publication_id = r.id
        JOIN credit_repairs a ON a.jurisdiction_id = l.jurisdiction_id AND a.listing_id = l.id AND a.state = 'asked'
       WHERE r.object_code IS NOT NULL AND r.state = 'published' AND r.kind = 'listing'
      UNION ALL
      SELECT substr(p.object_key, 6) FROM publications p
       WHERE p.object_key LIKE 'uscc:%' AND p.state = 'withdrawn' AND p.removal = ANY(${[...shownRemovals]}::text[])
         AND ${named}) AS units
     ORDER BY code`.execute(tx);
  return found.rows.map(({ code }) => code);
}
