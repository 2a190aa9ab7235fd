/**
 * Runs one PostgreSQL server process on a unix socket: makes its data folder, removes what a crash left behind,
 * starts, waits until it answers, stops. It knows nothing of this product's roles, tables or folders.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { syncFolder } from '../whole-file.ts';
import { failureOf, looksOver, refuseForeign, restrict } from './cluster-folder.ts';
import { isAlive, processesGiven, processesIn, programOf, type RunAs, until } from './process-table.ts';

export interface ServerOptions {
  /** Folder of `initdb` and `postgres`. */
  readonly binaries: string;
  /** The data folder; its parent must exist. */
  readonly folder: string;
  /** Preferred folder of the socket; a short one under /tmp is used when the path is too long. */
  readonly socketFolder: string;
  /** The user to run as; null is the user of this process. */
  readonly runAs: RunAs | null;
  readonly superuser: string;
  readonly password: string;
  readonly logFile: string;
  /** False switches fsync off; only for data that may be lost. */
  readonly durable: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface PostgresServer {
  readonly pid: number;
  readonly socketFolder: string;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends connections and the process (fast shutdown); harmless when it has already ended. */
  stop(): Promise<void>;
  /** Asks it to stop without waiting, for the last moment of a process. */
  signalStop(signal?: 'SIGINT' | 'SIGQUIT'): void;
}

/** A socket's path must fit into 107 bytes; the name inside the folder is `/.s.PGSQL.5432`. */
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length - 1;
const startTimeout = 120_000;
const stopTimeout = 30_000;

