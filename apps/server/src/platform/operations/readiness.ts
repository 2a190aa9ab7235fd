/** Whether this server can do its work now: the database answers, its schema is ours, there is room, the clock is not behind. */
import { statfsSync } from 'node:fs';
import { diskLight } from '@mingcha/core/common/operations/checks.ts';
import { isAway } from '../db/database.ts';
import { readMigrations } from '../db/migrate.ts';
import { inTransaction } from '../db/transaction.ts';
import { isDraining } from '../http/draining.ts';
import type { Platform } from '../platform.ts';
import { appliedMigrations, databaseClock, latestEntryAt } from './doctor/doctor.queries.ts';
import { isFull } from './room.ts';

export type ReadyPart = 'database' | 'migrations' | 'disk' | 'clock' | 'stopping';

/** A minute by which a clock may be behind the ledger or beside the database. */
const clockMs = 60_000;

/** Parts that are not ready; none when the server is. */
export async function unreadyParts(platform: Platform): Promise<readonly ReadyPart[]> {
  if (isDraining(platform)) return ['stopping'];
  if (isAway(platform.db)) return ['database'];
  const parts: ReadyPart[] = [];
  if (isFull(platform) || !hasRoom(platform)) parts.push('disk');
  try {
    parts.push(...(await inTransaction(platform.db, (tx) => databaseParts(platform, tx))));
  } catch {
    parts.push('database');
  }
  return parts;
}

type Transaction = Parameters<typeof appliedMigrations>[0];

async function databaseParts(platform: Platform, tx: Transaction): Promise<readonly ReadyPart[]> {
  const parts: ReadyPart[] = [];
  const applied = await appliedMigrations(tx);
  if (!(await ownMigrations()).every((file) => applied.has(file))) parts.push('migrations');
  const now = Date.parse(platform.clock.now());
  const ahead = Date.parse((await latestEntryAt(tx)) ?? platform.clock.now()) - now;
  // Tests hold the clock of the platform; beside the database only a real one is judged, by the machine's own.
  const offset = Math.abs(Date.parse(await databaseClock(tx)) - Date.now());
  if (ahead > clockMs || offset > clockMs) parts.push('clock');
  return parts;
}

let known: readonly string[] | null = null;

/** They do not change while the program runs. */
async function ownMigrations(): Promise<readonly string[]> {
  known ??= (await readMigrations()).map((one) => one.file);
  return known;
}

/** Room for what is being written; red is the light of the page of operations. */
function hasRoom({ config }: Platform): boolean {
  try {
    const disk = statfsSync(config.dataFolder);
    const space = { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
    return space.free > 64 * 1_048_576 || diskLight(space) !== 'red';
  } catch {
    return true;
  }
}
