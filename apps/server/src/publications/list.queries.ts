/** SQL of the office's lists of publications and of what is owed to the public. Bounded by the agency that answers; an auditor's by the jurisdiction. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { owedStates } from '@mingcha/core/publications/publication.ts';
import type { PublicationFilter, PublicationList } from '@mingcha/core/publications/publication-api.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { likePart } from '../platform/db/like.ts';
import { pageKey } from './page-key.ts';
import type { StoredPublication } from './publication.queries.ts';

export type ListedPublication = StoredPublication & {
  readonly is_asked: boolean;
  readonly order_day: string;
};

const owned = (actor: Actor): RawBuilder<boolean> =>
  hasRole(actor, 'auditor')
    ? sql<boolean>`p.jurisdiction_id = ${actor.jurisdictionId}`
    : sql<boolean>`p.agency_id = ${actor.agencyId}`;

const isAsked = sql<boolean>`EXISTS (SELECT 1 FROM publication_requests r
  WHERE r.jurisdiction_id = p.jurisdiction_id AND r.publication_id = p.id AND r.state = 'asked')`;

const isOwed = sql<boolean>`p.state = ANY(${[...owedStates]}::text[])`;
const isOpen = (now: string) =>
  sql<boolean>`(p.embargo_until IS NULL OR p.embargo_until <= ${now}::timestamptz)`;

/** Days on which lists depend: today, the last day that counts as soon, the instant for embargoes. */
export interface ListDays {
  readonly today: string;
  readonly soon: string;
  readonly now: string;
}

function inList(list: PublicationList, days: ListDays): RawBuilder<boolean> {
  const { today, soon, now } = days;
  switch (list) {
    case 'all':
      return sql<boolean>`true`;
    case 'due':
      return isOwed;
    case 'soon':
      return sql<boolean>`${isOwed} AND p.due_on >= ${today}::date AND p.due_on <= ${soon}::date AND ${isOpen(now)}`;
    case 'late':
      return sql<boolean>`${isOwed} AND p.due_on < ${today}::date AND ${isOpen(now)}`;
    case 'removed':
      return sql<boolean>`p.state IN ('withdrawn', 'ended')`;
    case 'exempt':
      return sql<boolean>`p.state IN ('exempt', 'excluded')`;
    default:
      return sql<boolean>`p.state = ${list}`;
  }
}

/** Lists of what is owed run by the due day, the first first; the others by the last event, the newest first. */
const dueOrder: readonly PublicationList[] = ['due', 'soon', 'late', 'prepared', 'returned', 'reviewed'];

export async function publicationPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly filter: PublicationFilter;
    readonly days: ListDays;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
): Promise<readonly ListedPublication[]> {
  const { filter, days, page } = asked;
  const parts = [owned(actor), inList(filter.of, days)];
  if (filter.kind !== undefined) parts.push(sql<boolean>`p.kind = ${filter.kind}`);
  if (filter.taskId !== undefined) parts.push(sql<boolean>`p.task_id = ${filter.taskId}`);
  if (filter.inspectionId !== undefined) parts.push(sql<boolean>`p.inspection_id = ${filter.inspectionId}`);
  if (filter.text !== undefined && filter.text !== '') {
    const like = likePart(filter.text);
    parts.push(
      sql<boolean>`(p.object_name ILIKE ${like} OR p.task_number ILIKE ${like} OR p.title ILIKE ${like})`,
    );
  }
  const isDue = dueOrder.includes(filter.of);
  const day = isDue
    ? sql`coalesce(p.due_on, '9999-12-31'::date)`
    : sql`coalesce(p.removed_on, p.published_on, (p.prepared_at AT TIME ZONE 'Asia/Shanghai')::date)`;
  const after = pageKey(page.after);
  if (after !== null)
    parts.push(
      isDue
        ? sql<boolean>`(${day}, p.id) > (${after.first}::date, ${after.id}::uuid)`
        : sql<boolean>`(${day}, p.id) < (${after.first}::date, ${after.id}::uuid)`,
    );
  const order = isDue ? sql`${day}, p.id` : sql`${day} DESC, p.id DESC`;
  const found = await sql<ListedPublication>`SELECT p.*, ${isAsked} AS is_asked, ${day} AS order_day
    FROM publications p WHERE ${sql.join(parts, sql` AND `)} ORDER BY ${order} LIMIT ${page.limit + 1}`.execute(
    tx,
  );
  return found.rows;
}

/** Counts per state; what was exempted, withdrawn or ended stays in its own column (I9). */
export async function publicationCounts(tx: Tx, actor: Actor, days: ListDays) {
  const count = (condition: RawBuilder<boolean>) => sql`count(*) FILTER (WHERE ${condition})::integer`;
  const state = (name: string) => count(sql<boolean>`p.state = ${name}`);
  const found = await sql<{
    due: number;
    soon: number;
    late: number;
    embargoed: number;
    exempt: number;
    suspended: number;
    excluded: number;
    published: number;
    withdrawn: number;
    ended: number;
    contained: number;
    all: number;
    asked: number;
  }>`SELECT ${count(inList('due', days))} AS due, ${count(inList('soon', days))} AS soon,
      ${count(inList('late', days))} AS late,
      ${count(sql<boolean>`${isOwed} AND NOT ${isOpen(days.now)}`)} AS embargoed,
      ${state('exempt')} AS exempt, ${state('suspended')} AS suspended, ${state('excluded')} AS excluded,
      ${state('published')} AS published, ${state('withdrawn')} AS withdrawn, ${state('ended')} AS ended,
      ${state('contained')} AS contained, count(*)::integer AS "all", ${count(isAsked)} AS asked
    FROM publications p WHERE ${owned(actor)}`.execute(tx);
  const row = found.rows[0];
  if (row === undefined) throw new Error('a count has no row');
  return row;
}

/** The row with whether a request waits. */
export async function listedById(tx: Tx, id: string): Promise<ListedPublication | undefined> {
  const found = await sql<ListedPublication>`SELECT p.*, ${isAsked} AS is_asked, '' AS order_day
    FROM publications p WHERE p.id = ${id}`.execute(tx);
  return found.rows[0];
}
