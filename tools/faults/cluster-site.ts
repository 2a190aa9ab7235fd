/**
 * Several real server processes on one PostgreSQL of their own, with people who can sign in. Processes can be stopped in order,
 * killed, paused and started again; the database can be stopped at once and started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertAccount, insertCredential } from '../../apps/server/src/platform/auth/organisation.queries.ts';
import { hashPassword } from '../../apps/server/src/platform/auth/password.ts';
import { cookieName, openSession } from '../../apps/server/src/platform/auth/session.ts';
import { openDatabase } from '../../apps/server/src/platform/db/database.ts';
import { urlOf } from '../../apps/server/src/platform/db/embedded.ts';
import {
  installedPostgres,
  reachableCopy,
  unprivilegedUser,
} from '../../apps/server/src/platform/db/embedded-folders.ts';
import { type PostgresServer, startServer } from '../../apps/server/src/platform/db/postgres-server.ts';
import { inTransaction } from '../../apps/server/src/platform/db/transaction.ts';
import { openInstallationKeys } from '../../apps/server/src/platform/secrets.ts';
import { systemClock, systemRandom, uuidSource } from '../../apps/server/src/platform/system.ts';
import { makeTestPlatform, type TestPlatform } from '../../apps/server/src/platform/testing-app.ts';
import { type Cast, castPassword, insertCast } from '../../apps/server/src/platform/testing-cast.ts';
import { type Proxy, startProxy } from './database-proxy.ts';

const program = join(import.meta.dirname, '..', '..', 'apps', 'server', 'src', 'main.ts');

export interface ServerProcess {
  readonly port: number;
  readonly child: ChildProcess;
  readonly said: () => string;
  /** The exit code, or null of one that was killed. */
  readonly ended: Promise<number | null>;
}

export interface DatabaseServer {
  /** As `stop -m immediate` does: no goodbye, recovery at the next start. */
  stopNow(): Promise<void>;
  startAgain(): Promise<void>;
}

export interface Site {
  readonly database: DatabaseServer;
  /** Between the server processes and the database; null where they reach it directly. */
  readonly proxy: Proxy | null;
  readonly processes: readonly ServerProcess[];
  /** In this process: for fixtures and for looking, past the proxy. */
  readonly platform: TestPlatform;
  readonly cast: Cast;
  /** Cookie headers of people who may enter objects, each with an account of its own. */
  readonly cookies: readonly string[];
  /** Waits until it listens. */
  start(port: number): Promise<ServerProcess>;
  remove(): Promise<void>;
}

