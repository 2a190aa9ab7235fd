/**
 * SQL of what waits, fails or stands still, of one jurisdiction or (null) of the whole installation: for the doctor, the page
 * of operations and the metrics. Counts and names of parts only, never what a matter is about. It changes nothing.
 */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import './tables.ts';

const within = (jurisdictionId: string | null) =>
  jurisdictionId === null ? sql<boolean>`true` : sql<boolean>`t.jurisdiction_id = ${jurisdictionId}`;

/** Events that a follower has failed on at least `attempts` times, by follower. */
export async function stuckEvents(
  tx: Tx,
  of: { readonly jurisdictionId: string | null; readonly attempts: number },
) {
  const found = await sql<{ follower: string; count: bigint }>`
    SELECT t.follower, count(*) AS count FROM event_failures t
     WHERE ${within(of.jurisdictionId)} AND t.attempts >= ${of.attempts}
     GROUP BY t.follower ORDER BY count(*) DESC, t.follower`.execute(tx);
  return found.rows.map((row) => ({ follower: row.follower, count: Number(row.count) }));
}

/** The follower that is furthest behind: entries not yet read since an instant. */
export async function laggingFollower(
  tx: Tx,
  of: { readonly jurisdictionId: string | null; readonly before: string },
) {
  const found = await sql<{ follower: string; count: bigint }>`
    SELECT t.follower, e.seq - t.seq AS count FROM event_cursors t
     CROSS JOIN LATERAL (SELECT seq FROM ledger_events e WHERE e.jurisdiction_id = t.jurisdiction_id AND e.seq > t.seq
                            AND e.at < ${of.before} ORDER BY e.seq DESC LIMIT 1) e
     WHERE ${within(of.jurisdictionId)} ORDER BY 2 DESC LIMIT 1`.execute(tx);
  const row = found.rows[0];
  return row === undefined ? null : { follower: row.follower, count: Number(row.count) };
}

/** Work that began before an instant and has not ended: imports, messages and deliveries on their way. */
export async function stalledWork(
  tx: Tx,
  of: { readonly jurisdictionId: string | null; readonly before: string },
) {
  const { before } = of;
  const found = await sql<{ kind: 'imports' | 'messages' | 'deliveries' | 'notices'; count: bigint }>`
    SELECT 'imports' AS kind, count(*) AS count FROM imports t
     WHERE ${within(of.jurisdictionId)} AND t.state IN ('reading', 'applying') AND t.created_at < ${before}
    UNION ALL SELECT 'messages', count(*) FROM notice_messages t
     WHERE ${within(of.jurisdictionId)} AND t.state = 'sending' AND t.sending_since < ${before}
    UNION ALL SELECT 'deliveries', count(*) FROM channel_deliveries t
     WHERE ${within(of.jurisdictionId)} AND t.state = 'sending' AND t.sending_since < ${before}
    UNION ALL SELECT 'notices', count(*) FROM notices t
     WHERE ${within(of.jurisdictionId)} AND t.planned_at IS NULL AND t.created_at < ${before}`.execute(tx);
  return found.rows
    .map((row) => ({ kind: row.kind, count: Number(row.count) }))
    .filter((row) => row.count > 0);
}

/** Messages that reached nobody since an instant. */
export async function failedMessages(
  tx: Tx,
  of: { readonly jurisdictionId: string | null; readonly since: string },
) {
  const found = await sql<{ count: bigint }>`
    SELECT count(*) AS count FROM notice_messages t
     WHERE ${within(of.jurisdictionId)} AND t.state IN ('givenUp', 'refused', 'uncertain') AND t.ended_at >= ${of.since}`.execute(
    tx,
  );
  return Number(found.rows[0]?.count ?? 0);
}

/** Channels of notices and of publication that have failed since before an instant. */
export async function failingChannels(
  tx: Tx,
  of: { readonly jurisdictionId: string | null; readonly before: string },
) {
  const found = await sql<{ kind: string; since: string; of: 'notices' | 'publication' }>`
    SELECT t.kind, t.failing_since AS since, 'notices' AS of FROM notice_channels t
     WHERE ${within(of.jurisdictionId)} AND t.is_enabled AND t.failing_since < ${of.before}
    UNION ALL SELECT t.kind, t.failing_since, 'publication' FROM publication_channels t
     WHERE ${within(of.jurisdictionId)} AND t.mode = 'automatic' AND t.failing_since < ${of.before}
    ORDER BY 2`.execute(tx);
  return found.rows;
}

