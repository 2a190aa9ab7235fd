/** SQL of 知悉范围: readings of tasks, draws and notices together, bounded by the agency; an auditor's by the jurisdiction. Reads only. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type {
  KnownList,
  KnownListKind,
  KnownReading,
} from '@mingcha/core/oversight/accountability/known-list-api.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { pageKey } from '../../publications/page-key.ts';

const readings = sql`(SELECT jurisdiction_id, 'task' AS kind, task_id AS subject_id, 'names' AS what, id, account_id,
    person_name, agency_name, kind AS way, watermark, seen_at FROM task_views
  UNION ALL SELECT jurisdiction_id, subject_kind, subject_id, what, id, account_id, person_name, agency_name, kind,
    watermark, seen_at FROM list_views) AS r`;

/** Lists with the moment from which they are no secret. */
const subjects = sql`(SELECT t.jurisdiction_id, 'task' AS kind, t.id, t.number, t.title, t.agency_id,
    coalesce(t.reveal_at, t.dispatched_at) AS released_at FROM inspection_tasks t
  UNION ALL SELECT d.jurisdiction_id, 'draw', d.id, '', d.title_zh, d.agency_id,
    CASE WHEN d.settings -> 'disclosure' ->> 'mode' = 'open' THEN d.drawn_at ELSE (SELECT min((a.action ->> 'at')::timestamptz) FROM draw_actions a WHERE a.jurisdiction_id = d.jurisdiction_id
      AND a.draw_id = d.id AND a.action ->> 'kind' = 'released') END FROM draws d
  UNION ALL SELECT o.jurisdiction_id, 'inspection', o.id, t.number, o.object ->> 'name', t.agency_id,
    (SELECT min(m.entered_at) FROM inspection_teams m WHERE m.jurisdiction_id = o.jurisdiction_id
      AND m.inspection_id = o.id) FROM inspections o
    JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id) AS s`;

const isBefore = sql<boolean>`(s.released_at IS NULL OR r.seen_at < s.released_at)`;

const joined = sql`${readings} JOIN ${subjects} ON s.jurisdiction_id = r.jurisdiction_id AND s.kind = r.kind
  AND s.id = r.subject_id JOIN agencies g ON g.jurisdiction_id = s.jurisdiction_id AND g.id = s.agency_id`;

function seen(actor: Actor): RawBuilder<boolean> {
  const home = sql<boolean>`s.jurisdiction_id = ${actor.jurisdictionId} AND r.jurisdiction_id = ${actor.jurisdictionId}`;
  return hasRole(actor, 'auditor') ? home : sql<boolean>`${home} AND s.agency_id = ${actor.agencyId}`;
}

const columns = sql`s.kind, s.id, s.number, s.title, g.name AS "agencyName", s.released_at AS "releasedAt",
  count(DISTINCT r.account_id) FILTER (WHERE ${isBefore})::integer AS people,
  count(*) FILTER (WHERE ${isBefore} AND r.way <> 'list')::integer AS taken, max(r.seen_at) AS "lastAt"`;
const grouped = sql`GROUP BY s.kind, s.id, s.number, s.title, g.name, s.released_at`;

export async function knownListPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly kind?: KnownListKind | undefined;
    readonly text?: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly KnownList[]> {
  const parts = [seen(actor)];
  if (asked.kind !== undefined) parts.push(sql<boolean>`s.kind = ${asked.kind}`);
  if (asked.text !== undefined && asked.text !== '') {
    const like = likePart(asked.text);
    parts.push(sql<boolean>`(s.title ILIKE ${like} OR s.number ILIKE ${like})`);
  }
  const after = pageKey(asked.after);
  const beyond =
    after === null
      ? sql``
      : sql`HAVING (max(r.seen_at), s.id) < (${after.first}::timestamptz, ${after.id}::uuid)`;
  const found = await sql<KnownList>`SELECT ${columns} FROM ${joined} WHERE ${sql.join(parts, sql` AND `)}
    ${grouped} ${beyond} ORDER BY max(r.seen_at) DESC, s.id DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

interface Named {
  readonly kind: KnownListKind;
  readonly id: string;
}

export async function knownList(tx: Tx, actor: Actor, of: Named): Promise<KnownList | undefined> {
  const found = await sql<KnownList>`SELECT ${columns} FROM ${joined}
    WHERE ${seen(actor)} AND s.kind = ${of.kind} AND s.id = ${of.id} ${grouped}`.execute(tx);
  return found.rows[0];
}

export type StoredReading = KnownReading & Named & { readonly readingId: string };

const reading = sql`r.id AS "readingId", s.kind, s.id, r.what, r.person_name AS "personName", r.agency_name AS "agencyName",
  r.way, r.watermark AS mark, r.seen_at AS at, ${isBefore} AS "isBefore"`;

/** Newest first. */
export async function readingPage(
  tx: Tx,
  actor: Actor,
  asked: Named & { readonly after: string | undefined; readonly limit: number },
): Promise<readonly StoredReading[]> {
  const after = pageKey(asked.after);
  const beyond =
    after === null
      ? sql<boolean>`true`
      : sql<boolean>`(r.seen_at, r.id) < (${after.first}::timestamptz, ${after.id}::uuid)`;
  const found = await sql<StoredReading>`SELECT ${reading} FROM ${joined}
    WHERE ${seen(actor)} AND s.kind = ${asked.kind} AND s.id = ${asked.id} AND ${beyond}
    ORDER BY r.seen_at DESC, r.id DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

export async function readingOfMark(tx: Tx, actor: Actor, mark: string): Promise<StoredReading | undefined> {
  const found = await sql<StoredReading>`SELECT ${reading} FROM ${joined}
    WHERE ${seen(actor)} AND r.watermark = ${mark} AND r.watermark <> '' LIMIT 1`.execute(tx);
  return found.rows[0];
}