export interface SiteOptions {
  readonly processes: number;
  readonly people: number;
  readonly behindProxy?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

const owner = { role: 'mingcha_owner', password: 'only-for-tests' };

export async function startSite(options: SiteOptions): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-site-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres(folder);
  const proxy =
    options.behindProxy === true ? await startProxy(`${postgres.socketFolder()}/.s.PGSQL.5432`) : null;
  const direct = urlOf(postgres.socketFolder(), owner, 'postgres');
  const url =
    proxy === null ? direct : `postgresql://${owner.role}:${owner.password}@127.0.0.1:${proxy.port}/postgres`;
  const processes: ServerProcess[] = [];
  const start = async (port: number): Promise<ServerProcess> => {
    const started = await startProcess({ port, url, folder, settings: options.settings ?? {} });
    const at = processes.findIndex((one) => one.port === port);
    if (at < 0) processes.push(started);
    else processes[at] = started;
    return started;
  };
  const removers: (() => Promise<unknown>)[] = [
    () => rm(folder, { recursive: true, force: true }),
    () => postgres.stop(),
    async () => proxy?.close(),
    () => Promise.all(processes.map((one) => endNow(one))),
  ];
  const remove = async () => {
    for (const one of removers.splice(0).reverse()) await one();
  };
  try {
    // The first one prepares the database; the others find it prepared.
    const ports = await freePorts(options.processes);
    for (const port of ports.slice(0, 1)) await start(port);
    await Promise.all(ports.slice(1).map((port) => start(port)));
    const inside = await lookInside({ folder, direct, people: options.people });
    removers.push(() => inside.end());
    return { ...inside, database: postgres, proxy, processes, start, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function startPostgres(folder: string) {
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const native = installedPostgres();
  if (runAs !== null) chownSync(folder, runAs.uid, runAs.gid);
  const begin = () =>
    startServer({
      binaries: join(runAs === null ? native : reachableCopy(native, runAs), 'bin'),
      folder: join(folder, 'db'),
      socketFolder: folder,
      runAs,
      superuser: owner.role,
      password: owner.password,
      logFile: join(folder, 'postgres.log'),
      durable: true,
      // A process that dies loses nothing that it gave to the system; only the machine could.
      settings: { fsync: 'off', max_connections: '200', shared_buffers: '64MB', max_wal_size: '256MB' },
    });
  let server: PostgresServer = await begin();
  const atExit = () => server.signalStop('SIGQUIT');
  process.once('exit', atExit);
  return {
    socketFolder: () => server.socketFolder,
    stopNow: async () => {
      server.signalStop('SIGQUIT');
      await server.ended;
    },
    startAgain: async () => {
      server = await begin();
    },
    stop: async () => {
      await server.stop();
      process.removeListener('exit', atExit);
    },
  };
}

interface Order {
  readonly port: number;
  readonly url: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
}

const startMs = 120_000;

async function startProcess({ port, url, folder, settings }: Order): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      MINGCHA_DATA: join(folder, 'data'),
      MINGCHA_DEMO: 'no',
      MINGCHA_HOST: '127.0.0.1',
      MINGCHA_INSTANCE: `p${port}`,
      MINGCHA_BACKUP_HOUR: 'off',
      MINGCHA_BACKUP_MINUTES: 'off',
      PORT: String(port),
      DATABASE_URL: url,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const begun = performance.now();
  while (!/Mingcha is ready/.test(said)) {
    if (child.exitCode !== null || performance.now() - begun > startMs)
      throw new Error(`a server process did not start:\n${said}`);
    await sleep(50);
  }
  return { port, child, said: () => said, ended };
}

async function endNow({ child, ended }: ServerProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Ports that nobody has at this moment. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

async function lookInside(of: { readonly folder: string; readonly direct: string; readonly people: number }) {
  const dataFolder = join(of.folder, 'data');
  const app = new URL(of.direct);
  app.username = 'mingcha_app';
  app.password = readFileSync(join(dataFolder, 'secrets', 'app-password'), 'utf8').trim();
  const db = openDatabase({ url: app.href, poolSize: 4, endWhenIdle: true });
  const ownerDb = openDatabase({ url: of.direct, poolSize: 2, endWhenIdle: true });
  const keys = await openInstallationKeys(join(dataFolder, 'secrets'));
  const clock = systemClock('Asia/Shanghai');
  const made = await makeTestPlatform(
    { db, owner: ownerDb, appUrl: app.href, ownerUrl: of.direct, drop: async () => undefined },
    { folder: dataFolder },
  );
  const platform = {
    ...made,
    // The machine's own: sessions made here are valid there.
    clock: { ...clock, advance: () => undefined, set: () => undefined },
    ids: uuidSource(clock, systemRandom),
    secrets: keys.secrets,
    signer: keys.signer,
  };
  const hash = await hashPassword(castPassword, { memoryKiB: 8, passes: 1 });
  const cast = await insertCast(platform, hash);
  const cookies = await Promise.all(
    Array.from({ length: of.people }, (_, n) => newPerson(platform, { cast, hash, n })),
  );
  const end = async () => {
    await Promise.all([db.destroy(), ownerDb.destroy()]);
  };
  return { platform, cast, cookies, end };
}

/** Somebody of An Lan's bureau with the same roles. */
async function newPerson(
  platform: TestPlatform,
  of: { readonly cast: Cast; readonly hash: string; readonly n: number },
): Promise<string> {
  const { cast, n } = of;
  const id = platform.ids.next();
  const at = platform.clock.now();
  const key = { jurisdictionId: cast.anLan.jurisdictionId, accountId: id };
  return inTransaction(platform.db, async (tx) => {
    await insertAccount(tx, { ...cast.anLan, id, personName: `安岚${n}`, at });
    await insertCredential(tx, {
      ...key,
      signInName: signInName(n),
      passwordHash: of.hash,
      mustChange: false,
      expiresAt: null,
      at,
    });
    const token = await openSession(tx, platform, { ...key, source: '127.0.0.1', device: 'test' });
    return `${cookieName}=${token}`;
  });
}

export const signInName = (n: number) => `person${n}`;
