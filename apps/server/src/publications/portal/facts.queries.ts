/**
 * SQL of the portal's facts about agencies and of its statistics: agencies with what they published of their authority,
 * counts of publications. Counts only: no unit, no person leaves here.
 */

import type { ItemCounts, MonthCounts } from '@mingcha/core/publications/portal/period-statistics.ts';
import { owedStates } from '@mingcha/core/publications/publication.ts';
import type { qualificationStatuses } from '@mingcha/core/registers/organisation/organisation.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

type QualificationStatus = (typeof qualificationStatuses)[number];

export interface AgencyFacts {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly phone: string;
  readonly complaintPhone: string;
  readonly email: string;
  readonly website: string;
  readonly qualification: QualificationStatus;
  readonly qualificationBasis: string;
}

/** Agencies that answer for themselves, by place and name; one where `id` is given. */
export async function agencyFacts(tx: Tx, id?: string): Promise<readonly AgencyFacts[]> {
  let select = tx
    .selectFrom('agencies')
    .innerJoin('jurisdictions', 'jurisdictions.id', 'agencies.jurisdiction_id')
    .select([
      'agencies.id',
      'agencies.name',
      'jurisdictions.name as place',
      'agencies.phone',
      'agencies.complaint_phone as complaintPhone',
      'agencies.email',
      'agencies.public_url as website',
      sql<QualificationStatus>`agencies.qualification_status`.as('qualification'),
      'agencies.qualification_basis as qualificationBasis',
    ])
    .where('agencies.stands_for', 'is', null);
  if (id !== undefined) select = select.where('agencies.id', '=', id);
  return select.orderBy(sql`jurisdictions.name COLLATE "C"`).orderBy('agencies.name').limit(500).execute();
}

export interface Duty {
  readonly name: string;
  readonly bases: readonly { readonly law: string; readonly article: string }[];
}

/** Items of the agency's list in force with their legal bases, in the order of the list, and how many there are. */
export async function dutiesOf(
  tx: Tx,
  agencyId: string,
  limit: number,
): Promise<{ readonly duties: readonly Duty[]; readonly total: number }> {
  const found = await sql<Duty & { readonly total: number }>`
    SELECT items.name, items.fields -> 'bases' AS bases, count(*) OVER ()::integer AS total
      FROM items JOIN item_lists l ON l.jurisdiction_id = items.jurisdiction_id AND l.id = items.list_id
     WHERE l.agency_id = ${agencyId} AND l.purpose = 'own' AND l.state = 'published'
     ORDER BY items.position, items.id LIMIT ${limit}`.execute(tx);
  return { duties: found.rows, total: found.rows[0]?.total ?? 0 };
}

export interface AgencyCounts {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly place: string;
  readonly published: number;
  readonly inTime: number;
  readonly late: number;
  readonly waiting: number;
  readonly exempt: number;
  readonly suspended: number;
  readonly excluded: number;
  /** Withdrawn or contained. */
  readonly removed: number;
  /** Prepared, past the due day and not published. */
  readonly overdue: number;
}

/** Counts of results per answering agency on `today`; what is exempt, suspended or sealed has its own column or none (I9). */
export async function publicationCounts(
  tx: Tx,
  of: { readonly today: string; readonly now: string },
): Promise<readonly AgencyCounts[]> {
  const owed = sql`p.state = ANY(${[...owedStates]}::text[]) AND (p.embargo_until IS NULL OR p.embargo_until <= ${of.now}::timestamptz)`;
  const wasPublished = sql`p.state IN ('published', 'withdrawn', 'ended')`;
  const found = await sql<AgencyCounts>`
    SELECT p.agency_id AS "agencyId", coalesce(max(a.name), max(p.agency_name)) AS "agencyName",
           coalesce(max(j.name), '') AS place,
           count(*) FILTER (WHERE ${wasPublished})::integer AS published,
           count(*) FILTER (WHERE ${wasPublished} AND p.published_on <= p.due_on)::integer AS "inTime",
           count(*) FILTER (WHERE ${wasPublished} AND p.published_on > p.due_on)::integer AS late,
           count(*) FILTER (WHERE ${owed} AND p.due_on >= ${of.today}::date)::integer AS waiting,
           count(*) FILTER (WHERE ${owed} AND p.due_on < ${of.today}::date)::integer AS overdue,
           count(*) FILTER (WHERE p.state = 'exempt')::integer AS exempt,
           count(*) FILTER (WHERE p.state = 'suspended')::integer AS suspended,
           count(*) FILTER (WHERE p.state = 'excluded')::integer AS excluded,
           count(*) FILTER (WHERE p.state IN ('withdrawn', 'contained'))::integer AS removed
      FROM publications p
      LEFT JOIN agencies a ON a.jurisdiction_id = p.agency_jurisdiction_id AND a.id = p.agency_id
      LEFT JOIN jurisdictions j ON j.id = p.agency_jurisdiction_id
     WHERE p.kind = 'result' GROUP BY p.agency_id ORDER BY "agencyName", "agencyId"`.execute(tx);
  return found.rows;
}

