/**
 * For tests: releases as they stand on an installed machine, made from this checkout, and an installation that one of them
 * serves. Each release may have migrations of its own or a server that does not start.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hashPassword } from '../auth/password.ts';
import { type Config, parseConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { lockHolder } from '../db/folder-lock.ts';
import { openInstallation, updateSchema } from '../db/installation.ts';
import { inTransaction } from '../db/transaction.ts';
import { openFileStore } from '../files/file-store.ts';
import { record } from '../ledger/ledger.ts';
import { silentLog } from '../log.ts';
import { askHere } from '../operations/doctor/served.ts';
import type { Platform } from '../platform.ts';
import { openInstallationKeys } from '../secrets.ts';
import { systemClock, systemRandom, uuidSource } from '../system.ts';
import { type Cast, castPassword, insertCast } from '../testing-cast.ts';
import { openService } from './service.ts';

const checkout = resolve(import.meta.dirname, '..', '..', '..', '..', '..');

export interface ReleaseForm {
  readonly version: string;
  /** File name → SQL. */
  readonly migrations?: Readonly<Record<string, string>>;
  /** Its server ends at once. */
  readonly broken?: boolean;
}

/** Builds `<releases>/<version>` and returns it. */
export async function makeRelease(releases: string, form: ReleaseForm): Promise<string> {
  const folder = join(releases, form.version);
  const server = join(folder, 'app', 'apps', 'server');
  await mkdir(join(folder, 'bin'), { recursive: true });
  await cp(join(checkout, 'apps', 'server', 'src'), join(server, 'src'), { recursive: true });
  await cp(join(checkout, 'apps', 'server', 'package.json'), join(server, 'package.json'));
  for (const name of ['node_modules', 'packages'])
    await symlink(join(checkout, name), join(folder, 'app', name));
  const platform = join(server, 'src', 'platform');
  await writeFile(join(platform, 'version.ts'), `export const version = '${form.version}';\n`);
  for (const [name, sql] of Object.entries(form.migrations ?? {}))
    await writeFile(join(platform, 'db', 'migrations', name), sql);
  if (form.broken === true) await writeFile(join(server, 'src', 'main.ts'), 'process.exit(3);\n');
  const launcher = join(folder, 'bin', 'mingcha');
  const program = join(server, 'src', 'cli', 'main.ts');
  await writeFile(launcher, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  await chmod(launcher, 0o755);
  await writeFile(join(folder, 'VERSION.json'), JSON.stringify(versionFile(form.version)));
  return folder;
}

function versionFile(version: string) {
  return {
    form: 1,
    name: 'mingcha',
    version,
    os: 'linux',
    cpu: process.arch,
    commit: null,
    at: '2026-11-23T00:00:00Z',
    node: process.versions.node,
    postgresql: '18.1',
    glibc: '2.28',
    migration: '0001-platform',
  };
}

export interface Machine {
  readonly folder: string;
  readonly releases: string;
  readonly current: string;
  readonly data: string;
  readonly config: Config;
  readonly cast: Cast;
  /** Runs a command of what the link names; each line it says is given to `hear`, which may kill it. */
  command(
    args: readonly string[],
    hear?: (line: string, kill: () => void) => void,
  ): Promise<{ readonly code: number | null; readonly said: string }>;
  /** Starts what the link names, as the system would, and waits until it is ready. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Works on the database while the server is stopped or runs. */
  inside<T>(work: (platform: Platform) => Promise<T>): Promise<T>;
  /** Appends entries to the first ledger. */
  enter(count: number): Promise<void>;
  /** Which release the link names. */
  version(): Promise<string>;
  remove(): Promise<void>;
}

/** An installation of `version` with two jurisdictions, nobody serving it. `database`: a given, empty one. */
export async function makeMachine(
  version: string,
  database: { readonly ownerUrl: string; readonly appUrl: string } | null = null,
): Promise<Machine> {
  // Who runs the database must reach it.
  const folder = await realpath(await mkdtemp('/tmp/mingcha-upgrade-'));
  await chmod(folder, 0o755);
  const releases = join(folder, 'releases');
  await makeRelease(releases, { version });
  const current = join(folder, 'current');
  await symlink(join(releases, version), current);
  const data = join(folder, 'data');
  const port = await freePort();
  const environment: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    MINGCHA_DATA: data,
    MINGCHA_DEMO: 'no',
    MINGCHA_HOST: '127.0.0.1',
    PORT: String(port),
    ...(database === null
      ? {}
      : { DATABASE_URL: database.ownerUrl, MINGCHA_APP_DATABASE_URL: database.appUrl }),
  };
  const config = parseConfig(environment, [], folder);
  await mkdir(data, { mode: 0o755 });
  const log = join(folder, 'server.log');
  const startCommand = `setsid '${process.execPath}' '${current}/app/apps/server/src/main.ts' >> '${log}' 2>&1 &`;
  const inside = <T>(work: (platform: Platform) => Promise<T>) => withPlatform(config, work);
  const cast = await plant(inside);
  return {
    folder,
    releases,
    current,
    data,
    config,
    cast,
    inside,
    command: (args, hear) => runCommand({ current, environment, startCommand, args, hear }),
    start: () => startAndWait({ config, environment, startCommand, log }),
    stop: () => stopServer(config),
    enter: (count) => inside((platform) => append(platform, cast, count)),
    version: async () => (await realpath(current)).split('/').at(-1) ?? '',
    remove: async () => {
      await stopServer(config);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function plant(inside: Machine['inside']): Promise<Cast> {
  return inside(async (platform) => {
    const cast = await insertCast(platform, await hashPassword(castPassword));
    await append(platform, cast, 3);
    return cast;
  });
}

async function withPlatform<T>(config: Config, work: (platform: Platform) => Promise<T>): Promise<T> {
  const isNew = (await lockHolder(config.dataFolder)) === null;
  const installation = await openInstallation(config, silentLog, 'join');
  const isEmpty = isNew && !existsSync(join(config.dataFolder, 'planted'));
  if (isEmpty) {
    await updateSchema(installation);
    await writeFile(join(config.dataFolder, 'planted'), '');
  }
  const db = openDatabase({ url: installation.appUrl, poolSize: 2 });
  const clock = systemClock(config.zone);
  try {
    const { secrets, signer } = await openInstallationKeys(config.secretsFolder, config.crypto);
    const files = await openFileStore(config.filesFolder, 'shared');
    const ids = uuidSource(clock, systemRandom);
    const random = systemRandom;
    return await work({ db, clock, ids, random, secrets, signer, files, config, log: silentLog });
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

async function append(platform: Platform, cast: Cast, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await inTransaction(platform.db, (tx) =>
      record(tx, platform, {
        type: 'session.started',
        actor: cast.anLan,
        subject: { kind: 'account', id: cast.anLan.accountId },
        data: {},
      }),
    );
}

/** What was entered and has to be there, whatever happens: acknowledged entries, each once. */
export async function enteredIn(machine: Machine): Promise<number> {
  return countOf(machine, 'session.started');
}

/** Events of one kind in all ledgers. */
export async function countOf(machine: Machine, type: string): Promise<number> {
  return machine.inside(({ db }) =>
    inTransaction(db, async (tx) => {
      const rows = await tx.selectFrom('ledger_events').select('seq').where('type', '=', type).execute();
      return rows.length;
    }),
  );
}

/** Among the arguments of an upgrade or return: nobody starts the server afterwards. */
export const stay = '--stay';

interface CommandRun {
  readonly current: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly startCommand: string;
  readonly args: readonly string[];
  readonly hear: ((line: string, kill: () => void) => void) | undefined;
}

async function runCommand({ current, environment, startCommand, args, hear }: CommandRun) {
  const isOurs = args[0] === 'upgrade' || args[0] === 'rollback';
  const start = args.includes(stay) ? [] : ['--start-command', startCommand];
  const places = isOurs ? ['--current', current, '--ready-seconds', '90', ...start] : [];
  const given = args.filter((one) => one !== stay);
  const child = spawn(join(current, 'bin', 'mingcha'), [...given, ...places, '--lang', 'en'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const take = (bytes: Buffer) => {
    said += bytes.toString();
    for (const line of bytes.toString().split('\n')) hear?.(line, () => child.kill('SIGKILL'));
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

interface Starting {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string>>;
  readonly startCommand: string;
  readonly log: string;
}

/** A service manager starts a server that ended with a failure once more. */
async function startAndWait({ config, environment, startCommand, log }: Starting): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const child = spawn('sh', ['-c', startCommand.replace(/&$/, '')], { env: environment, stdio: 'ignore' });
    let hasEnded = false;
    child.once('close', () => {
      hasEnded = true;
    });
    for (let waited = 0; waited < 90_000 && !hasEnded; waited += 100) {
      if ((await askHere(config, '/readyz')).status === 200) return;
      await pause(100);
    }
  }
  throw new Error(`the server did not become ready:\n${(await readFile(log, 'utf8')).slice(-3000)}`);
}

async function stopServer(config: Config): Promise<void> {
  if (!existsSync(config.dataFolder)) return;
  const choice = { name: 'none-of-this-machine', stopCommand: null, startCommand: null, config };
  await openService(choice).stop();
}

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  holder.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
