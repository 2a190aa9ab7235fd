/**
 * The database of an installation, ready to use: the embedded one, or the PostgreSQL that DATABASE_URL names.
 * Checks what it finds, makes the login of the server, and brings the schema up to date.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { SetupError } from '../setup-error.ts';
import { writeWhole } from '../whole-file.ts';
import { connectionOptions } from './database.ts';
import { joinEmbedded, startEmbedded } from './embedded.ts';
import { dataPlace } from './embedded-folders.ts';
import { ensureFolder } from './folder-lock.ts';
import { hostsOf, writableOf } from './hosts.ts';
import { hasSchema, migrate, readMigrations } from './migrate.ts';
import { clusterVersion } from './postgres-server.ts';
import { isUnfinished } from './restoring-mark.ts';
import { appRole, ensureLogin } from './roles.ts';

export interface InstallationDatabase {
  /** The login `mingcha_app`: for everything but migrations. */
  readonly appUrl: string;
  /** The same for a pool: all hosts of a database of several, of which one takes writes. */
  readonly poolUrl?: string;
  /** The owner of the schema. */
  readonly migratorUrl: string;
  /** Stops what was started for it; a given PostgreSQL goes on. */
  stop(): Promise<void>;
}

const oldestSupported = 150_000;
const connectTimeout = 10_000;
/** Of the advisory lock; chosen at random, so that nothing else in the database uses it. */
const loginLock = 7_306_018_444;

/**
 * Opens the database. `join` lets the command line use the embedded server of a running program; `existing` does too, and
 * makes nothing where no installation was set up. Throws SetupError `database.*`, `embedded.*`, `data.*`.
 */
export async function openInstallation(
  config: Config,
  log: Log,
  mode: 'own' | 'join' | 'existing',
): Promise<InstallationDatabase> {
  if (mode === 'existing') await requireInstallation(config);
  if (config.databaseUrl !== null) return given(config, config.databaseUrl);
  if (mode === 'own') return startEmbedded(config.dataFolder, log);
  const joined = await joinEmbedded(config.dataFolder, log);
  if (mode === 'join' || (await isSetUp(joined.migratorUrl))) return joined;
  await joined.stop();
  throw new SetupError('data.none', { path: config.dataFolder });
}

/**
 * Looks whether a system was set up where the settings say, and changes nothing: a forgotten MINGCHA_DATA must not leave an
 * empty system behind. Throws SetupError `data.none`, `data.restoring`.
 */
export async function requireInstallation(config: Config): Promise<void> {
  const { dataFolder, databaseUrl } = config;
  if (isUnfinished(dataFolder)) throw new SetupError('data.restoring', { path: dataFolder });
  const none = new SetupError('data.none', { path: dataFolder });
  if (databaseUrl === null) {
    if (clusterVersion(dataPlace(dataFolder)) === null) throw none;
    return;
  }
  // Without the login that was made for it, another one would be made, and the running server would be locked out.
  if (config.appDatabaseUrl === null && !existsSync(join(config.secretsFolder, 'app-password'))) throw none;
  if (!(await isSetUp(await writableOf(databaseUrl, connect)))) throw none;
}

async function isSetUp(url: string): Promise<boolean> {
  const client = await connect(url);
  try {
    return await hasSchema(client);
  } finally {
    await client.end();
  }
}

/** Applies what is pending of this program's migrations. Throws SetupError `migration.*`. */
export async function updateSchema(database: InstallationDatabase): Promise<readonly string[]> {
  return migrate(database.migratorUrl, await readMigrations());
}

async function given(config: Config, address: string): Promise<InstallationDatabase> {
  const url = await writableOf(address, connect);
  const client = await connect(url);
  try {
    await checkServer(client);
    const appUrl = config.appDatabaseUrl ?? (await makeLogin(client, url, config.secretsFolder));
    await (await connect(await writableOf(appUrl, connect))).end();
    const poolUrl = config.appDatabaseUrl ?? everywhere(address, appUrl);
    return { appUrl: hostsOf(appUrl)[0] ?? appUrl, poolUrl, migratorUrl: url, stop: async () => undefined };
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connectionOptions(url), connectionTimeoutMillis: connectTimeout });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // The server answered with a code of its own, or nobody answered at all.
    const answered = error instanceof pg.DatabaseError && error.code !== '57P03';
    const data = { address: addressOf(url), reason: reasonOf(error) };
    throw new SetupError(answered ? 'database.refused' : 'database.unreachable', data, error);
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  );
  const found = rows[0];
  if (found === undefined || found.number < oldestSupported) {
    throw new SetupError('database.too_old', { found: found?.version ?? '?' });
  }
  if (found.encoding !== 'UTF8') throw new SetupError('database.encoding', { found: found.encoding });
}

/** Makes `mingcha_app` with a password of its own, kept beside the other secrets. */
async function makeLogin(client: pg.Client, url: string, secretsFolder: string): Promise<string> {
  const file = join(secretsFolder, 'app-password');
  ensureFolder(secretsFolder, 0o700);
  // Processes that start at the same moment agree on one password; the lock ends with this connection.
  await client.query('SELECT pg_advisory_lock($1)', [loginLock]);
  if (!existsSync(file)) writeWhole(file, randomBytes(24).toString('base64url'), 0o600);
  const password = readFileSync(file, 'utf8').trim();
  try {
    await ensureLogin(client, appRole, password);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
    throw new SetupError('database.role', { user: client.user ?? '?' }, error);
  }
  const login = new URL(url);
  login.username = appRole;
  login.password = password;
  return login.href;
}

/** The login of `single` on every host of `address`. */
function everywhere(address: string, single: string): string {
  const hosts = hostsOf(address).map((one) => new URL(one).host);
  return hosts.length === 1 ? single : single.replace(new URL(single).host, hosts.join(','));
}

/** Host, port and name, without user and password. */
function addressOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? host}${pathname}`;
}

/** Node gathers the failures of several addresses of one host in an error without words. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