/** Starts the server, making its data folder at the first time. Throws SetupError `embedded.*`. */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  if (!existsSync(join(options.binaries, 'postgres'))) {
    throw new SetupError('embedded.missing', { path: options.binaries });
  }
  if (looksOver(options.folder)) await makeCluster(options);
  refuseForeign(options.folder, options.runAs);
  await clearOrphan(options.folder);
  restrict(options.folder);
  const socketFolder = makeSocketFolder(options);
  const log = openSync(options.logFile, 'a', 0o600);
  const logBefore = statSync(options.logFile).size;
  const child = spawn(join(options.binaries, 'postgres'), serverArguments(options, socketFolder), {
    ...options.runAs,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    // A session of its own: Ctrl+C in the terminal reaches Node only, which then stops the server in order.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await untilReady(options, child, logBefore);
  return {
    pid: child.pid ?? 0,
    socketFolder,
    ended,
    stop: async () => {
      await stopChild(child);
      if (socketFolder !== options.socketFolder) rmSync(socketFolder, { recursive: true, force: true });
    },
    signalStop: (signal = 'SIGINT') => {
      if (!hasEnded(child)) child.kill(signal);
    },
  };
}

function serverArguments(options: ServerOptions, socketFolder: string): readonly string[] {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '',
    unix_socket_permissions: '0777',
    max_connections: '100',
    shared_buffers: sharedBuffers(),
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    wal_buffers: '32MB',
    checkpoint_timeout: '15min',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    dynamic_shared_memory_type: sharedMemory(),
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', options.folder, '-k', socketFolder, ...pairs];
}

/**
 * A sixteenth of the memory, from 128 MB to 1 GB: an import writes all over the indexes of its table, and what does not stay
 * in these buffers is written out and synced page by page while it waits.
 */
function sharedBuffers(): string {
  const memory = Math.min(process.constrainedMemory() || Infinity, totalmem());
  return `${Math.round(Math.min(1024, Math.max(128, memory / 16 / 2 ** 20)))}MB`;
}

/** Containers often give /dev/shm 64 MB, in which parallel queries fail; files are then slower but sure. */
function sharedMemory(): string {
  const enough = 256 * 1024 * 1024;
  try {
    const shm = statfsSync('/dev/shm');
    return shm.bavail * shm.bsize >= enough ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}

/** Builds the cluster beside its place and moves it there when whole, so that a broken start leaves no half. */
async function makeCluster(options: ServerOptions): Promise<void> {
  const fresh = `${options.folder}.new`;
  await endOthers(fresh);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const passwordFile = join(mkdtempSync(join(tmpdir(), 'mingcha-init-')), 'password');
  try {
    writeFileSync(passwordFile, options.password, { mode: 0o600 });
    give(options.runAs, fresh, dirname(passwordFile), passwordFile);
    const made = spawnSync(join(options.binaries, 'initdb'), clusterArguments(options, fresh, passwordFile), {
      ...options.runAs,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      encoding: 'utf8',
    });
    if (made.status !== 0) {
      const reason = lastLine(made.stderr ?? String(made.error));
      throw failureOf({ folder: options.folder, log: fresh, reason });
    }
  } finally {
    rmSync(dirname(passwordFile), { recursive: true, force: true });
  }
  renameSync(fresh, options.folder);
  syncFolder(dirname(options.folder));
}

/** `kill -9` of Node in the middle of initdb leaves it at work: it would go on writing into the folder that is made anew. */
async function endOthers(fresh: string): Promise<void> {
  const working = () => [
    ...processesGiven(fresh),
    ...(existsSync(fresh) ? processesIn(realpathSync(fresh)) : []),
  ];
  for (const pid of working()) send(pid, 'SIGKILL');
  const ended = await until(() => working().length === 0, stopTimeout);
  if (!ended) throw new SetupError('data.locked', { path: fresh, pid: working()[0] ?? '?' });
}

function clusterArguments(options: ServerOptions, folder: string, passwordFile: string): readonly string[] {
  const place = ['-D', folder, '-U', options.superuser, `--pwfile=${passwordFile}`];
  const form = ['-A', 'scram-sha-256', '-E', 'UTF8', ...localeArguments(options.binaries)];
  return [...place, ...form, ...(options.durable ? [] : ['--no-sync'])];
}

/** From 17 on the locale comes from PostgreSQL itself and does not move with the system's libraries. */
function localeArguments(binaries: string): readonly string[] {
  const printed = spawnSync(join(binaries, 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8' });
  const major = Number(/\) (\d+)/.exec(printed.stdout ?? '')?.[1] ?? 0);
  return major >= 17
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
    : ['--locale=C.UTF-8'];
}

function give(user: RunAs | null, ...paths: readonly string[]): void {
  if (user === null) return;
  for (const path of paths) chownSync(path, user.uid, user.gid);
}

function makeSocketFolder(options: ServerOptions): string {
  const wanted = options.socketFolder;
  if (Buffer.byteLength(wanted) > longestSocketFolder) {
    const short = mkdtempSync('/tmp/mingcha-');
    chmodSync(short, 0o755);
    give(options.runAs, short);
    return short;
  }
  if (!existsSync(wanted)) mkdirSync(wanted, { mode: 0o755 });
  // Nobody serves this folder any more, or we would not have come so far; a lock that was left names a number that may
  // be somebody else's by now, and PostgreSQL would believe it.
  for (const left of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(wanted, left), { force: true });
  give(options.runAs, wanted);
  return wanted;
}

interface PidFile {
  readonly pid: number;
  readonly socketFolder: string;
  readonly ready: boolean;
}

/** `postmaster.pid` of a data folder, or null. */
export function readPidFile(folder: string): PidFile | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * After `kill -9` of Node its server goes on alone: stop it. After `kill -9` of the server its children need a
 * moment to notice, and its `postmaster.pid` may name a zombie or a stranger with the same number.
 */
async function clearOrphan(folder: string): Promise<void> {
  const found = readPidFile(folder);
  const real = realpathSync(folder);
  // Whoever merely stands there with a shell is no server.
  const servers = () => processesIn(real).filter((pid) => programOf(pid) === 'postgres');
  if (found === null) for (const pid of servers()) send(pid, 'SIGQUIT');
  else if (servers().includes(found.pid)) {
    send(found.pid, 'SIGINT');
    if (!(await until(() => !isAlive(found.pid), stopTimeout))) send(found.pid, 'SIGQUIT');
  }
  const empty = await until(() => servers().length === 0, stopTimeout);
  if (!empty) throw new SetupError('data.locked', { path: folder, pid: servers()[0] ?? '?' });
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

/** It may have ended by itself in between. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function untilReady(options: ServerOptions, child: ChildProcess, logBefore: number): Promise<void> {
  const isReady = () => {
    const file = readPidFile(options.folder);
    return file !== null && file.pid === child.pid && file.ready;
  };
  await until(() => isReady() || hasEnded(child), startTimeout);
  if (isReady() && !hasEnded(child)) return;
  await stopChild(child);
  const said = existsSync(options.logFile)
    ? readFileSync(options.logFile).subarray(logBefore).toString('utf8')
    : '';
  throw failureOf({ folder: options.folder, log: options.logFile, reason: lastLine(said) });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = () => hasEnded(child);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (ended()) return;
    child.kill(signal);
    if (await until(ended, stopTimeout)) return;
  }
}

/** What went wrong: the last fatal line, else the last. */
function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|error:|No space left/.test(line)) ?? lines.at(-1) ?? '';
}

/** The major version that made a data folder, or null when there is none. */
export function clusterVersion(folder: string): string | null {
  const file = join(folder, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Who owns a data folder. */
export function ownerOf(folder: string): RunAs {
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}
