/**
 * SQL of follow-ups. Every query begins from the findings: one that nobody has touched has no row and still stands in
 * every list as waiting, so nothing falls through (R240). Findings lie in the initiator's jurisdiction; an agency finds
 * its own by its id, a receiver those that were sent to it.
 */

import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { demandKinds } from '@mingcha/core/followups/coordination/coordination.ts';
import type { FollowupFilter } from '@mingcha/core/followups/followup-api.ts';
import type { FollowupDueBasis } from '@mingcha/core/followups/followup-clocks.ts';
import type { Finding } from '@mingcha/core/inspections/results/result.ts';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import { placesOf } from '../platform/db/place.queries.ts';
import type { FollowupsTable } from './tables.ts';

/** A finding with its follow-up as it stands. */
export interface FollowupCase {
  readonly jurisdiction_id: string;
  readonly finding_id: string;
  readonly inspection_id: string;
  readonly agency_id: string;
  readonly agency_jurisdiction_id: string | null;
  readonly agency_name: string;
  readonly finding: Finding;
  readonly is_removed: boolean;
  readonly object: unknown;
  readonly object_name: string;
  readonly object_id: string;
  readonly object_key: string;
  readonly task_id: string;
  readonly task_number: string;
  readonly task_title: string;
  readonly found_on: string;
  readonly kind: string;
  readonly state: string;
  readonly ended: string | null;
  readonly due_on: string | null;
  readonly started_on: string | null;
  readonly due_basis: FollowupDueBasis | null;
  readonly recheck_due_on: string | null;
  readonly extension: unknown;
  readonly proposal: unknown;
  readonly proposed_by: string | null;
  readonly approved_at: string | null;
  readonly order_paper_id: string | null;
  readonly recheck_inspection_id: string | null;
  readonly to_agency_id: string | null;
  readonly to_section_id: string | null;
  readonly entry_key: string | null;
  readonly case_number: string;
  readonly closed_at: string | null;
  /** 0 as long as nothing was done. */
  readonly version: number;
  /** It stands in an open coordination ticket. */
  readonly is_coordinated: boolean;
  /** An order that the team issued at the door and that names this finding, before anybody touched it here. */
  readonly is_order_at_door: boolean;
}

const due = sql`coalesce(u.due_on, CASE WHEN u.finding_id IS NULL THEN f.due_on END)`;
const state = sql`coalesce(u.state, CASE WHEN p.id IS NULL THEN 'pending' ELSE 'ordered' END)`;

/** The last order in force that names a finding, issued at the visit. */
const orderAtDoor = sql`LEFT JOIN LATERAL (
    SELECT o.id FROM papers o
     WHERE u.finding_id IS NULL AND f.action = 'rectify'
       AND o.jurisdiction_id = f.jurisdiction_id AND o.inspection_id = f.inspection_id
       AND o.agency_id = f.agency_id AND o.kind = 'rectificationOrder' AND o.state = 'issued'
       AND (o.data -> 'findings' @> jsonb_build_array(jsonb_build_object('findingId', f.id::text))
         OR o.data -> 'findings' @> jsonb_build_array(jsonb_build_object('text', f.finding ->> 'text')))
     ORDER BY o.created_at DESC LIMIT 1) p ON true`;

const tables = sql`visit_findings f
  JOIN inspections i ON i.jurisdiction_id = f.jurisdiction_id AND i.id = f.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
  JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id
  LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id
  ${orderAtDoor}`;

const columns = sql`f.jurisdiction_id, f.id AS finding_id, f.inspection_id, f.agency_id, m.agency_jurisdiction_id,
  m.agency_name, f.finding, f.removed_in_round IS NOT NULL AS is_removed, i.object, i.object ->> 'name' AS object_name,
  i.object_id, i.object_key, i.task_id, t.number AS task_number, t.title AS task_title,
  to_char(coalesce(m.recorded_at, m.submitted_at, i.created_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS found_on,
  coalesce(u.kind, f.action) AS kind, ${state} AS state, u.ended, ${due} AS due_on, u.started_on, u.due_basis, u.recheck_due_on, u.extension,
  u.proposal, u.proposed_by, u.approved_at, coalesce(u.order_paper_id, p.id) AS order_paper_id,
  u.recheck_inspection_id, u.to_agency_id, u.to_section_id, u.entry_key, coalesce(u.case_number, '') AS case_number,
  u.closed_at, coalesce(u.row_version, 0) AS version, (u.finding_id IS NULL AND p.id IS NOT NULL) AS is_order_at_door,
  EXISTS (SELECT 1 FROM coordination_demands k WHERE k.jurisdiction_id = f.jurisdiction_id AND k.finding_id = f.id AND k.is_open) AS is_coordinated`;

