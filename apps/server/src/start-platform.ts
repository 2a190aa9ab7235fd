/**
 * The first half of a start: settings become a platform. Database, schema, keys, files, the place among other server
 * processes, first data. Where several processes start at the same moment on one database, they do this one after the other.
 */
import { join } from 'node:path';
import { type DemoAccount, loadDemo } from './demo/load-demo.ts';
import { isHeld } from './platform/backup/hold.ts';
import { forgetProcesses } from './platform/cluster/cluster.queries.ts';
import type { Cluster } from './platform/cluster/cluster.ts';
import { enterCluster, otherProcesses } from './platform/cluster/enter.ts';
import { processId } from './platform/cluster/process-id.ts';
import type { Config } from './platform/config.ts';
import type { CryptoProvider } from './platform/crypto/provider.ts';
import { sealClearTexts } from './platform/crypto/reseal.ts';
import { selfTest } from './platform/crypto/self-test.ts';
import { type Database, openDatabase } from './platform/db/database.ts';
import { ensureFolder } from './platform/db/folder-lock.ts';
import { isEmptyInstallation } from './platform/db/installation.queries.ts';
import { type InstallationDatabase, openInstallation, updateSchema } from './platform/db/installation.ts';
import { isUnfinished } from './platform/db/restoring-mark.ts';
import { oneStartAtATime } from './platform/db/start-lock.ts';
import { inTransaction } from './platform/db/transaction.ts';
import { openFileStore } from './platform/files/file-store.ts';
import { createLog, type Log } from './platform/log.ts';
import { instanceName } from './platform/operations/doctor/instance-name.ts';
import { openLogFile } from './platform/operations/log-file.ts';
import { isDiskFull, roomOf } from './platform/operations/room.ts';
import type { Platform, SecretBox } from './platform/platform.ts';
import { openReplica, type Replica } from './platform/scale/replica.ts';
import { openInstallationKeys } from './platform/secrets.ts';
import { SetupError } from './platform/setup-error.ts';
import type { StartupKey } from './platform/startup-text.ts';
import { systemClock, systemRandom, uuidSource } from './platform/system.ts';
import { settleAtStart } from './platform/upgrade/settle-upgrade.ts';
import { recoverImports } from './registers/import.routes.ts';
import { openSetup } from './setup/setup.service.ts';

/** Says one sentence of the start-up catalogue, or a line of data. */
export interface Teller {
  tell(key: StartupKey, data?: Readonly<Record<string, string | number>>): void;
  line(text: string): void;
}

/** `sole`: does everything. `primary`: prepares for its workers and serves nothing. A worker serves what is prepared. */
export type StartMode = 'sole' | 'primary' | { readonly worker: number };

export type Undo = () => Promise<void>;

export interface Opened {
  readonly platform: Platform;
  readonly sealer: CryptoProvider | null;
  /** Null of a primary, which is not among the servers. */
  readonly cluster: Cluster | null;
  /** For the assistant of a system that is not set up. */
  readonly setupCode: string | null;
}

interface Start {
  /** The checkout. */
  readonly root: string;
  readonly teller: Teller;
  readonly mode: StartMode;
  /** What has to be undone at the end, last first; filled as the start goes on. */
  readonly undo: Undo[];
}

/** Throws SetupError of every step. */
export async function openPlatform(config: Config, start: Start): Promise<Opened> {
  const { root, teller, mode, undo } = start;
  ensureFolder(config.dataFolder, 0o755);
  ensureFolder(join(config.dataFolder, 'log'), 0o755);
  refuseFullDisk(config.dataFolder);
  selfTest();
  const clock = systemClock(config.zone);
  const log = openLog(config, { mode, now: () => clock.now(), undo });
  if (isUnfinished(config.dataFolder)) throw new SetupError('data.restoring', { path: config.dataFolder });
  if (!isWorker(mode)) await settleAtStart(config, root);
  teller.tell('step.database');
  const database = await openInstallation(config, log, isWorker(mode) ? 'join' : 'own');
  undo.push(() => database.stop());
  if (!isWorker(mode)) await bringUpToDate(database, { folder: config.dataFolder, teller });
  const name = `${instanceName(config.dataFolder, process.pid)} ${processId.slice(0, 8)}`;
  const db = openDatabase({
    url: database.poolUrl ?? database.appUrl,
    poolSize: config.poolSize,
    applicationName: name,
    log,
  });
  undo.push(() => db.destroy());
  const goOn = () => openOn({ config, clock, log, database, db, name }, start);
  return config.databaseUrl === null ? goOn() : oneStartAtATime(database.appUrl, goOn);
}

/** Megabytes with which database and server start: some of the log of the database, and what starting writes. */
const roomToStart = 32;

function refuseFullDisk(folder: string): void {
  const megabytes = Math.floor(roomOf(folder) / 1_048_576);
  if (megabytes < roomToStart) throw new SetupError('data.full', { path: folder, megabytes });
}

