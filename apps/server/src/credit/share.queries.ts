/** SQL of what is given to other departments: public lines of a unit over all jurisdictions of the installation, and who asked. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import type { CreditSharesTable } from './tables.ts';

export type StoredShare = Selectable<CreditSharesTable>;

interface SharedRow {
  readonly object_key: string;
  readonly kind: 'result' | 'penalty' | 'listing';
  readonly on_day: string;
  readonly agency_name: string;
  readonly title: string;
  readonly wording: string;
  readonly is_objected: boolean;
  readonly publication_id: string | null;
  readonly ground: string;
}

/** Public lines and listings in force of units, the latest first. References that are not public are left out. */
export async function sharedRows(tx: Tx, keys: readonly string[]): Promise<readonly SharedRow[]> {
  const found = await sql<SharedRow>`
    SELECT e.object_key, e.kind, e.on_day, e.agency_name, e.title, e.wording, e.is_objected, e.publication_id, '' AS ground
      FROM credit_entries e
     WHERE e.object_key = ANY(${[...keys]}::text[]) AND e.state = 'current' AND e.kind <> 'leniency'
    UNION ALL
    SELECT l.object_key, 'listing', l.published_on, a.name, l.decision_number, '', false, l.publication_id, l.ground
      FROM credit_listings l
      JOIN agencies a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.agency_id
      -- What was contained is given to nobody, however the listing itself stands.
      JOIN public_records p ON p.id = l.publication_id AND p.state = 'published'
     WHERE l.object_key = ANY(${[...keys]}::text[]) AND l.state IN ('published', 'repairRequested')
     ORDER BY object_key, on_day DESC, publication_id`.execute(tx);
  return found.rows;
}

/** Names of the units by their keys, from whichever directory has them. */
export async function unitNames(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ code: string; name: string }>`
    SELECT DISTINCT ON (upper(o.uscc)) upper(o.uscc) AS code, o.name FROM objects o
     WHERE upper(o.uscc) = ANY(${[...codes]}::text[]) AND o.merged_into IS NULL
     ORDER BY upper(o.uscc), o.updated_at DESC, o.id`.execute(tx);
  return new Map(found.rows.map((row) => [row.code, row.name]));
}

export async function insertShare(tx: Tx, row: Insertable<CreditSharesTable>): Promise<void> {
  await tx.insertInto('credit_shares').values(row).execute();
}

/** Queries of the own agency, of the jurisdiction for an auditor, the latest first; one more than `limit`. */
export async function sharePage(
  tx: Tx,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  const after = decodeCursor(asked.after, 2);
  return tx
    .selectFrom('credit_shares as s')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 's.jurisdiction_id').onRef('a.id', '=', 's.agency_id'),
    )
    .select(['s.id', 's.person_name', 's.purpose', 's.codes', 's.found', 's.format', 's.sha256', 's.at'])
    .select('a.name as agency_name')
    .where('s.jurisdiction_id', '=', actor.jurisdictionId)
    .$if(!hasRole(actor, 'auditor'), (query) => query.where('s.agency_id', '=', actor.agencyId))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(s.at, s.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(asked.limit + 1)
    .execute();
}

export async function shareById(tx: Tx, actor: Actor, id: string): Promise<StoredShare | undefined> {
  return tx
    .selectFrom('credit_shares')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', id)
    .$if(!hasRole(actor, 'auditor'), (query) => query.where('agency_id', '=', actor.agencyId))
    .executeTakeFirst();
}
