/**
 * The embedded database of an installation: PostgreSQL from npm on a unix socket in the data folder, its
 * passwords, its three logins, one process at a time, taken over after a crash, started again when it dies.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { SetupError } from '../setup-error.ts';
import { writeWhole } from '../whole-file.ts';
import { connectionOptions } from './database.ts';
import { embeddedFolders } from './embedded-folders.ts';
import { ensureFolder, lockFolder, lockHolder } from './folder-lock.ts';
import { clusterVersion, type PostgresServer, readPidFile, startServer } from './postgres-server.ts';
import { appRole, ensureLogin, migratorRole } from './roles.ts';

export interface EmbeddedDatabase {
  readonly migratorUrl: string;
  readonly appUrl: string;
  /** Stops the server and frees the folder; after `join` it does nothing. */
  stop(): Promise<void>;
}

interface Passwords {
  readonly owner: string;
  readonly migrator: string;
  readonly app: string;
}

const ownerRole = 'mingcha_owner';
const databaseName = 'mingcha';
const bundledMajor = '18';

/**
 * Starts the database of `dataFolder` (absolute), making it at the first time.
 * Throws SetupError `data.*` or `embedded.*`.
 */
export async function startEmbedded(dataFolder: string, log: Log): Promise<EmbeddedDatabase> {
  ensureFolder(dataFolder, 0o755);
  const lock = await lockFolder(dataFolder);
  try {
    const running = await start(dataFolder, log);
    return {
      ...running,
      stop: async () => {
        await running.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** For the command line: joins the database of a running server, else starts it for as long as needed. */
export async function joinEmbedded(dataFolder: string, log: Log): Promise<EmbeddedDatabase> {
  if (!existsSync(dataFolder) || (await lockHolder(dataFolder)) === null)
    return startEmbedded(dataFolder, log);
  const folders = embeddedFolders(dataFolder);
  const socketFolder = readPidFile(folders.data)?.socketFolder;
  const passwords = readPasswords(passwordFile(dataFolder));
  if (socketFolder === undefined || passwords === null) {
    throw new SetupError('data.locked', { path: dataFolder, pid: (await lockHolder(dataFolder)) ?? '?' });
  }
  return { ...urls(socketFolder, passwords), stop: async () => undefined };
}

async function start(dataFolder: string, log: Log): Promise<EmbeddedDatabase> {
  const folders = embeddedFolders(dataFolder);
  const version = clusterVersion(folders.data);
  if (version !== null && version !== bundledMajor) {
    throw new SetupError('embedded.version', { path: folders.data, found: version, wanted: bundledMajor });
  }
  const passwords = passwordsOf(dataFolder, version !== null);
  ensureFolder(join(dataFolder, 'log'), 0o755);
  const logFile = join(dataFolder, 'log', 'postgres.log');
  rotate(logFile);
  const options = {
    binaries: folders.binaries,
    folder: folders.data,
    socketFolder: join(dirname(folders.data), 'socket'),
    runAs: folders.runAs,
    superuser: ownerRole,
    password: passwords.owner,
    logFile,
    durable: true,
  };
  const supervisor = await supervise(() => startServer(options), log);
  const addresses = urls(supervisor.socketFolder, passwords);
  await prepareRoles(supervisor.socketFolder, passwords);
  return { ...addresses, stop: supervisor.stop };
}

/** Keeps a server running: one that ends by itself is started again, with a growing pause. */
async function supervise(begin: () => Promise<PostgresServer>, log: Log) {
  let server = await begin();
  let stopping = false;
  const socketFolder = server.socketFolder;
  const atExit = () => server.signalStop();
  process.once('exit', atExit);

  const restart = async () => {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 10_000)) {
      try {
        server = await begin();
        log.warn('database.restarted', { pid: server.pid });
        return;
      } catch (error) {
        log.error('database.restart_failed', { error });
        await sleep(pause, undefined, { ref: false });
      }
    }
  };
  const watch = async () => {
    while (!stopping) {
      await server.ended;
      if (!stopping) await restart();
    }
  };
  const watching = watch();
  return {
    socketFolder,
    stop: async () => {
      stopping = true;
      await server.stop();
      await watching;
      process.removeListener('exit', atExit);
    },
  };
}

/** The migrator owns the database; the application's login is made before the first grant. */
async function prepareRoles(socketFolder: string, passwords: Passwords): Promise<void> {
  const owner = new pg.Client(
    connectionOptions(urlOf(socketFolder, { role: ownerRole, password: passwords.owner }, 'postgres')),
  );
  await owner.connect();
  try {
    await ensureLogin(owner, migratorRole, passwords.migrator);
    await ensureLogin(owner, appRole, passwords.app);
    const found = await owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await owner.query(`CREATE DATABASE ${databaseName} OWNER ${migratorRole}`);
  } finally {
    await owner.end();
  }
}

function urls(socketFolder: string, passwords: Passwords) {
  return {
    migratorUrl: urlOf(socketFolder, { role: migratorRole, password: passwords.migrator }, databaseName),
    appUrl: urlOf(socketFolder, { role: appRole, password: passwords.app }, databaseName),
  };
}

/** The address of a database on a unix socket, in the form every library of PostgreSQL reads. */
export function urlOf(
  socketFolder: string,
  login: { readonly role: string; readonly password: string },
  database: string,
): string {
  const secret = encodeURIComponent(login.password);
  return `postgresql://${login.role}:${secret}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

function passwordFile(dataFolder: string): string {
  return join(dataFolder, 'secrets', 'database.json');
}

/** Reads the passwords, or makes them before the cluster exists. Throws SetupError `embedded.secrets_lost`. */
function passwordsOf(dataFolder: string, clusterExists: boolean): Passwords {
  const file = passwordFile(dataFolder);
  const found = readPasswords(file);
  if (found !== null) return found;
  if (clusterExists) throw new SetupError('embedded.secrets_lost', { path: dataFolder, file });
  const secret = () => randomBytes(24).toString('base64url');
  const made: Passwords = { owner: secret(), migrator: secret(), app: secret() };
  ensureFolder(join(dataFolder, 'secrets'), 0o700);
  chmodSync(join(dataFolder, 'secrets'), 0o700);
  // On the disk before the cluster is made with them: after a power cut nobody could get in.
  writeWhole(file, JSON.stringify(made), 0o600);
  return made;
}

function readPasswords(file: string): Passwords | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  } catch {
    return null;
  }
}

/** Keeps one older log of the database and begins a new one when it has grown. */
function rotate(logFile: string): void {
  const longest = 10 * 1024 * 1024;
  if (existsSync(logFile) && statSync(logFile).size > longest) renameSync(logFile, `${logFile}.1`);
}
