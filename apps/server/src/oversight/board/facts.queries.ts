/** SQL of the small figures of first screens: a leader's three numbers, who was visited most, the lights of the operator. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface LeaderNumbers {
  readonly published: number;
  readonly publishedInTime: number;
  readonly openRectifications: number;
  readonly overdueObjections: number;
}

/** Of the own agency: published this year with a due day and of these in time; orders not yet met; objections past their day. */
export async function leaderNumbers(
  tx: Tx,
  actor: Actor,
  days: { readonly yearStart: string; readonly today: string },
): Promise<LeaderNumbers> {
  const { agencyId } = actor;
  const found = await sql<LeaderNumbers>`SELECT
    (SELECT count(*)::integer FROM publications p WHERE p.agency_id = ${agencyId} AND p.kind = 'result'
       AND p.published_on >= ${days.yearStart}::date AND p.due_on IS NOT NULL) AS published,
    (SELECT count(*)::integer FROM publications p WHERE p.agency_id = ${agencyId} AND p.kind = 'result'
       AND p.published_on >= ${days.yearStart}::date AND p.published_on <= p.due_on) AS "publishedInTime",
    (SELECT count(*)::integer FROM followups u WHERE u.agency_id = ${agencyId} AND u.kind = 'rectify'
       AND u.state <> 'closed') AS "openRectifications",
    (SELECT count(*)::integer FROM objections o WHERE o.agency_id = ${agencyId} AND o.replied_on IS NULL
       AND o.state <> 'closed' AND o.due_on < ${days.today}::date) AS "overdueObjections"`.execute(tx);
  const row = found.rows[0];
  if (row === undefined) throw new Error('a count has no row');
  return row;
}

/** Objects that the agency entered most this year, from a number of visits on. */
export async function mostVisited(
  tx: Tx,
  actor: Actor,
  asked: { readonly from: number; readonly yearStart: string; readonly limit: number },
): Promise<readonly { readonly name: string; readonly visits: number }[]> {
  const found = await sql<{ name: string; visits: number }>`
    SELECT max(object_name) AS name, count(DISTINCT visit_key)::integer AS visits FROM frequency_entries
     WHERE jurisdiction_id = ${actor.jurisdictionId} AND entered_on >= ${asked.yearStart}::date
       AND object_key IN (SELECT f.object_key FROM frequency_entries f
         WHERE f.jurisdiction_id = ${actor.jurisdictionId} AND f.agency_id = ${actor.agencyId}
           AND f.entered_on >= ${asked.yearStart}::date)
     GROUP BY object_key HAVING count(DISTINCT visit_key) >= ${asked.from}
     ORDER BY 2 DESC, object_key COLLATE "C" LIMIT ${asked.limit}`.execute(tx);
  return found.rows;
}

export interface SystemFacts {
  readonly serverVersion: string;
  readonly migration: string;
  readonly checkpointAt: string | null;
  readonly checkpointSize: number | null;
  readonly failedEvents: number;
  readonly stuckMessages: number;
}

/** What the lights of the operator are made of. */
export async function systemFacts(tx: Tx, jurisdictionId: string): Promise<SystemFacts> {
  const found = await sql<SystemFacts>`SELECT current_setting('server_version') AS "serverVersion",
    (SELECT max(file) FROM schema_migrations) AS migration,
    (SELECT c.at FROM ledger_checkpoints c WHERE c.jurisdiction_id = ${jurisdictionId} ORDER BY c.size DESC LIMIT 1) AS "checkpointAt",
    (SELECT c.size::integer FROM ledger_checkpoints c WHERE c.jurisdiction_id = ${jurisdictionId}
      ORDER BY c.size DESC LIMIT 1) AS "checkpointSize",
    (SELECT count(*)::integer FROM event_failures) AS "failedEvents",
    (SELECT count(*)::integer FROM notice_messages m WHERE m.jurisdiction_id = ${jurisdictionId}
      AND m.state IN ('refused', 'uncertain', 'givenUp')) AS "stuckMessages"`.execute(tx);
  const row = found.rows[0];
  if (row === undefined) throw new Error('a count has no row');
  return row;
}
