/** SQL of the intake: running numbers, what a source or an agency already got today, the record that a paper's code belongs to. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import './tables.ts';

/** The next running number of a year; counts without gaps in committed rows. */
export async function nextIntakeNumber(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly kind: 'objection' | 'contact'; readonly year: number },
): Promise<number> {
  const found = await sql<{ last: number }>`
    INSERT INTO intake_counters AS c (jurisdiction_id, kind, year, last)
    VALUES (${of.jurisdictionId}, ${of.kind}, ${of.year}, 1)
    ON CONFLICT (jurisdiction_id, kind, year) DO UPDATE SET last = c.last + 1 RETURNING last`.execute(tx);
  const last = found.rows[0]?.last;
  if (last === undefined) throw new Error('a counter gave no number');
  return last;
}

/** How many objections and contacts a source sent today. */
export async function sentToday(
  tx: Tx,
  of: { readonly sourceHash: string; readonly today: string },
): Promise<number> {
  const found = await sql<{ n: number }>`SELECT (
      (SELECT count(*) FROM objections WHERE source_hash = ${of.sourceHash} AND received_on = ${of.today}::date)
    + (SELECT count(*) FROM contacts WHERE source_hash = ${of.sourceHash} AND received_on = ${of.today}::date))::integer AS n`.execute(
    tx,
  );
  return found.rows[0]?.n ?? 0;
}

/** How many an agency got today from people who showed nothing. */
export async function unverifiedToday(
  tx: Tx,
  of: { readonly agencyId: string; readonly today: string },
): Promise<number> {
  const found = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM objections
    WHERE agency_id = ${of.agencyId} AND received_on = ${of.today}::date AND NOT is_verified`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

/** How many objections one and the same enterprise or paper made today. */
export async function shownToday(
  tx: Tx,
  of: { readonly proofHash: string; readonly today: string },
): Promise<number> {
  const found = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM objections
    WHERE proof_hash = ${of.proofHash} AND received_on = ${of.today}::date`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

export interface OwedReplies {
  readonly matter: 'objection' | 'contact';
  readonly agencyId: string;
  readonly jurisdictionId: string;
  readonly dueOn: string;
  readonly handlerId: string | null;
  readonly count: number;
}

/** Replies that are owed until a day, counted per agency, day and handler. */
export async function owedReplies(tx: Tx, until: string): Promise<readonly OwedReplies[]> {
  const found = await sql<OwedReplies>`
    SELECT 'objection' AS matter, agency_id AS "agencyId", agency_jurisdiction_id AS "jurisdictionId",
           due_on AS "dueOn", handler_id AS "handlerId", count(*)::integer AS count
      FROM objections
     WHERE state IN ('received', 'accepted', 'investigating', 'decided') AND due_on <= ${until}::date
     GROUP BY agency_id, agency_jurisdiction_id, due_on, handler_id
    UNION ALL
    SELECT 'contact', agency_id, jurisdiction_id, due_on, handler_id, count(*)::integer
      FROM contacts
     WHERE state <> 'answered' AND due_on <= ${until}::date
     GROUP BY agency_id, jurisdiction_id, due_on, handler_id
     ORDER BY 1, 2, 4, 5`.execute(tx);
  return found.rows;
}

/** Holds the intake of one record or agency until the commit, so that two at once cannot both pass a quota. */
export async function holdIntake(tx: Tx, name: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 65))`.execute(tx);
}

/** The publication of the result that a delivered paper is about; undefined where no issued paper has this code. */
export async function publicationOfPaper(tx: Tx, code: string): Promise<string | undefined> {
  const found = await sql<{ id: string }>`SELECT b.id FROM papers p
    JOIN publications b ON b.jurisdiction_id = p.jurisdiction_id AND b.inspection_id = p.inspection_id
      AND b.team_agency_id = p.agency_id AND b.kind = 'result'
    WHERE p.state = 'issued' AND right(replace(p.id::text, '-', ''), 16) COLLATE "C" = ${code}
    ORDER BY p.created_at LIMIT 1`.execute(tx);
  return found.rows[0]?.id;
}

/** Published results by the unit's exact credit code or a part of its name. Reads the public rows alone. */
export async function publishedResults(
  tx: Tx,
  of: { readonly text: string; readonly id: string | undefined; readonly limit: number },
) {
  const query = tx
    .selectFrom('public_records')
    .selectAll()
    .where('kind', '=', 'result')
    .where('state', '=', 'published')
    .orderBy('published_on', 'desc')
    .orderBy('id')
    .limit(of.limit);
  if (of.id !== undefined) return query.where('id', '=', of.id).execute();
  return query
    .where((eb) =>
      eb.or([
        eb('object_code', '=', of.text.toUpperCase()),
        sql<boolean>`strpos(object_name, ${of.text}) > 0`,
      ]),
    )
    .execute();
}

/** Officers of an agency by role, with their names. */
export async function officersOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly roles: readonly string[] },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const found = await sql<{ id: string; name: string }>`
    SELECT DISTINCT a.id, a.person_name AS name FROM accounts a
      JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
     WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.agency_id = ${of.agencyId} AND a.status = 'active'
       AND r.role = ANY(${[...of.roles]}::text[]) ORDER BY a.id`.execute(tx);
  return found.rows;
}