/** The result passed its review, or something was done about the problem already; a problem taken out stays while open. */
const isKnown = sql`(m.passed_at IS NOT NULL OR u.finding_id IS NOT NULL OR p.id IS NOT NULL)
  AND (f.removed_in_round IS NULL OR (u.finding_id IS NOT NULL AND u.state <> 'closed'))`;

/** Whose problems a person sees: those of the own agency; inspectors those of their visits and sections. */
function visibleTo(actor: Actor): RawBuilder<unknown> {
  const received = sql`(u.to_agency_id = ${actor.agencyId} AND u.state IN ('sent', 'received', 'closed'))`;
  if (hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead'))
    return sql`(f.agency_id = ${actor.agencyId} OR ${received})`;
  if (hasRole(actor, 'witness', 'auditor')) return sql`f.agency_id = ${actor.agencyId}`;
  return sql`(f.agency_id = ${actor.agencyId} AND (
    (u.to_section_id IS NOT NULL AND u.to_section_id = ${actor.sectionId})
    OR EXISTS (SELECT 1 FROM inspection_members w WHERE w.jurisdiction_id = f.jurisdiction_id
      AND w.account_id = ${actor.accountId} AND w.state IN ('assigned', 'claimed')
      AND w.inspection_id IN (f.inspection_id, u.recheck_inspection_id))))`;
}

function inList(list: FollowupFilter['of'], of: { readonly actor: Actor; readonly today: string }) {
  switch (list) {
    case 'open':
      return sql`${state} <> 'closed'`;
    case 'late':
      return sql`${state} <> 'closed' AND ${due} < ${of.today}::date`;
    case 'pending':
      return sql`${state} = 'pending'`;
    case 'recheck':
      return sql`(${state} IN ('reported', 'rechecking') OR (${state} = 'ordered' AND ${due} < ${of.today}::date))`;
    case 'receive':
      return sql`${state} = 'sent' AND (u.to_agency_id IS NULL OR u.to_agency_id = ${of.actor.agencyId})`;
    case 'decide':
      return sql`(${waitsFor(of.actor)}) AND u.proposed_by IS DISTINCT FROM ${of.actor.accountId}`;
    case 'closed':
      return sql`${state} = 'closed'`;
  }
}

/** What waits for a review or decision of this person; of somebody who decides nothing, whatever waits for others. */
function waitsFor(actor: Actor): RawBuilder<unknown> {
  const legal = sql`u.state = 'proposed' AND u.kind = 'leniency'`;
  const head = sql`u.state = 'reviewed' OR (u.state = 'proposed' AND u.kind <> 'leniency')
    OR (u.extension IS NOT NULL AND u.state <> 'closed')`;
  const parts = [
    ...(hasRole(actor, 'legalOfficer') ? [legal] : []),
    ...(hasRole(actor, 'agencyHead') ? [head] : []),
  ];
  return sql.join(parts.length === 0 ? [legal, head] : parts, sql` OR `);
}

/** One row more than `limit`; the most urgent first, closed ones the latest first. */
export async function followupPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly filter: FollowupFilter;
    /** Of one object alone, by its key. */
    readonly objectKey: string | null;
    readonly page: { readonly after: string | undefined; readonly limit: number };
    readonly today: string;
  },
): Promise<readonly FollowupCase[]> {
  const { filter, page, today } = asked;
  const isClosed = filter.of === 'closed';
  const key = isClosed ? sql`u.closed_at` : sql`coalesce(${due}, '9999-12-31'::date)`;
  const parts = [isKnown, visibleTo(actor), inList(filter.of, { actor, today })];
  if (filter.kind !== undefined) parts.push(sql`coalesce(u.kind, f.action) = ${filter.kind}`);
  if (filter.sectionId !== undefined) parts.push(sql`t.section_id = ${filter.sectionId}`);
  if (filter.taskId !== undefined) parts.push(sql`i.task_id = ${filter.taskId}`);
  if (asked.objectKey !== null)
    parts.push(
      sql`i.jurisdiction_id IN (SELECT id FROM jurisdictions) AND i.object_key = ${asked.objectKey}`,
    );
  if (filter.text !== undefined && filter.text !== '') {
    const like = likePart(filter.text);
    parts.push(
      sql`(i.object ->> 'name' ILIKE ${like} OR i.object ->> 'uscc' ILIKE ${like} OR f.finding ->> 'text' ILIKE ${like})`,
    );
  }
  const after = decodeCursor(page.after, 2);
  if (after !== null)
    parts.push(
      isClosed
        ? sql`(u.closed_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
        : sql`(${key}, f.id) > (${after[0]}::date, ${after[1]}::uuid)`,
    );
  const order = isClosed ? sql`u.closed_at DESC, f.id DESC` : sql`${key}, f.id`;
  const found = await sql<FollowupCase>`SELECT ${columns} FROM ${tables}
    WHERE ${sql.join(parts, sql` AND `)} ORDER BY ${order} LIMIT ${page.limit + 1}`.execute(tx);
  return found.rows;
}

/** How many wait for what. */
export async function followupCounts(tx: Tx, actor: Actor, today: string) {
  const count = (list: FollowupFilter['of'] | 'uncorrected') =>
    list === 'uncorrected'
      ? sql`count(*) FILTER (WHERE ${state} = 'ordered' AND ${due} < ${today}::date)::integer`
      : sql`count(*) FILTER (WHERE ${inList(list, { actor, today })})::integer`;
  const found = await sql<{
    open: number;
    late: number;
    pending: number;
    recheck: number;
    uncorrected: number;
    receive: number;
    decide: number;
  }>`SELECT ${count('open')} AS open, ${count('late')} AS late, ${count('pending')} AS pending,
      ${count('recheck')} AS recheck, ${count('uncorrected')} AS uncorrected, ${count('receive')} AS receive,
      ${count('decide')} AS decide
    FROM ${tables} WHERE ${isKnown} AND ${visibleTo(actor)} AND ${state} <> 'closed'`.execute(tx);
  const row = found.rows[0];
  if (row === undefined) throw new Error('a count has no row');
  return row;
}

/** Findings by id that the person may see; the findings' rows are locked where something will be done about them. */
export async function followupCases(
  tx: Tx,
  actor: Actor,
  asked: { readonly ids: readonly string[]; readonly lock?: boolean },
): Promise<readonly FollowupCase[]> {
  if (asked.ids.length === 0) return [];
  if (asked.lock === true) await lockFindings(tx, asked.ids);
  const found = await sql<FollowupCase>`SELECT ${columns} FROM ${tables}
    WHERE f.id = ANY(${[...asked.ids]}::uuid[]) AND ${isKnown} AND ${visibleTo(actor)} ORDER BY f.position, f.id`.execute(
    tx,
  );
  return found.rows;
}

async function lockFindings(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const place of await placesOf(tx, 'visit_findings', ids))
    await sql`SELECT id FROM visit_findings WHERE jurisdiction_id = ${place} AND id = ANY(${[...ids]}::uuid[])
      ORDER BY id FOR UPDATE`.execute(tx);
}

interface Place {
  readonly jurisdictionId: string;
}

const asksSomething = sql`${isKnown} AND ${state} <> 'closed' AND coalesce(u.kind, f.action) = ANY(${[...demandKinds]}::text[])`;

/**
 * Open problems of all agencies at objects that ask something of them, for those who were let in by other means: in one
 * jurisdiction, or wherever the object was inspected.
 */
export async function openDemands(
  tx: Tx,
  of: { readonly objectKeys: readonly string[]; readonly place: Place | 'everywhere' },
): Promise<readonly FollowupCase[]> {
  if (of.objectKeys.length === 0) return [];
  const place = of.place === 'everywhere' ? sql`true` : sql`f.jurisdiction_id = ${of.place.jurisdictionId}`;
  const found = await sql<FollowupCase>`SELECT ${columns} FROM ${tables}
    WHERE ${place} AND i.object_key = ANY(${[...of.objectKeys]}::text[]) AND ${asksSomething}
    ORDER BY i.object_key, f.agency_id, f.position, f.id LIMIT 1000`.execute(tx);
  return found.rows;
}

/** Keys of objects on which several agencies have open demands, in order of the key; one more than `limit`. */
export async function objectsOfSeveral(
  tx: Tx,
  of: Place & { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const found = await sql<{ key: string }>`SELECT i.object_key AS key FROM ${tables}
    WHERE f.jurisdiction_id = ${of.jurisdictionId} AND i.object_key > ${of.after} AND ${asksSomething}
    GROUP BY i.object_key HAVING count(DISTINCT f.agency_id) > 1 ORDER BY i.object_key LIMIT ${of.limit + 1}`.execute(
    tx,
  );
  return found.rows.map((row) => row.key);
}

/** All findings of an inspection or of an order, for those who were let in by other means. */
export async function casesOf(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly inspectionId?: string;
    readonly taskId?: string;
    readonly orderPaperId?: string;
    readonly findingIds?: readonly string[];
    readonly lock?: boolean;
  },
): Promise<readonly FollowupCase[]> {
  const parts = [sql`f.jurisdiction_id = ${of.jurisdictionId}`];
  if (of.inspectionId !== undefined) parts.push(sql`f.inspection_id = ${of.inspectionId}`);
  if (of.taskId !== undefined) parts.push(sql`i.task_id = ${of.taskId}`);
  if (of.orderPaperId !== undefined) parts.push(sql`coalesce(u.order_paper_id, p.id) = ${of.orderPaperId}`);
  if (of.findingIds !== undefined) parts.push(sql`f.id = ANY(${[...of.findingIds]}::uuid[])`);
  const where = sql.join(parts, sql` AND `);
  if (of.lock === true) {
    const ids = await sql<{ id: string }>`SELECT f.id FROM ${tables} WHERE ${where}`.execute(tx);
    await lockFindings(
      tx,
      ids.rows.map((row) => row.id),
    );
  }
  const found = await sql<FollowupCase>`SELECT ${columns} FROM ${tables}
    WHERE ${where} AND (f.removed_in_round IS NULL OR u.finding_id IS NOT NULL)
    ORDER BY i.position, f.agency_id, f.position, f.id`.execute(tx);
  return found.rows;
}

export type FollowupChange = Partial<
  Pick<
    Selectable<FollowupsTable>,
    | 'due_on'
    | 'started_on'
    | 'recheck_due_on'
    | 'proposed_by'
    | 'approved_at'
    | 'order_paper_id'
    | 'recheck_inspection_id'
    | 'to_agency_id'
    | 'to_section_id'
    | 'entry_key'
    | 'case_number'
  >
> & {
  readonly extension?: string | null;
  readonly proposal?: string | null;
  readonly due_basis?: string | null;
};

/** Begins the row of a finding that had none. */
export async function insertFollowup(
  tx: Tx,
  found: FollowupCase,
  beginning: {
    readonly kind: string;
    readonly state: string;
    readonly dueOn: string | null;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('followups')
    .values({
      jurisdiction_id: found.jurisdiction_id,
      finding_id: found.finding_id,
      inspection_id: found.inspection_id,
      agency_id: found.agency_id,
      object_key: found.object_key,
      kind: beginning.kind,
      state: beginning.state,
      due_on: beginning.dueOn,
      order_paper_id: found.order_paper_id,
      opened_at: beginning.at,
      row_version: 0,
      updated_at: beginning.at,
    })
    .execute();
}

export async function saveFollowup(
  tx: Tx,
  found: Pick<FollowupCase, 'jurisdiction_id' | 'finding_id'>,
  change: FollowupChange & {
    readonly kind: string;
    readonly state: string;
    readonly ended: string | null;
    readonly closed_at: string | null;
    readonly updated_at: string;
  },
): Promise<void> {
  await tx
    .updateTable('followups')
    .set({ ...change, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', found.jurisdiction_id)
    .where('finding_id', '=', found.finding_id)
    .execute();
}
