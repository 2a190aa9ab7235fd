/**
 * Puts a backup into an empty installation: digests first, then keys and files, then the database, all or nothing, then
 * ledgers, published checkpoints and draws. What it leaves is held: nothing is appended before two persons confirm the
 * restoration. It never writes over an installation that anybody uses; a restoration that broke off begins anew.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { RestoredLedger } from '@mingcha/core/common/backup.ts';
import pg from 'pg';
import type { Config } from '../config.ts';
import { connectionOptions, type Database, openDatabase } from '../db/database.ts';
import { dataPlace } from '../db/embedded-folders.ts';
import { ensureFolder, lockHolder } from '../db/folder-lock.ts';
import { type InstallationDatabase, openInstallation, updateSchema } from '../db/installation.ts';
import { type Migration, migrate, readMigrations } from '../db/migrate.ts';
import { clusterVersion } from '../db/postgres-server.ts';
import { isUnfinished, restoringMark } from '../db/restoring-mark.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import type { Clock, IdSource } from '../platform.ts';
import { makeSigner } from '../secrets.ts';
import { holdLedgers, insertRestoration } from './backup.queries.ts';
import { BackupError } from './backup-error.ts';
import { checkBackup, checkPart, type FoundBackup } from './check-backup.ts';
import { type ContentFile, contentOf, copyContent } from './content-files.ts';
import { flush } from './digested-file.ts';
import * as queries from './export.queries.ts';
import { partNames } from './manifest.ts';
import { compareLedgers, type PublishedCheckpoint } from './restored-ledgers.ts';
import { type KeyOpener, keyFilesOf, openKeys } from './sealed-keys.ts';
import type { TarFile } from './tar.ts';

export interface RestoreOrder {
  readonly found: FoundBackup;
  /** Where to. */
  readonly config: Config;
  readonly keys: KeySource;
  readonly published: readonly PublishedCheckpoint[];
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
  readonly tell: (step: RestoreStep) => void;
}

export type RestoreStep = 'check' | 'keys' | 'files' | 'database' | 'ledgers';

/** `none`: a drill does without; sealed values stay closed. */
export type KeySource =
  | { readonly from: 'backup'; readonly opener: KeyOpener }
  | { readonly from: 'folder'; readonly secrets: string }
  | { readonly from: 'none' };

export interface Restored {
  readonly ledgers: readonly RestoredLedger[];
  readonly rows: number;
  readonly files: number;
}

/**
 * Restores and verifies the ledgers. `verify` runs on the restored installation before it counts as finished.
 * Throws BackupError `restore.*`, SetupError of the database.
 */
export async function restoreBackup(
  order: RestoreOrder,
  verify: (db: Database) => Promise<void>,
): Promise<Restored> {
  const { found, config, tell } = order;
  await refuseLiving(config);
  const keys = await keysOf(order);
  tell('check');
  const content = await checkBackup(found);
  await clearUnfinished(config);
  ensureFolder(config.dataFolder, 0o755);
  await writeFile(join(config.dataFolder, restoringMark), `${found.name}\n`);
  await flush(config.dataFolder);
  tell('keys');
  await writeKeys(config, keys);
  tell('files');
  await writeContent(order, content);
  tell('database');
  const installation = await openInstallation(config, order.log, 'own');
  try {
    await fillDatabase(installation, found);
    await updateSchema(installation);
    const ledgers = await settle(order, installation, verify);
    await rm(join(config.dataFolder, restoringMark));
    const rows = found.manifest.tables.reduce((total, table) => total + table.rows, 0);
    return { ledgers, rows, files: content.length };
  } finally {
    await installation.stop();
  }
}

/**
 * Throws BackupError `restore.living` when data, keys, files or rows are there that no broken restoration left, and
 * `restore.not_empty` when it holds something else.
 */
export async function refuseLiving(config: Config): Promise<void> {
  const { dataFolder } = config;
  const living = new BackupError('restore.living', { path: dataFolder });
  if (existsSync(dataFolder)) {
    if ((await lockHolder(dataFolder)) !== null) throw living;
    if (!isUnfinished(dataFolder)) {
      const isEmbedded = config.databaseUrl === null;
      if (isEmbedded && clusterVersion(dataPlace(dataFolder)) !== null) throw living;
      if (existsSync(join(config.secretsFolder, 'ledger.key'))) throw living;
      if ((await contentOf(config.filesFolder)).length > 0) throw living;
      await refuseStrange(dataFolder);
    }
  }
  if (config.databaseUrl === null || isUnfinished(dataFolder)) return;
  const client = new pg.Client(connectionOptions(config.databaseUrl));
  await client.connect();
  try {
    if (await queries.isLivedIn(client))
      throw new BackupError('restore.living', { path: client.database ?? '' });
  } finally {
    await client.end();
  }
}

/** What may stand in a data folder before anything is restored into it. */
const known = new Set(
  'backup backup-recipient.pem db db.location feeds files log lost+found papers secrets serving.json socket upgrade'.split(
    ' ',
  ),
);
const mostNamed = 5;

/** Throws BackupError `restore.not_empty`: nobody's papers are to stand among the files of a system. */
async function refuseStrange(path: string): Promise<void> {
  const strange = (await readdir(path)).filter((name) => !known.has(name));
  if (strange.length === 0) return;
  const names = strange.slice(0, mostNamed).join(', ');
  throw new BackupError('restore.not_empty', {
    path,
    names: strange.length > mostNamed ? `${names}…` : names,
  });
}

/** What a restoration that broke off left; the marker says that all of it is its own. */
async function clearUnfinished(config: Config): Promise<void> {
  if (!isUnfinished(config.dataFolder)) return;
  if (config.databaseUrl === null) await rm(dataPlace(config.dataFolder), { recursive: true, force: true });
  await rm(config.secretsFolder, { recursive: true, force: true });
}

