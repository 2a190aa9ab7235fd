/** SQL of the view from above: links, who read, which jurisdictions lie below a reader, and papers sent below. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { SuperiorLinksTable } from './tables.ts';

export type StoredLink = Selectable<SuperiorLinksTable>;

export interface KnownJurisdiction {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
}

/** All of the platform; there are as many as tenants. */
export async function allJurisdictions(tx: Tx): Promise<readonly KnownJurisdiction[]> {
  return tx
    .selectFrom('jurisdictions')
    .select(['id', 'name', 'division_code as divisionCode'])
    .orderBy('division_code')
    .execute();
}

/** Of one jurisdiction, the latest first. */
export async function linksOf(tx: Tx, jurisdictionId: string): Promise<readonly StoredLink[]> {
  return tx
    .selectFrom('superior_links')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}

export async function lockLink(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
): Promise<StoredLink | undefined> {
  return tx
    .selectFrom('superior_links')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertLink(
  tx: Tx,
  link: Omit<
    StoredLink,
    'decided_by' | 'decided_name' | 'decided_at' | 'opinion' | 'ended_name' | 'ended_at' | 'row_version'
  >,
): Promise<void> {
  await tx.insertInto('superior_links').values(link).execute();
}

export async function saveLink(
  tx: Tx,
  link: StoredLink,
  change: Partial<
    Pick<
      StoredLink,
      'state' | 'decided_by' | 'decided_name' | 'decided_at' | 'opinion' | 'ended_name' | 'ended_at'
    >
  >,
): Promise<void> {
  await tx
    .updateTable('superior_links')
    .set({ ...change, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', link.jurisdiction_id)
    .where('id', '=', link.id)
    .execute();
}

/** Jurisdictions that opened their view to this one. */
export async function opened(tx: Tx, superiorId: string): Promise<readonly KnownJurisdiction[]> {
  return tx
    .selectFrom('superior_links as l')
    .innerJoin('jurisdictions as j', 'j.id', 'l.jurisdiction_id')
    .select(['j.id', 'j.name', 'j.division_code as divisionCode'])
    .where('l.superior_id', '=', superiorId)
    .where('l.state', '=', 'standing')
    .orderBy('j.division_code')
    .execute();
}

/** Agencies of a jurisdiction whose people hold the coordination office. */
export async function officesOf(tx: Tx, jurisdictionId: string): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`SELECT DISTINCT a.agency_id AS id FROM accounts a
      JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
     WHERE a.jurisdiction_id = ${jurisdictionId} AND a.status = 'active' AND r.role = 'coordinator'
       AND a.agency_id IS NOT NULL ORDER BY 1`.execute(tx);
  return found.rows.map((row) => row.id);
}

export async function insertReading(
  tx: Tx,
  of: {
    readonly id: string;
    readonly jurisdictionId: string;
    readonly actor: Actor;
    readonly kind: 'clocks';
    readonly rows: number;
    readonly at: string;
  },
): Promise<void> {
  const { actor } = of;
  await sql`INSERT INTO superior_readings (jurisdiction_id, id, superior_id, account_id, person_name, agency_name, kind, row_count, at)
    SELECT ${of.jurisdictionId}::uuid, ${of.id}::uuid, ${actor.jurisdictionId}::uuid, ${actor.accountId}::uuid,
      ${actor.personName}::text, coalesce((SELECT g.name FROM agencies g WHERE g.jurisdiction_id = ${actor.jurisdictionId}
        AND g.id = ${actor.agencyId}), ''), ${of.kind}::text, ${of.rows}::integer, ${of.at}::timestamptz`.execute(
    tx,
  );
}

export async function readingPage(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly after: string | undefined; readonly limit: number },
) {
  const [at, id] = decodeCursor(page.after, 2) ?? [];
  const isAfter = at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at));
  const found = await sql<{
    id: string;
    superiorName: string;
    agencyName: string;
    personName: string;
    kind: 'clocks';
    rows: number;
    at: string;
  }>`SELECT r.id, j.name AS "superiorName", r.agency_name AS "agencyName", r.person_name AS "personName", r.kind,
      r.row_count AS rows, r.at FROM superior_readings r JOIN jurisdictions j ON j.id = r.superior_id
     WHERE r.jurisdiction_id = ${jurisdictionId}
       AND ${isAfter ? sql`(r.at, r.id::text COLLATE "C") < (${at}::timestamptz, ${id})` : sql`true`}
     ORDER BY r.at DESC, r.id::text COLLATE "C" DESC LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}

export interface SentPaper {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly number: string;
  readonly agencyName: string;
  readonly toAgencyName: string;
  readonly aboutKey: string;
  readonly taskNumber: string;
  readonly approvedOn: string | null;
  readonly replyDue: string | null;
  readonly repliedOn: string | null;
  readonly closedOn: string | null;
  readonly draftedAt: string;
}

/** Papers that agencies of a jurisdiction sent, the latest first: nothing that names a person or an object. */
export async function sentPapers(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly SentPaper[]> {
  const [at, id] = decodeCursor(page.after, 2) ?? [];
  const isAfter = at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at));
  const found = await sql<SentPaper>`SELECT p.id, p.kind, p.state, p.number, p.agency_name AS "agencyName",
      coalesce(g.name, '') AS "toAgencyName", p.about_key AS "aboutKey", coalesce(p.source ->> 'taskNumber', '') AS "taskNumber",
      p.approved_on AS "approvedOn", p.reply_due AS "replyDue", p.replied_on AS "repliedOn", p.closed_on AS "closedOn",
      p.drafted_at AS "draftedAt"
    FROM supervision_papers p LEFT JOIN agencies g ON g.jurisdiction_id = p.to_jurisdiction_id AND g.id = p.to_agency_id
    WHERE p.jurisdiction_id = ${jurisdictionId} AND p.state IN ('sent', 'received', 'replied', 'closed')
      AND ${isAfter ? sql`(p.drafted_at, p.id::text COLLATE "C") < (${at}::timestamptz, ${id})` : sql`true`}
    ORDER BY p.drafted_at DESC, p.id::text COLLATE "C" DESC LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}