/** Servers of the channels by e-mail that are switched on. */
export async function mailServers(tx: Tx, jurisdictionId: string | null) {
  const found = await sql<{ host: string; port: number }>`
    SELECT DISTINCT t.settings->>'host' AS host, (t.settings->>'port')::int AS port FROM notice_channels t
     WHERE ${within(jurisdictionId)} AND t.kind = 'email' AND t.is_enabled`.execute(tx);
  return found.rows;
}

export interface Queues {
  readonly messages: number;
  readonly deliveries: number;
  readonly events: number;
  readonly failures: number;
  readonly imports: number;
}

/** What waits at this moment. */
export async function queueLengths(tx: Tx, jurisdictionId: string | null): Promise<Queues> {
  const found = await sql<Record<keyof Queues, bigint>>`
    SELECT (SELECT count(*) FROM notice_messages t WHERE ${within(jurisdictionId)} AND t.state IN ('waiting', 'sending')) AS messages,
           (SELECT count(*) FROM channel_deliveries t WHERE ${within(jurisdictionId)} AND t.state IN ('waiting', 'sending')) AS deliveries,
           (SELECT coalesce(max(h.seq - t.seq), 0) FROM event_cursors t JOIN ledger_heads h ON h.jurisdiction_id = t.jurisdiction_id
             WHERE ${within(jurisdictionId)}) AS events,
           (SELECT count(*) FROM event_failures t WHERE ${within(jurisdictionId)}) AS failures,
           (SELECT count(*) FROM imports t WHERE ${within(jurisdictionId)} AND t.state IN ('reading', 'applying')) AS imports`.execute(
    tx,
  );
  const row = found.rows[0];
  const count = (name: keyof Queues) => Number(row?.[name] ?? 0);
  return {
    messages: count('messages'),
    deliveries: count('deliveries'),
    events: count('events'),
    failures: count('failures'),
    imports: count('imports'),
  };
}

/** When each ledger was last verified as a whole, and how. */
export async function verifications(tx: Tx, jurisdictionId: string | null) {
  let query = tx
    .selectFrom('jurisdictions as j')
    .leftJoin('ledger_verifications as v', 'v.jurisdiction_id', 'j.id')
    .leftJoin('ledger_heads as h', 'h.jurisdiction_id', 'j.id')
    .select([
      'j.id',
      'j.name',
      'v.verified_at as at',
      'v.size',
      'v.fault_seq as faultSeq',
      'h.seq as entries',
    ])
    .orderBy('j.division_code');
  if (jurisdictionId !== null) query = query.where('j.id', '=', jurisdictionId);
  return query.execute();
}

export async function saveVerification(
  tx: Tx,
  row: {
    readonly jurisdictionId: string;
    readonly at: string;
    readonly size: number;
    readonly fault: { readonly seq: number; readonly code: string } | null;
  },
): Promise<void> {
  const values = {
    verified_at: row.at,
    size: row.size,
    fault_seq: row.fault?.seq ?? null,
    fault_code: row.fault?.code ?? null,
  };
  await tx
    .insertInto('ledger_verifications')
    .values({ jurisdiction_id: row.jurisdictionId, ...values })
    .onConflict((conflict) => conflict.column('jurisdiction_id').doUpdateSet(values))
    .execute();
}

const daysKept = 60;

export async function saveDiskDay(
  tx: Tx,
  row: { readonly day: string; readonly free: number; readonly total: number },
): Promise<void> {
  const values = { free_bytes: row.free, total_bytes: row.total };
  await tx
    .insertInto('disk_days')
    .values({ day: row.day, ...values })
    .onConflict((conflict) => conflict.column('day').doUpdateSet(values))
    .execute();
  await tx.deleteFrom('disk_days').where(sql<boolean>`day < ${row.day}::date - ${daysKept}::int`).execute();
}

/** Oldest first. */
export async function diskDays(tx: Tx) {
  const rows = await tx.selectFrom('disk_days').select(['day', 'free_bytes']).orderBy('day').execute();
  return rows.map((row) => ({ day: row.day, free: Number(row.free_bytes) }));
}
