/**
 * Makes one backup while the server runs: parts in a folder without a name, then the name, then the second place, then
 * what is too old goes. A killed backup leaves a nameless folder, which the next one removes; whoever finds a name finds
 * a whole backup. One at a time per target.
 */
import { cp, mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupCause, keptBackups, type SecondState } from '@mingcha/core/common/backup.ts';
import type { BackupProblem } from '@mingcha/core/common/backup-text.ts';
import { withClient } from '../db/database.ts';
import { ensureFolder, type FolderLock, lockFolder } from '../db/folder-lock.ts';
import { inTransaction } from '../db/transaction.ts';
import { listJurisdictions } from '../ledger/checkpoint.queries.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import { SetupError } from '../setup-error.ts';
import { clockOf } from '../system.ts';
import * as queries from './backup.queries.ts';
import { BackupError } from './backup-error.ts';
import { backupReadme } from './backup-readme.ts';
import { backupNames, checkParts, contentList, type FoundBackup, findBackup } from './check-backup.ts';
import { copyClosed, removeOldClosed } from './closed-copy.ts';
import { copyContent, removeContent } from './content-files.ts';
import { flush, makeFolder } from './digested-file.ts';
import type { KeyLock } from './sealed-keys.ts';
import {
  type Filling,
  manifestOf,
  writeDatabase,
  writeFiles,
  writeKeys,
  writeManifest,
} from './write-parts.ts';

export interface BackupOrder {
  readonly cause: BackupCause;
  /** Absolute. */
  readonly target: string;
  readonly second: string | null;
  /** PEM of whoever may open what is written to the second place; without it the copy there is a plain one. */
  readonly secondKey?: string | null;
  /** For whom the keys are closed; null leaves them out. */
  readonly lock: KeyLock | null;
}

export interface MadeBackup {
  readonly id: string;
  readonly found: FoundBackup;
  readonly second: SecondState;
  readonly manifestSha256: string;
}

/** Makes and logs a backup. Throws BackupError `backup.*`; the log then says the same. */
export async function makeBackup(platform: Platform, order: BackupOrder): Promise<MadeBackup> {
  const lock = await lockTarget(order.target);
  try {
    const id = platform.ids.next();
    const startedAt = platform.clock.now();
    const name = await freeName(order, startedAt);
    await inTransaction(platform.db, async (tx) => {
      await queries.endInterrupted(tx, startedAt);
      const { cause, target } = order;
      await queries.insertBackup(tx, { id, name, cause, started_at: startedAt, folder: target });
    });
    try {
      const made = { id, ...(await work(platform, order, name)) };
      await noteDone(platform, order, made);
      await removeOld(platform, order.target);
      return made;
    } catch (error) {
      await noteFailed(platform, id, error);
      throw error;
    }
  } finally {
    await lock.release();
  }
}

async function lockTarget(target: string): Promise<FolderLock> {
  try {
    ensureFolder(target, 0o700);
    return await lockFolder(target);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const code = error.code === 'data.locked' ? 'backup.busy' : 'backup.unwritable';
    throw new BackupError(code, { path: target }, error);
  }
}

