/**
 * Restores the latest backup into a scratch installation, verifies it, throws it away and keeps the result: a backup that
 * was never restored is a hope. The scratch stands in a folder and a database of its own and never touches the living one.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { dataPlace } from '../db/embedded-folders.ts';
import { lockHolder } from '../db/folder-lock.ts';
import { readPidFile } from '../db/postgres-server.ts';
import { isAlive, processesIn, until } from '../db/process-table.ts';
import { inTransaction } from '../db/transaction.ts';
import { openFileStore } from '../files/file-store.ts';
import { silentLog } from '../log.ts';
import type { Platform } from '../platform.ts';
import * as queries from './backup.queries.ts';
import { BackupError } from './backup-error.ts';
import { type FoundBackup, findBackup } from './check-backup.ts';
import { problemOf } from './make-backup.ts';
import { type Restored, restoreBackup } from './restore-backup.ts';

/** Verifies every draw of an installation; the stage of draws knows how. */
export type DrawCheck = (
  platform: Platform,
) => Promise<{ readonly verified: number; readonly failed: readonly unknown[] }>;

export interface DrillResult {
  readonly found: FoundBackup;
  readonly restored: Restored;
  readonly draws: number;
}

/** Runs and records a drill of what stands in `from`. Throws BackupError; the record then says the same. */
export async function runDrill(platform: Platform, from: string, check: DrawCheck): Promise<DrillResult> {
  const found = await findBackup(from);
  const id = platform.ids.next();
  const startedAt = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    await queries.endInterruptedDrills(tx, startedAt);
    await queries.insertDrill(tx, { id, backup_name: found.name, started_at: startedAt });
  });
  try {
    const result = await inScratch(platform.config, (config) =>
      restoreInto(platform, { found, config, check }),
    );
    const { ledgers, files } = result.restored;
    await saveResult(platform, id, {
      state: 'done',
      ledgers: ledgers.length,
      entries: ledgers.reduce((total, ledger) => total + ledger.size, 0),
      draws: result.draws,
      file_count: files,
    });
    return result;
  } catch (error) {
    platform.log.error('drill.failed', { error });
    await saveResult(platform, id, { state: 'failed', problem: problemOf(error) });
    throw error;
  }
}

type Result = Parameters<typeof queries.saveDrill>[2];

async function saveResult(platform: Platform, id: string, result: Result): Promise<void> {
  const ended_at = platform.clock.now();
  await inTransaction(platform.db, (tx) => queries.saveDrill(tx, id, { ...result, ended_at }));
}

interface Drilled {
  readonly found: FoundBackup;
  readonly config: Config;
  readonly check: DrawCheck;
}

async function restoreInto(platform: Platform, { found, config, check }: Drilled): Promise<DrillResult> {
  let draws = 0;
  const { clock, ids } = platform;
  const order = { found, config, clock, ids, log: silentLog, published: [], tell: () => undefined } as const;
  const restored = await restoreBackup({ ...order, keys: { from: 'none' } }, async (db) => {
    const files = await openFileStore(config.filesFolder);
    const checked = await check({ ...platform, db, files, config });
    if (checked.failed.length > 0)
      throw new BackupError('restore.draws_bad', { count: checked.failed.length });
    draws = checked.verified;
  });
  return { found, restored, draws };
}

const scratchName = 'drill';

/** A fresh installation beside the data, with an embedded database even where the living one is given. */
async function inScratch<T>(config: Config, work: (scratch: Config) => Promise<T>): Promise<T> {
  const dataFolder = join(config.dataFolder, scratchName);
  await removeScratch(dataFolder);
  try {
    return await work({
      ...config,
      databaseUrl: null,
      appDatabaseUrl: null,
      dataFolder,
      secretsFolder: join(dataFolder, 'secrets'),
      filesFolder: join(dataFolder, 'files'),
    });
  } finally {
    await removeScratch(dataFolder);
  }
}

/** Throws BackupError `backup.drill_running` when it belongs to somebody alive. */
async function removeScratch(dataFolder: string): Promise<void> {
  if (!existsSync(dataFolder)) return;
  if ((await lockHolder(dataFolder)) !== null) throw new BackupError('backup.drill_running');
  await stopOrphan(dataPlace(dataFolder));
  const note = join(dataFolder, 'db.location');
  if (existsSync(note))
    await rm(dirname(readFileSync(note, 'utf8').trim()), { recursive: true, force: true });
  await rm(dataFolder, { recursive: true, force: true });
}

/** The scratch database of a drill that was killed goes on alone. */
async function stopOrphan(data: string): Promise<void> {
  const server = readPidFile(data);
  if (server === null || !processesIn(realpathSync(data)).includes(server.pid)) return;
  process.kill(server.pid, 'SIGQUIT');
  await until(() => !isAlive(server.pid), 10_000);
}
