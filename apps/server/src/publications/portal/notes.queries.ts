/**
 * SQL of what stands beside a unit's published records: ended objections, repairs that are examined, records taken back.
 * Codes and days only; a unit is known by its credit code.
 */
import { shownRemovals, type UnitNotes } from '@mingcha/core/publications/portal/unit-notes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

const most = 200;

/** Records whose unit was withheld stay without a unit: their page must not tell afterwards whose they were. */
const named = sql`NOT EXISTS (SELECT 1 FROM publication_payloads v
   WHERE v.jurisdiction_id = p.jurisdiction_id AND v.publication_id = p.id
     AND (v.payload -> 'withheld' @> '["objectCode"]' OR v.payload -> 'withheld' @> '["objectName"]'))`;

/** All of it in one statement: outcomes after the reply, repairs asked for, records taken back for a reason that may be told. */
export async function notesOf(tx: Tx, code: string): Promise<UnitNotes> {
  const found = await sql<UnitNotes>`
    SELECT coalesce((SELECT jsonb_agg(note ORDER BY on_day DESC, id) FROM (
      SELECT jsonb_build_object('kind', 'objection', 'recordId', r.id, 'outcome', o.outcome,
               'repliedOn', o.replied_on, 'appliedOn', o.applied_on) AS note, o.replied_on AS on_day, o.id
        FROM public_records r JOIN objections o ON o.jurisdiction_id = r.jurisdiction_id AND o.publication_id = r.id
       WHERE r.object_code = ${code} AND r.state = 'published' AND o.outcome IS NOT NULL AND o.replied_on IS NOT NULL
      UNION ALL
      SELECT jsonb_build_object('kind', 'repair', 'recordId', r.id, 'askedOn', a.asked_on), a.asked_on, a.id
        FROM public_records r
        JOIN credit_listings l ON l.jurisdiction_id = r.jurisdiction_id AND l.publication_id = r.id
        JOIN credit_repairs a ON a.jurisdiction_id = l.jurisdiction_id AND a.listing_id = l.id AND a.state = 'asked'
       WHERE r.object_code = ${code} AND r.state = 'published' AND r.kind = 'listing'
       ORDER BY on_day DESC, id LIMIT ${most}) AS notes), '[]') AS notes,
    coalesce((SELECT jsonb_agg(removal ORDER BY removed_on DESC, id) FROM (
      SELECT jsonb_build_object('recordId', p.id, 'of', p.kind, 'agencyName', p.agency_name, 'publishedOn', p.published_on,
               'removedOn', p.removed_on, 'reason', p.removal) AS removal, p.removed_on, p.id
        FROM publications p WHERE p.object_key = ${`uscc:${code}`} AND p.state = 'withdrawn' AND p.removed_on IS NOT NULL
         AND p.removal = ANY(${[...shownRemovals]}::text[]) AND ${named}
       ORDER BY p.removed_on DESC, p.id LIMIT ${most}) AS removals), '[]') AS removals`.execute(tx);
  return found.rows[0] ?? { notes: [], removals: [] };
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