/** `20261123T010203Z-night`; a second one in the same second waits for nothing and gets a number. */
async function freeName(order: BackupOrder, at: string): Promise<string> {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z-${order.cause}`;
  const taken = new Set(await backupNames(order.target));
  let name = stamp;
  for (let number = 2; taken.has(name); number += 1) name = `${stamp}-${number}`;
  return name;
}

const partPrefix = '.part-';

async function work(platform: Platform, order: BackupOrder, name: string): Promise<Omit<MadeBackup, 'id'>> {
  const { target } = order;
  const { config, clock, signer } = platform;
  const backups = join(target, 'backups');
  await makeFolder(backups);
  await removeParts(backups);
  const folder = join(backups, `${partPrefix}${name}`);
  await mkdir(folder, { mode: 0o700 });
  const filling: Filling = { folder, before: await lastWhole(target) };
  const database = await withClient(platform.db, (client) =>
    writeDatabase(client, filling, () => clock.now()),
  );
  const { referenced } = database;
  const content = join(target, 'files');
  const files = await writeFiles(filling, { store: config.filesFolder, target: content, referenced });
  const keys = await writeKeys(folder, config.secretsFolder, order.lock);
  const manifest = manifestOf({ name, cause: order.cause, database, files, keys }, signer);
  const manifestSha256 = await writeManifest(folder, manifest, signer);
  await checkParts({ name, folder, content, manifest });
  const found = { name, folder: join(backups, name), content, manifest };
  await rename(folder, found.folder);
  await flush(backups);
  await writeFile(join(target, 'README.txt'), backupReadme, { mode: 0o600 });
  return { found, manifestSha256, second: await copyToSecond(platform, order, found) };
}

async function removeParts(backups: string): Promise<void> {
  for (const name of (await readdir(backups)).filter((one) => one.startsWith(partPrefix)))
    await rm(join(backups, name), { recursive: true, force: true });
}

async function lastWhole(target: string): Promise<Filling['before']> {
  return findBackup(target).catch(() => null);
}

/** The same backup elsewhere. What goes wrong there is noted and does not spoil the first copy. */
async function copyToSecond(
  platform: Platform,
  order: BackupOrder,
  found: FoundBackup,
): Promise<SecondState> {
  if (order.second === null) return 'none';
  try {
    if (order.secondKey == null) {
      await copyTo(order.second, found);
      await removeOld(platform, order.second);
    } else {
      const { secretsFolder } = platform.config;
      await copyClosed({ folder: order.second, publicKey: order.secondKey, secretsFolder }, found);
      await removeOldClosed(order.second, order.target);
    }
    return 'done';
  } catch (error) {
    platform.log.error('backup.second_failed', { error });
    return 'failed';
  }
}

async function copyTo(second: string, found: FoundBackup): Promise<void> {
  ensureFolder(second, 0o700);
  const backups = join(second, 'backups');
  await makeFolder(backups);
  await removeParts(backups);
  const digests = (await contentList(found)).map((file) => file.sha256);
  const copied = await copyContent(found.content, join(second, 'files'), digests);
  if (copied.damaged.length > 0) throw new Error(`${copied.damaged.length} files could not be copied`);
  const folder = join(backups, `${partPrefix}${found.name}`);
  await copyFolder(found.folder, folder);
  await checkParts({ ...found, folder });
  await rename(folder, join(backups, found.name));
  await flush(backups);
  await writeFile(join(second, 'README.txt'), backupReadme, { mode: 0o600 });
}

async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, errorOnExist: true, force: false });
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true }))
    await flush(join(entry.parentPath, entry.name));
  await flush(to);
}

/** Takes away what retention does not keep, and the files of the store that no backup names any more. */
async function removeOld(platform: Platform, target: string): Promise<void> {
  const day = (at: number) => clockOf(() => at, platform.config.zone).today();
  const names = await backupNames(target);
  const all = names.map((name) => {
    const takenAt = timeOfName(name);
    return { name, takenAt, day: day(takenAt) };
  });
  const kept = keptBackups(all, Date.parse(platform.clock.now()));
  const gone = names.filter((name) => !kept.has(name));
  for (const name of gone) {
    // First the name goes, so that a half removed one is never taken for whole.
    const part = join(target, 'backups', `${partPrefix}${name}`);
    await rename(join(target, 'backups', name), part);
    await rm(part, { recursive: true, force: true });
  }
  await inTransaction(platform.db, (tx) =>
    queries.noteRemoved(tx, { names: gone, folder: target, at: platform.clock.now() }),
  );
  if (gone.length > 0) await removeUnnamed(target, [...kept]);
}

/** A list that cannot be read keeps every file. */
async function removeUnnamed(target: string, names: readonly string[]): Promise<void> {
  const needed = new Set<string>();
  for (const name of names) {
    const found = await findBackup(join(target, 'backups', name)).catch(() => null);
    const files = found === null ? null : await contentList(found).catch(() => null);
    if (files === null) return;
    for (const file of files) needed.add(file.sha256);
  }
  await removeContent(join(target, 'files'), needed);
}

/** The instant in a backup's name, in milliseconds. */
export function timeOfName(name: string): number {
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name) ?? [];
  return Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
}

async function noteDone(platform: Platform, order: BackupOrder, made: MadeBackup): Promise<void> {
  const { manifest } = made.found;
  const rows = manifest.tables.reduce((total, table) => total + table.rows, 0);
  await inTransaction(platform.db, async (tx) => {
    await queries.saveBackup(tx, made.id, {
      state: 'done',
      taken_at: manifest.takenAt,
      ended_at: platform.clock.now(),
      bytes: manifest.parts.reduce((total, part) => total + part.size, 0),
      row_count: rows,
      file_count: manifest.files.count,
      damaged_files: manifest.files.damaged.length,
      ledger_entries: manifest.ledgers.reduce((total, ledger) => total + ledger.size, 0),
      has_keys: manifest.keys.how !== 'none',
      manifest_sha256: made.manifestSha256,
      second_state: made.second,
    });
    // The small ones between would fill the ledger with themselves.
    if (order.cause === 'interval' || (await queries.waitingRestoration(tx)) !== undefined) return;
    for (const { id } of await listJurisdictions(tx))
      await record(tx, platform, {
        type: 'backup.made',
        actor: { jurisdictionId: id, accountId: null },
        subject: { kind: 'backup', id: made.id },
        data: { backupName: made.found.name, sha256: made.manifestSha256, rows },
      });
  });
}

async function noteFailed(platform: Platform, id: string, error: unknown): Promise<void> {
  platform.log.error('backup.failed', { error });
  const problem = problemOf(error);
  const ended = { state: 'failed', ended_at: platform.clock.now(), problem } as const;
  await inTransaction(platform.db, (tx) => queries.saveBackup(tx, id, ended)).catch((reason: unknown) =>
    platform.log.error('backup.not_noted', { error: reason }),
  );
}

/** The code of what went wrong, as the page puts it into words. */
export function problemOf(error: unknown): BackupProblem {
  if (error instanceof BackupError) return error.code;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'backup.no_space';
  if (['EACCES', 'EROFS', 'EPERM', 'ENOTDIR'].includes(code)) return 'backup.unwritable';
  return 'backup.broke_off';
}

/** Free bytes where the target stands. */
export async function freeBytes(target: string): Promise<number | null> {
  const found = await statfs(target).catch(() => null);
  return found === null ? null : found.bavail * found.bsize;
}
