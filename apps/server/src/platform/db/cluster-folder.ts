/**
 * What a data folder of PostgreSQL looks like before it is started: new, whole, half, or somebody else's. PostgreSQL would
 * refuse most of it too, in its own words and in a log; here the operator is told what to do. It starts and removes nothing.
 */
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import type { RunAs } from './process-table.ts';

/** Without any of these a folder is no cluster; a copy that broke off lacks some. */
const essentials = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal', 'pg_xact', 'postgresql.conf'];

/** True when the cluster has to be made. Throws SetupError `embedded.incomplete` when something stands there that is none. */
export function looksOver(folder: string): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return true;
  const missing = essentials.find((name) => !existsSync(join(folder, name)));
  if (missing !== undefined) throw new SetupError('embedded.incomplete', { path: folder, file: missing });
  return false;
}

/** Throws SetupError `embedded.owner` when the folder is not that of the user who is to run the server. */
export function refuseForeign(folder: string, runAs: RunAs | null): void {
  const { uid } = statSync(folder);
  const runner = runAs?.uid ?? process.getuid?.() ?? uid;
  // Root's own folder cannot be served at all: PostgreSQL does not run as root.
  const stranger = uid !== runner || uid === 0 ? folder : foreign(folder, runner);
  if (stranger !== null) throw new SetupError('embedded.owner', { path: stranger, folder });
}

/** A file that a copy by another user left, among those that are opened first. */
function foreign(folder: string, uid: number): string | null {
  const paths = [...essentials, 'pg_hba.conf'].map((name) => join(folder, name));
  return paths.find((path) => existsSync(path) && statSync(path).uid !== uid) ?? null;
}

/** A copy made without its modes is open to others; PostgreSQL then does not start. */
export function restrict(folder: string): void {
  if ((statSync(folder).mode & 0o027) !== 0) chmodSync(folder, 0o700);
}

/** The words of PostgreSQL about files that are missing, cut or of another moment than the rest. */
const damage =
  /could not (?:locate a valid checkpoint|open file|read file|find redo)|invalid (?:primary )?checkpoint|incorrect checksum in control file|required WAL|invalid magic number|unexpected data beyond EOF/;

/** Why a server did not start, as the operator should read it. */
export function failureOf(of: {
  readonly folder: string;
  readonly log: string;
  readonly reason: string;
}): SetupError {
  const { folder, log, reason } = of;
  // PostgreSQL says the same of semaphores, which have nothing to do with the disk.
  if (/No space left on device/.test(reason) && !/semaphore|shared memory/.test(reason))
    return new SetupError('data.full', { path: folder, megabytes: 0 });
  if (/Permission denied|wrong ownership/.test(reason))
    return new SetupError('embedded.owner', { path: folder, folder });
  if (damage.test(reason)) return new SetupError('embedded.damaged', { path: folder, log, reason });
  return new SetupError('embedded.failed', { log, reason });
}