export interface FindingCounts {
  readonly agencyId: string;
  readonly checked: number;
  readonly problems: number;
}

/** Of the results that stand in public: how many, how many with problems. */
export async function findingCounts(tx: Tx): Promise<readonly FindingCounts[]> {
  const found = await sql<FindingCounts>`
    SELECT agency_id AS "agencyId", count(*)::integer AS checked,
           count(*) FILTER (WHERE payload #>> '{overall,isProblem}' = 'true')::integer AS problems
      FROM public_records WHERE kind = 'result' AND state = 'published' GROUP BY agency_id`.execute(tx);
  return found.rows;
}

/** Per agency and month of publication: what was published, in time or late, taken down since; of what stands, with problems. */
export async function monthlyCounts(tx: Tx): Promise<MonthCounts[]> {
  const found = await sql<MonthCounts>`
    SELECT month, "agencyId", sum(published)::integer AS published, sum("inTime")::integer AS "inTime",
           sum(late)::integer AS late, sum(removed)::integer AS removed, sum(checked)::integer AS checked,
           sum(problems)::integer AS problems
      FROM (
        SELECT to_char(published_on, 'YYYY-MM') AS month, agency_id AS "agencyId", count(*) AS published,
               count(*) FILTER (WHERE published_on <= due_on) AS "inTime", count(*) FILTER (WHERE published_on > due_on) AS late,
               count(*) FILTER (WHERE state = 'withdrawn') AS removed, 0 AS checked, 0 AS problems
          FROM publications WHERE kind = 'result' AND state IN ('published', 'withdrawn', 'ended') GROUP BY 1, 2
        UNION ALL
        SELECT to_char(published_on, 'YYYY-MM'), agency_id, 0, 0, 0, 0, count(*),
               count(*) FILTER (WHERE (payload #>> '{overall,isProblem}') COLLATE "C" = 'true')
          FROM public_records WHERE kind = 'result' AND state = 'published' GROUP BY 1, 2) AS parts
     GROUP BY month, "agencyId" ORDER BY month, "agencyId"`.execute(tx);
  return found.rows;
}

/** Results of items in their standard wording among what stands, per agency and month of publication. */
export async function monthlyItems(tx: Tx): Promise<ItemCounts[]> {
  const found = await sql<ItemCounts>`
    SELECT to_char(r.published_on, 'YYYY-MM') AS month, r.agency_id AS "agencyId", i.name AS item, i.wording,
           count(*)::integer AS count
      FROM public_records r CROSS JOIN LATERAL jsonb_to_recordset(r.payload -> 'items') AS i (name text, wording text)
     WHERE r.kind = 'result' AND r.state = 'published'
     GROUP BY 1, 2, i.name, i.wording ORDER BY 1, 2, i.name COLLATE "C", i.wording COLLATE "C"`.execute(tx);
  return found.rows;
}

/** What tells that no record changed since: how many there are, in which versions, and the last change. */
export async function recordsStamp(tx: Tx): Promise<string> {
  const found = await sql<{ stamp: string }>`
    SELECT concat_ws(' ', count(*), sum(version), max(updated_at)) AS stamp FROM public_records`.execute(tx);
  return found.rows[0]?.stamp ?? '';
}

/** Names of the jurisdictions that agencies belong to. */
export async function agencyPlaces(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('agencies')
    .innerJoin('jurisdictions', 'jurisdictions.id', 'agencies.jurisdiction_id')
    .select(['agencies.id', 'jurisdictions.name'])
    .where('agencies.id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
