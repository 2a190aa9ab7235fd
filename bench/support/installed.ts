/**
 * An installation as its owner has it: a data folder, the embedded PostgreSQL with its own settings (fsync on), and the
 * server's own program in a process of its own on the loopback address. What is planted beforehand goes in through the
 * same schema. Everything is stopped and removed at the end.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseConfig } from '../../apps/server/src/platform/config.ts';
import { type Database, openDatabase } from '../../apps/server/src/platform/db/database.ts';
import { openInstallation, updateSchema } from '../../apps/server/src/platform/db/installation.ts';
import { openFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { openInstallationKeys } from '../../apps/server/src/platform/secrets.ts';
import { clockOf, systemRandom, uuidSource } from '../../apps/server/src/platform/system.ts';
import { insertCast } from '../../apps/server/src/platform/testing-cast.ts';
import type { Bench } from './database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm start` gives to Node: settings of its environment first, then its arguments. */
function startCommand(): {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
} {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const words = (manifest.scripts['start'] ?? '').split(' ');
  const program = words.indexOf('node');
  const env = Object.fromEntries(words.slice(0, program).map((word) => word.split('=', 2)));
  return { env, args: words.slice(program + 1) };
}

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface Installed {
  /** The database and services of the installation, for planting and looking. */
  readonly bench: Bench;
  /** Starts the server's program on a free port, Node with these arguments; one at a time. */
  readonly start: (nodeArguments?: readonly string[]) => Promise<RunningServer>;
}

/** Makes the installation, runs `work` and removes everything. */
export async function withInstallation(work: (installed: Installed) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-installed-'));
  const clock = clockOf(Date.now, 'Asia/Shanghai');
  const config = parseConfig({ MINGCHA_DATA: folder }, [], folder);
  const log = createLog({ level: 'warn', now: () => clock.now(), write: (line) => console.error(line) });
  const installation = await openInstallation(config, log, 'own');
  const servers: RunningServer[] = [];
  const opened: Database[] = [];
  // Whoever breaks a run off leaves nothing behind: the database is stopped by its own handler.
  const clear = (): void => {
    for (const { pid } of servers) killQuietly(pid);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  const leave = (): void => process.exit(130);
  process.once('exit', clear);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  try {
    await updateSchema(installation);
    const open = (url: string): Database => {
      const db = openDatabase({ url, poolSize: 4, statementTimeout: 0 });
      opened.push(db);
      return db;
    };
    const [db, owner] = [open(installation.appUrl), open(installation.migratorUrl)];
    const platform = {
      db,
      clock,
      ids: uuidSource(clock, systemRandom),
      random: systemRandom,
      ...(await openInstallationKeys(config.secretsFolder)),
      files: await openFileStore(config.filesFolder, 'shared'),
      config,
      log,
    };
    const database = {
      db,
      owner,
      appUrl: installation.appUrl,
      ownerUrl: installation.migratorUrl,
      drop: async () => undefined,
    };
    const bench: Bench = { database, platform, folder, cast: await insertCast(platform, '-') };
    await work({
      bench,
      start: async (nodeArguments = []) => {
        const server = await startProgram(folder, nodeArguments, {
          DATABASE_URL: installation.migratorUrl,
          MINGCHA_APP_DATABASE_URL: installation.appUrl,
        });
        servers.push(server);
        return server;
      },
    });
  } finally {
    for (const server of servers) await server.stop();
    for (const db of opened) await db.destroy();
    await installation.stop();
    await rm(folder, { recursive: true, force: true });
    process.removeListener('exit', clear);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, leave);
  }
}

/** A process that has ended already is no failure. */
function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone.
  }
}

/** The program as it is started by hand, its database named, so that its memory is its own alone. */
export async function startProgram(
  folder: string,
  nodeArguments: readonly string[],
  database: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  const port = await freePort();
  const { env, args } = startCommand();
  const child = spawn(process.execPath, ['--no-warnings', ...nodeArguments, ...args], {
    cwd: root,
    env: { ...env, PATH: process.env['PATH'], PORT: String(port), MINGCHA_DATA: folder, ...database },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = join(folder, 'server-output.log');
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => appendFileSync(file, chunk));
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child, file);
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

async function untilReady(url: string, child: ChildProcess, file: string): Promise<void> {
  const until = performance.now() + 120_000;
  while (performance.now() < until && child.exitCode === null) {
    const reply = await fetch(`${url}/readyz`).catch(() => null);
    if (reply?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not start:\n${readFileSync(file, 'utf8')}`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Processor seconds that a process (and none of its children) has used. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Resident memory of a process: now, and the highest since `forgetPeak`. Bytes. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { now: field('VmRSS'), peak: field('VmHWM') };
}
