/** SQL of the installation's log of backups, drills and restorations. These rows belong to no jurisdiction. */
import type { Role } from '@mingcha/core/common/roles.ts';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { BackupDrillsTable, BackupsTable, RestorationsTable } from './tables.ts';

export type BackupRow = Selectable<BackupsTable>;
export type DrillRow = Selectable<BackupDrillsTable>;
export type RestorationRow = Selectable<RestorationsTable>;

export async function insertBackup(tx: Tx, row: Insertable<BackupsTable>): Promise<void> {
  await tx.insertInto('backups').values(row).execute();
}

export async function saveBackup(tx: Tx, id: string, changes: Updateable<BackupsTable>): Promise<void> {
  await tx.updateTable('backups').set(changes).where('id', '=', id).execute();
}

/** Whoever holds the target's lock knows that no other is at work: what still runs was interrupted. */
export async function endInterrupted(tx: Tx, at: string): Promise<void> {
  await tx
    .updateTable('backups')
    .set({ state: 'failed', ended_at: at, problem: 'interrupted' })
    .where('state', '=', 'running')
    .execute();
}

export async function endInterruptedDrills(tx: Tx, at: string): Promise<void> {
  await tx
    .updateTable('backup_drills')
    .set({ state: 'failed', ended_at: at, problem: 'interrupted' })
    .where('state', '=', 'running')
    .execute();
}

/** Notes that these folders are gone from the target. */
export async function noteRemoved(
  tx: Tx,
  gone: { readonly names: readonly string[]; readonly folder: string; readonly at: string },
): Promise<void> {
  if (gone.names.length === 0) return;
  await tx
    .updateTable('backups')
    .set({ removed_at: gone.at })
    .where('name', 'in', gone.names)
    .where('folder', '=', gone.folder)
    .where('removed_at', 'is', null)
    .execute();
}

/** The latest, those removed by age left out. */
export async function backupRows(tx: Tx, limit: number): Promise<readonly BackupRow[]> {
  return tx
    .selectFrom('backups')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function drillRows(tx: Tx, limit: number): Promise<readonly DrillRow[]> {
  return tx
    .selectFrom('backup_drills')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function insertDrill(tx: Tx, row: Insertable<BackupDrillsTable>): Promise<void> {
  await tx.insertInto('backup_drills').values(row).execute();
}

export async function saveDrill(tx: Tx, id: string, changes: Updateable<BackupDrillsTable>): Promise<void> {
  await tx.updateTable('backup_drills').set(changes).where('id', '=', id).execute();
}

export interface BackupMoments {
  /** The last that is whole. */
  readonly last: BackupRow | undefined;
  /** The last attempt that ended, whole or not. */
  readonly latest: BackupRow | undefined;
  readonly running: BackupRow | undefined;
  readonly drill: DrillRow | undefined;
  readonly runningDrill: DrillRow | undefined;
  /** First entry of any ledger: since when the installation is used. */
  readonly since: string | null;
  /** Entries of all ledgers. */
  readonly entries: number;
}

/** What alarms and the clock of backups are decided from. */
export async function backupMoments(tx: Tx): Promise<BackupMoments> {
  const backups = () =>
    tx.selectFrom('backups').selectAll().orderBy('started_at', 'desc').orderBy('id').limit(1);
  const drills = () =>
    tx.selectFrom('backup_drills').selectAll().orderBy('started_at', 'desc').orderBy('id').limit(1);
  const used = await sql<{ entries: bigint; since: string | null }>`
    SELECT coalesce(sum(seq), 0)::int8 AS entries,
           (SELECT min(at) FROM ledger_events WHERE seq = 1) AS since FROM ledger_heads`.execute(tx);
  return {
    last: await backups().where('state', '=', 'done').executeTakeFirst(),
    latest: await backups().where('state', '<>', 'running').executeTakeFirst(),
    running: await backups().where('state', '=', 'running').executeTakeFirst(),
    drill: await drills().where('state', '<>', 'running').executeTakeFirst(),
    runningDrill: await drills().where('state', '=', 'running').executeTakeFirst(),
    since: used.rows[0]?.since ?? null,
    entries: Number(used.rows[0]?.entries ?? 0),
  };
}

/**
 * What somebody asked for since `since` (ISO) and no job has answered: the process that held the wish ended before it began, or
 * ended in the middle.
 */
export async function unansweredWishes(tx: Tx, since: string): Promise<readonly ('backup' | 'drill')[]> {
  const found = await sql<{ what: 'backup' | 'drill' }>`
    SELECT asked.what FROM (
      SELECT CASE type WHEN 'backup.requested' THEN 'backup' ELSE 'drill' END AS what, max(at) AS at
        FROM jurisdictions j JOIN ledger_events e ON e.jurisdiction_id = j.id
       WHERE e.type IN ('backup.requested', 'backup.drill_requested') AND e.at >= ${since}
       GROUP BY 1) AS asked
     WHERE NOT EXISTS (
       SELECT FROM (SELECT 'backup' AS what, started_at, state, problem FROM backups
                    UNION ALL SELECT 'drill', started_at, state, problem FROM backup_drills) AS job
        WHERE job.what = asked.what AND job.started_at >= asked.at
          AND job.state <> 'running' AND job.problem IS DISTINCT FROM 'interrupted')`.execute(tx);
  return found.rows.map((row) => row.what);
}

/** Start of the last attempt of the night, done or not. */
export async function lastNightStart(tx: Tx): Promise<string | null> {
  const row = await tx
    .selectFrom('backups')
    .select('started_at')
    .where('cause', '=', 'night')
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.started_at ?? null;
}

/** The restoration that nobody has confirmed yet. */
export async function waitingRestoration(tx: Tx): Promise<RestorationRow | undefined> {
  return tx.selectFrom('restorations').selectAll().where('state', '=', 'waiting').executeTakeFirst();
}

/** The restoration that was confirmed last. */
export async function lastConfirmed(tx: Tx): Promise<RestorationRow | undefined> {
  return tx
    .selectFrom('restorations')
    .selectAll()
    .where('state', '=', 'confirmed')
    .orderBy('confirmed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertRestoration(tx: Tx, row: Insertable<RestorationsTable>): Promise<void> {
  await tx.insertInto('restorations').values(row).execute();
}

export async function confirmRestoration(
  tx: Tx,
  id: string,
  by: Required<Pick<Updateable<RestorationsTable>, 'reason' | 'first_by' | 'second_by'>> &
    Updateable<RestorationsTable>,
): Promise<boolean> {
  const done = await tx
    .updateTable('restorations')
    .set({ ...by, state: 'confirmed' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst();
  return done !== undefined;
}

/** Closes all ledgers, or opens them again. */
export async function holdLedgers(tx: Tx, since: string | null): Promise<void> {
  await tx.updateTable('ledger_heads').set({ held_since: since }).execute();
}

export async function rolesOfAccount(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
): Promise<readonly Role[]> {
  const rows = await tx
    .selectFrom('account_roles')
    .select('role')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('account_id', '=', key.accountId)
    .execute();
  return rows.map((row) => row.role);
}