/** The keys, opened and found to be this backup's own. Throws BackupError `restore.keys_*`, `restore.altered`. */
export async function keysOf({
  found,
  keys,
}: Pick<RestoreOrder, 'found' | 'keys'>): Promise<readonly TarFile[]> {
  if (keys.from === 'none') return [];
  const files =
    keys.from === 'folder' ? await keyFilesOf(keys.secrets) : await openedKeys(found, keys.opener);
  requireOwn(found, files);
  return files;
}

async function openedKeys({ folder, manifest }: FoundBackup, opener: KeyOpener): Promise<readonly TarFile[]> {
  if (manifest.keys.how === 'none') throw new BackupError('restore.keys_not_in_backup');
  const closed: readonly string[] = [partNames.keys, partNames.keyPassphrase];
  for (const part of manifest.parts.filter((one) => closed.includes(one.path))) await checkPart(folder, part);
  const archive = await readFile(join(folder, partNames.keys));
  const passphrase =
    manifest.keys.how === 'recipient' ? await readFile(join(folder, partNames.keyPassphrase)) : null;
  const opened = await openKeys({ archive, passphrase }, opener);
  if (createHash('sha256').update(opened.tar).digest('hex') !== manifest.keys.tarSha256)
    throw new BackupError('restore.keys_closed');
  return opened.files;
}

/** The keys must be those that signed the manifest: else everything could be somebody else's. */
function requireOwn({ manifest }: FoundBackup, files: readonly TarFile[]): void {
  const key = files.find((file) => file.name === 'secrets/ledger.key');
  const seed = key === undefined ? null : Buffer.from(Buffer.from(key.bytes).toString().trim(), 'hex');
  const own = seed?.length === 32 ? Buffer.from(makeSigner(seed).publicKey).toString('hex') : null;
  if (own !== manifest.signer) throw new BackupError('restore.keys_of_another');
}

async function writeKeys(config: Config, files: readonly TarFile[]): Promise<void> {
  ensureFolder(config.secretsFolder, 0o700);
  for (const file of files) {
    const path = join(config.dataFolder, file.name);
    // A name that leads out of the folder is no key of ours.
    if (!path.startsWith(`${config.secretsFolder}/`)) throw new BackupError('restore.keys_closed');
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, file.bytes, { mode: 0o600 });
    await flush(path);
  }
}

async function writeContent(order: RestoreOrder, content: readonly ContentFile[]): Promise<void> {
  const { found, config } = order;
  await mkdir(config.filesFolder, { recursive: true });
  const digests = content.map((file) => file.sha256);
  const copied = await copyContent(found.content, config.filesFolder, digests);
  const [bad] = copied.damaged;
  if (bad !== undefined) throw new BackupError('restore.altered', { path: join(found.content, bad) });
}

async function fillDatabase(installation: InstallationDatabase, found: FoundBackup): Promise<void> {
  await migrate(installation.migratorUrl, await migrationsOf(found));
  const client = new pg.Client(connectionOptions(installation.migratorUrl));
  await client.connect();
  try {
    await queries.inOne(client, () => fillTables(client, found));
  } finally {
    await client.end();
  }
}

/** The migrations with which the backup was made, as this program has them. Throws BackupError `restore.program_older`. */
export async function migrationsOf({ manifest }: FoundBackup): Promise<readonly Migration[]> {
  const own = new Map((await readMigrations()).map((one) => [one.file, one]));
  return manifest.migrations.map(({ file, checksum }) => {
    const known = own.get(file);
    if (known?.checksum !== checksum) throw new BackupError('restore.program_older', { file });
    return known;
  });
}

/** Every row of the backup into tables of its own schema. Inside a transaction. */
export async function fillTables(
  client: pg.Client,
  { manifest, folder }: Pick<FoundBackup, 'manifest' | 'folder'>,
): Promise<void> {
  const keys = await queries.prepareFilling(client, manifest.tables);
  for (const table of manifest.tables) {
    const rows = createReadStream(join(folder, table.path)).pipe(createGunzip());
    const count = await queries.fillTable(client, table, rows);
    if (count !== table.rows)
      throw new BackupError('restore.rows_differ', { table: table.name, found: count, wanted: table.rows });
  }
  await queries.finishFilling(client, keys, manifest.sequences);
}

/** Holds the installation, ends what must not go on, and looks at the ledgers. */
async function settle(
  order: RestoreOrder,
  installation: InstallationDatabase,
  verify: (db: Database) => Promise<void>,
): Promise<readonly RestoredLedger[]> {
  const { found, clock, ids, tell } = order;
  const { manifest } = found;
  const client = new pg.Client(connectionOptions(installation.migratorUrl));
  await client.connect();
  const at = clock.now();
  const digest = createHash('sha256')
    .update(await readFile(join(found.folder, partNames.manifest)))
    .digest('hex');
  try {
    const life = { at, epoch: ids.next(), takenAt: manifest.takenAt, manifest: digest };
    await queries.inOne(client, () => queries.forgetLife(client, life));
  } finally {
    await client.end();
  }
  const db = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    tell('ledgers');
    const ledgers = await compareLedgers(db, { manifest, published: order.published });
    await inTransaction(db, async (tx) => {
      await holdLedgers(tx, at);
      const row = { backup_name: found.name, taken_at: manifest.takenAt, restored_at: at };
      await insertRestoration(tx, { id: ids.next(), ...row, ledgers: JSON.stringify(ledgers) });
    });
    await verify(db);
    return ledgers;
  } finally {
    await db.destroy();
  }
}