/** Applies what is pending; each migration is whole or not there, so that after a full disk the next start goes on. */
async function bringUpToDate(
  database: InstallationDatabase,
  { folder, teller }: { readonly folder: string; readonly teller: Teller },
): Promise<void> {
  teller.tell('step.migrate');
  try {
    const applied = await updateSchema(database);
    if (applied.length > 0) teller.tell('step.migrated', { count: applied.length });
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    const megabytes = Math.floor(roomOf(folder) / 1_048_576);
    throw new SetupError('data.full', { path: folder, megabytes }, error);
  }
}

function replicaOf(config: Config, primary: Database, log: Log): Replica | undefined {
  const { replicaUrl: url, replicaLag: lag, poolSize } = config;
  return url === null ? undefined : openReplica({ url, primary, lag, poolSize, log });
}

interface Ground {
  readonly config: Config;
  readonly clock: Platform['clock'];
  readonly log: Log;
  readonly database: InstallationDatabase;
  readonly db: Database;
  readonly name: string;
}

async function openOn(ground: Ground, { teller, mode, undo }: Start): Promise<Opened> {
  const { config, clock, log, database, db, name } = ground;
  const keys = await openInstallationKeys(config.secretsFolder, config.crypto, clock.now());
  if (!isWorker(mode)) {
    const sealed = await convertClearTexts(database, keys.secrets);
    if (sealed > 0) teller.tell('step.convert', { count: sealed });
    // Whoever holds the folder of an embedded database is alone: nobody of before is left.
    if (config.databaseUrl === null) await inTransaction(db, forgetProcesses);
  }
  const replica = replicaOf(config, db, log);
  if (replica !== undefined) undo.push(() => replica.stop());
  const isAlone = !isWorker(mode) && (await otherProcesses({ db })).length === 0;
  const platform: Platform = {
    db,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    secrets: keys.secrets,
    signer: keys.signer,
    files: await openFileStore(config.filesFolder, isAlone ? 'own' : 'shared'),
    config,
    log,
    ...(replica === undefined ? {} : { replica }),
  };
  const cluster = mode === 'primary' ? null : await enterCluster(platform, name);
  if (cluster !== null) undo.push(() => cluster.stop());
  const isFirst = !isWorker(mode) && config.exchange.role !== 'portal';
  const setupCode = isFirst ? await prepareData(platform, teller) : null;
  return { platform, sealer: keys.sealer, cluster, setupCode };
}

function isWorker(mode: StartMode): boolean {
  return typeof mode === 'object';
}

/** The code of the set-up assistant, or null. */
async function prepareData(platform: Platform, teller: Teller): Promise<string | null> {
  await loadFirstData(platform, teller);
  const code = platform.config.demo ? null : await openSetup(platform);
  // A restored installation appends nothing yet; its imports are taken up at the next start.
  if (!(await isHeld(platform))) await recoverImports(platform);
  return code;
}

/** Contact details of earlier versions; by the owner of the schema, because some of the tables are append-only. */
async function convertClearTexts(database: InstallationDatabase, secrets: SecretBox): Promise<number> {
  const owner = openDatabase({ url: database.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    return await sealClearTexts(owner, secrets);
  } finally {
    await owner.destroy();
  }
}

interface Logging {
  readonly mode: StartMode;
  readonly now: () => string;
  readonly undo: Undo[];
}

function openLog(config: Config, { mode, now, undo }: Logging): Log {
  const file = openLogFile({
    path: logPath(config, mode),
    maxBytes: config.logBytes,
    keepDays: config.logDays,
    now,
  });
  undo.push(() => file.close());
  const log = createLog({ level: config.logLevel, now, write: (line) => file.write(line) });
  const note = (error: Error, origin: string) => log.error('server.uncaught', { origin, error });
  process.on('uncaughtExceptionMonitor', note);
  undo.push(() => Promise.resolve(void process.off('uncaughtExceptionMonitor', note)));
  return log;
}

/** `mingcha.log`; of several processes each writes its own: `mingcha.w2.log`, `mingcha.north.log`, `mingcha.north-w2.log`. */
export function logPath(config: Config, mode: StartMode): string {
  const parts = [config.cluster.instance, typeof mode === 'object' ? `w${mode.worker}` : null];
  const own = parts.filter((part) => part !== null).join('-');
  return join(config.dataFolder, 'log', own === '' ? 'mingcha.log' : `mingcha.${own}.log`);
}

/** Loads the demo data into an empty installation and shows the one-time passwords. */
async function loadFirstData(platform: Platform, teller: Teller): Promise<void> {
  if (!platform.config.demo || !(await inTransaction(platform.db, isEmptyInstallation))) return;
  teller.tell('step.demo');
  const accounts = await loadDemo(platform);
  if (accounts.length > 0) teller.tell('ready.accounts');
  for (const account of accounts) teller.line(accountLine(account));
}

function accountLine(account: DemoAccount): string {
  return `  ${account.signInName.padEnd(16)} ${account.password.padEnd(20)} ${account.description}`;
}
