/** SQL of an upgrade: what is looked at before it, where the ledgers stand, what was entered since. It changes nothing. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

async function one<T>(tx: Tx, query: ReturnType<typeof sql<T>>): Promise<T> {
  const row = (await query.execute(tx)).rows[0];
  if (row === undefined) throw new Error('a question without an answer');
  return row;
}

/** Bytes of the database, and the server that holds it. */
export async function databaseFacts(tx: Tx): Promise<{ readonly bytes: number; readonly version: string }> {
  const found = await one(
    tx,
    sql<{
      bytes: bigint;
      version: string;
    }>`SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS version`,
  );
  return { bytes: Number(found.bytes), version: found.version };
}

/** Work that an upgrade would break off. */
export async function runningWork(tx: Tx) {
  const found = await one(
    tx,
    sql<Record<'imports' | 'backups' | 'drills', bigint>>`
    SELECT (SELECT count(*) FROM imports WHERE state IN ('reading', 'applying')) AS imports,
           (SELECT count(*) FROM backups WHERE state = 'running') AS backups,
           (SELECT count(*) FROM backup_drills WHERE state = 'running') AS drills`,
  );
  return {
    imports: Number(found.imports),
    backups: Number(found.backups),
    drills: Number(found.drills),
  };
}

/** Visits that were begun on a phone and not finished, their phones, and files announced that have not arrived whole. */
export async function phonesUnderWay(tx: Tx, since: string) {
  const found = await one(
    tx,
    sql<Record<'phones' | 'visits' | 'files', bigint>>`
    SELECT (SELECT count(DISTINCT r.device_id) FROM visit_records r
              JOIN inspection_teams t ON t.jurisdiction_id = r.jurisdiction_id AND t.inspection_id = r.inspection_id
             WHERE r.device_id IS NOT NULL AND r.taken_at >= ${since}
               AND (t.recorded_at IS NULL OR EXISTS (
                     SELECT FROM visit_evidence e WHERE e.jurisdiction_id = r.jurisdiction_id
                        AND e.inspection_id = r.inspection_id AND e.received_at IS NULL))) AS phones,
           (SELECT count(*) FROM inspection_teams WHERE entered_at >= ${since} AND recorded_at IS NULL) AS visits,
           (SELECT count(*) FROM visit_evidence WHERE taken_at >= ${since} AND received_at IS NULL) AS files`,
  );
  return { phones: Number(found.phones), visits: Number(found.visits), files: Number(found.files) };
}

/** Names of the connections of servers of ours. */
export async function servingConnections(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`
    SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'mingcha@%' ORDER BY 1`.execute(tx);
  return found.rows.map((row) => row.name);
}

export interface LedgerEnd {
  readonly jurisdictionId: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly size: number;
  /** Hash of the last entry, hex; empty of an empty ledger. */
  readonly hash: string;
}

/** Where each ledger stands. */
export async function ledgerEnds(tx: Tx): Promise<readonly LedgerEnd[]> {
  const found = await sql<{ id: string; name: string; code: string; seq: bigint; hash: string }>`
    SELECT j.id, j.name, j.division_code AS code, coalesce(h.seq, 0)::int8 AS seq, coalesce(encode(h.hash, 'hex'), '') AS hash
      FROM jurisdictions j LEFT JOIN ledger_heads h ON h.jurisdiction_id = j.id
     ORDER BY j.division_code COLLATE "C"`.execute(tx);
  return found.rows.map((row) => ({
    jurisdictionId: row.id,
    name: row.name,
    divisionCode: row.code,
    size: Number(row.seq),
    hash: row.hash,
  }));
}

/** Whether this very entry still stands at its place. */
export async function hasEntry(tx: Tx, end: LedgerEnd): Promise<boolean> {
  const found = await one(
    tx,
    sql<{
      is: boolean;
    }>`SELECT EXISTS (SELECT FROM ledger_events WHERE jurisdiction_id = ${end.jurisdictionId}
       AND seq = ${end.size} AND encode(hash, 'hex') = ${end.hash}) AS is`,
  );
  return end.size === 0 || found.is;
}

/** What was entered after an instant, by kind of event. */
async function entriesSince(tx: Tx, since: string) {
  const found = await sql<{ type: string; count: bigint; first: string; last: string }>`
    SELECT e.type, count(*) AS count, min(e.at) AS first, max(e.at) AS last
      FROM ledger_events e WHERE e.at > ${since} AND e.type NOT IN ('upgrade.done', 'upgrade.rolled_back')
     GROUP BY e.type ORDER BY count(*) DESC, e.type COLLATE "C"`.execute(tx);
  return found.rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** What happened since the last upgrade was recorded: entries, and whether a checkpoint was signed over it. */
export async function sinceUpgrade(tx: Tx) {
  const found = await one(
    tx,
    sql<{ at: string | null; isSigned: boolean }>`
    SELECT max(e.at) AS at, EXISTS (
             SELECT FROM ledger_checkpoints c JOIN (
                    SELECT jurisdiction_id, max(seq) AS seq FROM ledger_events WHERE type = 'upgrade.done'
                     GROUP BY jurisdiction_id) u ON u.jurisdiction_id = c.jurisdiction_id
              WHERE c.size >= u.seq) AS "isSigned"
      FROM ledger_events e WHERE e.type = 'upgrade.done'`,
  );
  return { at: found.at, isSigned: found.isSigned, types: await entriesSince(tx, found.at ?? '-infinity') };
}
